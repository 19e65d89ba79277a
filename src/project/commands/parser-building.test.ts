import { describe, expect, test } from 'vitest';
import { built } from '../../testing/options-of.ts';

describe('a command accepts --force', () => {
  test.each<readonly [string, readonly string[], 'yes' | 'no' | 'unknown']>([
    ['registered', ['parser.add_argument("--force")'], 'yes'],
    ['as one of several strings', ['parser.add_argument("-f", "--force", "--hard")'], 'yes'],
    ['never, when nothing is', ['pass'], 'no'],
    ['never by a longer name', ['parser.add_argument("--force-all")'], 'no'],
    ['never by its dest', ['parser.add_argument("--hard", dest="force")'], 'no'],
    ['never as a positional argument', ['parser.add_argument("force")'], 'no'],
    ['in a group', ['parser.add_argument_group("x").add_argument("--force")'], 'yes'],
    [
      'in a group of a group',
      ['g = parser.add_argument_group("x").add_mutually_exclusive_group()', 'g.add_argument("--force")'],
      'yes',
    ],
    ['never in a subcommand', ['parser.add_subparsers().add_parser("x").add_argument("--force")'], 'no'],
    ['in both', ['for p in (parser, parser.add_subparsers().add_parser("x")): p.add_argument("--force")'], 'yes'],
    ['by an alias of the parser', ['p, q = parser, "--force"', 'p.add_argument(q)'], 'yes'],
    ['by an alias of the method', ['add = parser.add_argument', 'add("--force")'], 'yes'],
    ['by a walrus', ['if (p := parser): p.add_argument("--force")'], 'yes'],
    ['by a helper', ['add_flags(parser)'], 'yes'],
    ['by a helper and a keyword', ['helpers.add_flags(parser=parser)'], 'yes'],
    ['by a helper with names', ['register(parser, "--quiet", "--force")'], 'yes'],
    ['by a helper with a list of names', ['register(parser, *["--quiet", "--force"])'], 'yes'],
    ['by an object with the parser', ['Registrar(parser).switch("force")'], 'unknown'],
    ['by a helper from outside', ['outside(parser)'], 'unknown'],
    ['by a helper from outside that gets a group', ['outside([parser.add_argument_group("x")])'], 'unknown'],
    ['never by a helper without the parser', ['outside(self)'], 'no'],
    ['by `partial`', ['functools.partial(parser.add_argument, action="store_true")("--force")'], 'unknown'],
    ['by `map`', ['list(map(lambda n: parser.add_argument("--" + n), NAMES))'], 'unknown'],
    ['by `getattr`', ['getattr(parser, "add_argument")("--force")'], 'unknown'],
    ['by a local import', ['from shop.helpers import add_flags as more', 'more(parser)'], 'yes'],
    ['in a loop over a constant', ['for name in NAMES: parser.add_argument("--" + name)'], 'yes'],
    ['in a loop with enumerate', ['for i, name in enumerate(NAMES, 1): parser.add_argument(f"--{name}")'], 'unknown'],
    ['in a loop with enumerate from 0', ['for i, name in enumerate(NAMES): parser.add_argument(f"--{name}")'], 'yes'],
    ['in a loop with zip', ['for name, h in zip(NAMES, ["a", "b"]): parser.add_argument("--" + name, help=h)'], 'yes'],
    [
      'in a loop over rows',
      ['for (long, short), kw in ((("--force", "-f"), {}),): parser.add_argument(short, long, **kw)'],
      'yes',
    ],
    ['in a loop over a dict', ['for k, v in {"--force": {"type": int}}.items(): parser.add_argument(k, **v)'], 'yes'],
    [
      'in a loop that stops before',
      ['for n in ("x", "force"):', '    if n == "force": break', '    parser.add_argument("--" + n)'],
      'no',
    ],
    [
      'in a loop that passes over it',
      ['for n in ("x", "force"):', '    if n == "force": continue', '    parser.add_argument("--" + n)'],
      'no',
    ],
    ['in the else of a loop', ['for n in NAMES: pass', 'else: add_flags(parser)'], 'yes'],
    ['in a comprehension', ['[parser.add_argument("--" + n) for n in NAMES]'], 'yes'],
    ['in a comprehension that filters', ['[parser.add_argument("--" + n) for n in NAMES if n != "force"]'], 'no'],
    ['in a loop over something', ['for n in outside: parser.add_argument("--force")'], 'unknown'],
    [
      'in a loop that counts',
      ['i = 0', 'while i < 2:', '    parser.add_argument("--" + NAMES[i])', '    i += 1'],
      'unknown',
    ],
    [
      'in a loop over what grew',
      ['names = ["x"]', 'names.append("force")', 'for n in names: parser.add_argument("--" + n)'],
      'unknown',
    ],
    ['by concatenation', ['parser.add_argument("--" + NAMES[1])'], 'yes'],
    ['by concatenation with something', ['parser.add_argument("--" + outside)'], 'unknown'],
    ['by formatting', ['parser.add_argument("--%s" % "force")', 'parser.add_argument("--{}".format("dry"))'], 'yes'],
    ['by a list of arguments', ['parser.add_argument(*["-f", "--force"])'], 'yes'],
    ['by unknown arguments', ['parser.add_argument(*outside)'], 'unknown'],
    ['under a setting', ['if settings.DEBUG: parser.add_argument("--force")'], 'unknown'],
    [
      'under a setting or not',
      ['if settings.DEBUG: parser.add_argument("--force")', 'else: parser.add_argument("--force", help="x")'],
      'yes',
    ],
    [
      'under every setting of three',
      ['if settings.A: add_flags(parser)', 'elif settings.B: add_flags(parser)', 'else: add_flags(parser)'],
      'yes',
    ],
    [
      'under two settings of three',
      ['if settings.A: add_flags(parser)', 'elif settings.B: add_flags(parser)'],
      'unknown',
    ],
    ['under a constant', ['if False: parser.add_argument("--force")'], 'no'],
    ['under a condition in the expression', ['settings.DEBUG and parser.add_argument("--force")'], 'unknown'],
    ['by one of two names', ['parser.add_argument("--force" if settings.DEBUG else "--hard")'], 'unknown'],
    ['after an early return', ['if settings.DEBUG: return', 'parser.add_argument("--force")'], 'unknown'],
    [
      'after an early return of a helper',
      ['def early():', '    if settings.DEBUG: return', 'early()', 'parser.add_argument("--force")'],
      'yes',
    ],
    ['never after a return', ['return', 'parser.add_argument("--force")'], 'no'],
    ['after a check that raises', ['if settings.DEBUG: raise ValueError', 'parser.add_argument("--force")'], 'unknown'],
    ['in a try', ['try: parser.add_argument("--force")', 'except Exception: pass'], 'yes'],
    ['in a handler', ['try: outside()', 'except Exception: parser.add_argument("--force")'], 'unknown'],
    ['in the end of a try', ['try: outside()', 'finally: parser.add_argument("--force")'], 'yes'],
    ['in a with', ['with outside(): parser.add_argument("--force")'], 'yes'],
    [
      'in every case',
      [
        'match sys.platform:',
        '    case "win32": parser.add_argument("--force")',
        '    case _: parser.add_argument("--force")',
      ],
      'unknown',
    ],
    ['by a closure', ['def switch(name): parser.add_argument("--" + name)', 'switch("force")'], 'yes'],
    ['never by a closure that is not called', ['def switch(): parser.add_argument("--force")'], 'no'],
    ['by a lambda', ['switch = lambda name: parser.add_argument("--" + name)', 'switch("force")'], 'yes'],
    ['with BooleanOptionalAction', ['parser.add_argument("--force", action=argparse.BooleanOptionalAction)'], 'yes'],
    ['by a private method of the parser', ['parser._add_action(outside)'], 'unknown'],
    ['never by defaults', ['parser.set_defaults(force=True)', 'parser.epilog = "--force"'], 'no'],
    ['by a parser in a table', ['{"p": parser}["p"].add_argument("--force")'], 'yes'],
  ])('%s', (_, body, expected) => {
    expect(built(...body).accepts('--force')).toBe(expected);
  });

  test('and its opposite, with BooleanOptionalAction', () => {
    const options = built('parser.add_argument("-f", "--force", action=argparse.BooleanOptionalAction)');
    expect(options.accepts('--no-force')).toBe('yes');
    expect(options.accepts('-f')).toBe('yes');
    expect(options.accepts('--no-f')).toBe('no');
  });
});
