import { describe, expect, test } from 'vitest';
import type { Option, OptionSet } from '../../core/commands.ts';
import { built, ofClass, optionsOf } from '../../testing/options-of.ts';

/** The only option, or the first one, with what is unknown as `undefined`. */
function shape({ options }: OptionSet): Readonly<Record<string, unknown>> {
  const [option] = options;
  if (option === undefined) throw new Error('no option');
  return valuesOf(option);
}

function valuesOf({ dest, action, type, default: own, choices, nargs, required, help }: Option) {
  const known = { dest, action, type, default: own, choices, nargs, required, help };
  return Object.fromEntries(
    Object.entries(known).map(([name, value]) => [name, value.known ? value.value : undefined]),
  );
}

const plain = { action: 'store', type: null, default: null, choices: null, nargs: null, required: false, help: null };

describe('an option has', () => {
  test.each<readonly [string, string, Readonly<Record<string, unknown>>]>([
    ['what argparse derives', '"--batch-size"', { ...plain, dest: 'batch_size' }],
    ['the name of its first long string', '"-b", "--batch-size", "--size"', { dest: 'batch_size' }],
    ['the name of its first string where none is long', '"-b", "-s"', { dest: 'b' }],
    ['the name that it is given', '"--force-full", dest="full"', { dest: 'full' }],
    ['a name that is computed', '"--full", dest=outside()', { dest: undefined }],
    ['the default of a switch', '"--full", action="store_true"', { action: 'store_true', default: false, nargs: 0 }],
    ['the default of an opposite', '"--no-x", action="store_false"', { default: true, dest: 'no_x' }],
    ['a default of its own', '"--full", action="store_true", default=None', { default: null }],
    ['a list as default', '"--x", default=["a", 1, (None, True)]', { default: ['a', 1, [null, true]] }],
    ['a default that is suppressed', '"--x", default=argparse.SUPPRESS', { default: '==SUPPRESS==' }],
    ['a default that is computed', '"--x", default=outside()', { default: undefined, type: null }],
    ['a setting as default', '"--x", default=settings.X', { default: undefined }],
    ['a builtin type', '"--x", type=int', { type: 'builtins.int' }],
    ['a type of another module', '"--x", type=helpers.register', { type: 'shop.helpers.register' }],
    ['a type from outside', '"--x", type=outside', { type: 'elsewhere.outside' }],
    ['a class as type', '"--x", type=Registrar', { type: 'shop.helpers.Registrar' }],
    ['a method as type', '"--x", type=self.read', { type: 'shop.management.commands.load.Command.read' }],
    ['a lambda as type', '"--x", type=lambda text: text', { type: undefined }],
    ['choices', '"--x", choices=NAMES', { choices: ['dry-run', 'force'] }],
    ['a range of choices', '"--x", choices=range(2)', { choices: [0, 1] }],
    ['the keys of a dict as choices', '"--x", choices={"a": 1}', { choices: ['a'] }],
    ['choices that are computed', '"--x", choices=outside.CHOICES', { choices: undefined }],
    ['a number of values', '"--x", nargs=2', { nargs: 2 }],
    ['any number of values', '"--x", nargs=argparse.ZERO_OR_MORE', { nargs: '*' }],
    ['to be given', '"--x", required=True', { required: true }],
    ['a help text', '"--x", help="a " "b"', { help: 'a b' }],
    ['a help text that is translated', '"--x", help=outside("a")', { help: undefined }],
    ['a help text that is hidden', '"--x", help=argparse.SUPPRESS', { help: '==SUPPRESS==' }],
    ['keywords that are unknown', '"--x", help="a", **outside', { help: 'a', type: undefined, dest: undefined }],
    ['keywords of a known dict', '"--x", **{"type": int, "help": "a"}', { type: 'builtins.int', help: 'a' }],
    [
      'an action of its own',
      '"--x", action=outside',
      { action: 'elsewhere.outside', default: undefined, nargs: undefined },
    ],
    ['an action that is computed', '"--x", action=outside()', { action: undefined, default: undefined }],
  ])('%s', (_, given, expected) => {
    const options = ofClass(
      'def read(self, text): return text',
      `def add_arguments(self, parser): parser.add_argument(${given})`,
    );
    expect(shape(options)).toMatchObject(expected);
  });
});

describe('a positional argument', () => {
  test.each<readonly [string, string, Readonly<Record<string, unknown>>]>([
    ['has its name', '"file"', { ...plain, dest: 'file', required: true }],
    ['may be left out', '"file", nargs="?"', { required: false, nargs: '?' }],
    ['may be left out when there is a default', '"file", nargs="*", default=[]', { required: false }],
    ['of any number is required by some versions of Python only', '"file", nargs="*"', { required: undefined }],
  ])('%s', (_, given, expected) => {
    const options = built(`parser.add_argument(${given})`);
    expect(options.options[0]?.strings).toEqual([]);
    expect(shape(options)).toMatchObject(expected);
  });
});

describe('a default is changed', () => {
  test.each<readonly [string, readonly string[], unknown]>([
    ['before the registration', ['parser.set_defaults(x=1)', 'parser.add_argument("--x")'], 1],
    ['after the registration', ['parser.add_argument("--x", default=2)', 'parser.set_defaults(x=1)'], 1],
    ['never by a default of another name', ['parser.set_defaults(y=1)', 'parser.add_argument("--x")'], null],
    ['never before a default of its own', ['parser.set_defaults(x=1)', 'parser.add_argument("--x", default=2)'], 2],
    ['under a condition', ['parser.add_argument("--x")', 'if outside: parser.set_defaults(x=1)'], undefined],
    ['by unknown keywords', ['parser.add_argument("--x")', 'parser.set_defaults(**outside)'], undefined],
    ['in a group', ['g = parser.add_argument_group()', 'g.add_argument("--x")', 'parser.set_defaults(x=1)'], 1],
    ['on the option', ['x = parser.add_argument("--x", default=1)', 'x.default = outside()'], undefined],
    ['by code from outside', ['outside(parser.add_argument("--x", default=1))'], undefined],
    [
      'behind the back of argparse',
      ['parser.add_argument("--x")', 'for a in parser._actions: a.default = 1'],
      undefined,
    ],
    ['on the parser', ['parser.argument_default = 5', 'parser.add_argument("--x")'], 5],
    ['never by a look at a group', ['parser._optionals.title = "x"', 'parser.add_argument("--x", default=1)'], 1],
  ])('%s', (_, body, expected) => {
    expect(shape(built(...body))['default']).toEqual(expected);
  });
});

test('an option that is registered in every branch is known where the branches agree', () => {
  const { options } = built(
    'if outside: parser.add_argument("--x", type=int, help="a")',
    'else: parser.add_argument("--x", type=int, help="b")',
  );
  expect(options).toHaveLength(1);
  expect(options.map(valuesOf)).toMatchObject([{ type: 'builtins.int', help: undefined }]);
});

describe('options of others', () => {
  test('a subcommand has a set of its own', () => {
    const options = built(
      'actions = parser.add_subparsers(dest="action")',
      'run = actions.add_parser("run")',
      'run.add_argument("--force")',
      'outside(actions.add_parser("walk"))',
    );
    expect(options.accepts('--force')).toBe('no');
    const [run, walk] = options.subcommands.map((subcommand) => subcommand.options.accepts('--force'));
    expect([run, walk]).toEqual(['yes', 'unknown']);
    expect(options.subcommands[0]?.name).toEqual({ known: true, value: 'run' });
  });

  test.each<readonly [string, readonly string[], 'yes' | 'no' | 'unknown']>([
    ['a parser of its own', ['own = argparse.ArgumentParser()', 'own.add_argument("--force")'], 'no'],
    ['a parser of its own that goes elsewhere', ['outside(argparse.ArgumentParser())'], 'no'],
    ['a parser that a helper makes', ['p = make()', 'p.add_argument("--force")'], 'no'],
    ['a private list of actions', ['parser._remove_action(outside)'], 'unknown'],
  ])('%s does not count', (_, body, expected) => {
    const lines = ['def make(): return argparse.ArgumentParser()', 'class Command(BaseCommand):'];
    const method = ['    def add_arguments(self, parser):', ...body.map((line) => `        ${line}`)];
    expect(optionsOf([...lines, ...method]).accepts('--force')).toBe(expected);
  });

  test.each<readonly [string, string, 'yes' | 'no' | 'unknown']>([
    ['of a parser that is known', '[make()]', 'yes'],
    ['of a parser and of something', '[make(), outside]', 'yes'],
    ['of something', '[outside]', 'unknown'],
    ['of a list from elsewhere', 'outside', 'unknown'],
    ['of nobody', '[]', 'no'],
  ])('parents bring the options %s', (_, parents, expected) => {
    const options = optionsOf([
      'def make():',
      '    common = argparse.ArgumentParser(add_help=False)',
      '    common.add_argument("--force", default=1)',
      '    return common',
      'class Command(BaseCommand):',
      `    def create_parser(self, *a, **k): return super().create_parser(*a, parents=${parents}, **k)`,
    ]);
    expect(options.accepts('--force')).toBe(expected);
    expect(options.accepts('--other')).toBe(parents.includes('outside') ? 'unknown' : 'no');
  });

  test("Django's own are in the model and are not the project's", () => {
    const options = built('pass');
    expect(options.options).toEqual([]);
    expect(options.builtin.flatMap(({ strings }) => strings)).toEqual(
      '-h --help --version -v --verbosity --settings --pythonpath --traceback --no-color --force-color --skip-checks'.split(
        ' ',
      ),
    );
    expect(options.accepts('--verbosity')).toBe('no');
  });

  test.each([
    ['[]', false],
    ['["models"]', true],
    ['"__all__"', true],
    ['outside', false],
  ])('--skip-checks is one of them when requires_system_checks = %s: %s', (checks, expected) => {
    const { builtin } = ofClass(`requires_system_checks = ${checks}`);
    expect(builtin.some(({ strings }) => strings.includes('--skip-checks'))).toBe(expected);
  });
});

describe('where an option is spelled', () => {
  const helpers = {
    'shop/switches.py': [
      'def switch(parser, name):',
      '    parser.add_argument(name)',
      '    parser.add_argument("--fixed")',
    ],
  };
  const lines = [
    'from shop.switches import switch',
    'class Command(BaseCommand):',
    '    def add_arguments(self, parser):',
    '        switch(parser, "--force")',
  ];

  test('is the call with the text, not the helper that passes it on', () => {
    const { options } = optionsOf(lines, helpers);
    const places = options.map(({ strings, at }) => [strings[0], at.file.split('/').at(-1), at.region.startColumn]);
    expect(places).toEqual([
      ['--force', 'load.py', 9],
      ['--fixed', 'switches.py', 5],
    ]);
  });
});

describe('a clash is', () => {
  test.each<readonly [string, readonly string[], readonly string[]]>([
    ['a second registration', ['parser.add_argument("--x")', 'parser.add_argument("-x", "--x")'], ['--x']],
    ["one of Django's own", ['parser.add_argument("-v")'], ['-v']],
    ['one of argparse', ['parser.add_argument("--help")'], ['--help']],
    ['one in a group', ['g = parser.add_argument_group()', 'for p in (parser, g): p.add_argument("--x")'], ['--x']],
    [
      'none in a subcommand',
      ['p = parser.add_subparsers().add_parser("x")', 'for q in (parser, p): q.add_argument("--x")'],
      [],
    ],
    ['none of two branches', ['if outside: parser.add_argument("--x")', 'else: parser.add_argument("--x")'], []],
    ['none under a condition', ['parser.add_argument("--x")', 'if outside: parser.add_argument("--x")'], []],
    ['none in a try', ['parser.add_argument("--x")', 'try: parser.add_argument("--x")', 'except ValueError: pass'], []],
    ['none in a with', ['parser.add_argument("--x")', 'with outside: parser.add_argument("--x")'], []],
    ['none where it is resolved', ['parser.conflict_handler = "resolve"', 'parser.add_argument("--version")'], []],
    ['none of an open set', ['outside(parser)', 'parser.add_argument("--version")'], []],
    ['none behind the back of argparse', ['parser._option_string_actions.pop("-v")', 'parser.add_argument("-v")'], []],
  ])('%s', (_, body, expected) => {
    expect(built(...body).clashes.map(({ flag }) => flag)).toEqual(expected);
  });
});
