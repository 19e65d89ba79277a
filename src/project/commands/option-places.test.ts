import { describe, expect, test } from 'vitest';
import { fingerprint, ruleId } from '../../core/finding.ts';
import { filePath } from '../../core/location.ts';
import { applyFixes } from '../../fixing/apply-fixes.ts';
import { projectOf, type Files } from '../../testing/in-memory.ts';

const file = 'shop/management/commands/load.py';
const head = 'from django.core.management.base import BaseCommand\n';

/** The places of the command `load`, nearest first. */
function placesOf(files: Files) {
  const command = projectOf(files)
    .commands()
    .find(({ name }) => name === 'load');
  if (command === undefined) throw new Error('no command');
  return command.optionPlaces;
}

/** The module of the command after its class has declared options; undefined where it leaves no place for them. */
function declared(text: string, ...flags: readonly string[]): string | undefined {
  const [own] = placesOf({ [file]: head + text });
  const findings = flags.map((flag) => ({ flag, edits: own?.declare(`"${flag}"`) }));
  if (findings.some(({ edits }) => edits === undefined)) return undefined;
  const { texts } = applyFixes(
    findings.map(({ flag, edits = [] }) => ({
      ruleId: ruleId('missing-required-flag'),
      messageId: 'missing',
      message: flag,
      data: {},
      severity: 'error',
      confidence: 'certain',
      at: { file: filePath(file), region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 } },
      related: [],
      flow: [],
      fingerprint: fingerprint(flag),
      fix: { title: '', applicability: 'unsafe', edits },
    })),
    () => head + text,
  );
  return texts.get(filePath(file))?.slice(head.length);
}

describe('an option is declared', () => {
  test('at the end of the method', () => {
    const text = [
      'class Command(BaseCommand):',
      '    def add_arguments(self, p):',
      '        if p:',
      '            p.add_argument("--a")  # why',
      '        # the end',
      '',
      '    def handle(self): pass',
    ].join('\n');
    const call = '            p.add_argument("--a")  # why\n';
    expect(declared(text, '--b')).toBe(text.replace(call, `${call}        p.add_argument("--b")\n`));
  });

  test('before whatever may leave the method', () => {
    const text = [
      'class Command(BaseCommand):',
      '    def add_arguments(self, parser):',
      '        parser.add_argument("--a")',
      '        if self.small: return',
      '        parser.add_argument("--c")',
    ].join('\n');
    const call = 'parser.add_argument("--a")\n';
    expect(declared(text, '--b')).toBe(text.replace(call, `${call}        parser.add_argument("--b")\n`));
  });

  test('in the last of several methods of that name', () => {
    const method = '    def add_arguments(self, parser):\n        parser.add_argument("--a")\n';
    const text = `class Command(BaseCommand):\n${method}${method}`;
    expect(declared(text, '--b')).toBe(`${text}        parser.add_argument("--b")\n`);
  });

  test('in a new method above the others, with one head for all options', () => {
    const text = 'class Command(BaseCommand):\n    help = "Load"  # all\n\n    # by hand\n    def handle(self): pass\n';
    const method = [
      '    help = "Load"  # all',
      '',
      '    def add_arguments(self, parser):',
      '        super().add_arguments(parser)',
      '        parser.add_argument("--a")',
      '        parser.add_argument("--b")',
    ].join('\n');
    expect(declared(text, '--a', '--b')).toBe(text.replace('    help = "Load"  # all', method));
  });

  test('in a new method below the others where nothing stands above', () => {
    const text = 'class Command(BaseCommand):\n    @staticmethod\n    def now(): return 1\n';
    expect(declared(text, '--a')).toBe(
      `${text}\n    def add_arguments(self, parser):\n        super().add_arguments(parser)\n        parser.add_argument("--a")\n`,
    );
  });

  test('with the tabs, the line ends and the missing last line end of the file', () => {
    const text = 'class Command(BaseCommand):\r\n\t"""𝕊ync."""';
    const method = ['', '', '\tdef add_arguments(self, parser):', '\t\tsuper().add_arguments(parser)', ''].join('\r\n');
    expect(declared(text, '--a')).toBe(`${text}${method}\t\tparser.add_argument("--a")`);
  });
});

describe('the code leaves no place', () => {
  test.each([
    ['a method on one line', '    def add_arguments(self, parser): parser.add_argument("--a")'],
    ['a method that leaves at once', '    def add_arguments(self, parser):\n        return None'],
    [
      'a parser with two meanings',
      '    def add_arguments(self, parser):\n        parser = parser.add_argument_group("x")',
    ],
    ['a parser among others', '    def add_arguments(self, *args):\n        args[0].add_argument("--a")'],
    ['a decorated method', '    @traced\n    def add_arguments(self, parser):\n        pass'],
    ['a conditional method', '    if DEBUG:\n        def add_arguments(self, parser):\n            pass'],
    ['a borrowed method', '    from shop.flags import add_arguments'],
    ['a statement that goes on', '    def add_arguments(self, parser):\n        pass; \\\n'],
  ])('%s', (_, body) => {
    expect(declared(`class Command(BaseCommand):\n${body}\n`, '--b')).toBeUndefined();
  });

  test('a class on one line', () => {
    expect(declared('class Command(BaseCommand): help = "Load"\n', '--b')).toBeUndefined();
  });

  test('a mixin without the method', () => {
    const [, mixin] = placesOf({
      [file]: `${head}class Safe:\n    x = 1\nclass Command(Safe, BaseCommand):\n    y = 1\n`,
    });
    expect(mixin?.name).toBe('Safe');
    expect(mixin?.declare('"--a"')).toBeUndefined();
  });
});

describe('the classes that build a parser', () => {
  const base = `${head}class Base(BaseCommand):\n    def add_arguments(self, parser):\n        pass\n`;
  const named = (...body: readonly string[]) =>
    placesOf({
      'shop/base.py': base,
      [file]: ['from shop.base import Base', 'class Command(Base):', ...body.map((line) => `    ${line}`), ''].join(
        '\n',
      ),
    }).map(({ name, certain }) => `${name} ${String(certain)}`);

  test('are those whose method is inherited', () => {
    expect(named('pass')).toEqual(['Command true', 'Base true']);
  });

  test('are those that are called on', () => {
    expect(named('def add_arguments(self, parser):', '    super().add_arguments(parser)')).toEqual([
      'Command true',
      'Base true',
    ]);
  });

  test('are none that is overridden', () => {
    expect(named('def add_arguments(self, parser):', '    pass')).toEqual(['Command true']);
  });

  test.each([
    ['a condition', 'if self.x: super().add_arguments(parser)'],
    ['another way to call it', 'Base.add_arguments(self, parser)'],
    ['a parser of its own', 'super().add_arguments(parser.add_subparsers().add_parser("x"))'],
    ['code that could not be followed', 'self.register(parser)'],
  ])('are uncertain after %s', (_, line) => {
    expect(named('def add_arguments(self, parser):', `    ${line}`)).toContain('Base false');
  });
});
