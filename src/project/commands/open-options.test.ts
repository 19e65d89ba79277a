import { describe, expect, test } from 'vitest';
import { built, commandFile, imports, optionsOf } from '../../testing/options-of.ts';

describe('what cannot be followed', () => {
  test('is told with its place, once for each place and reason', () => {
    const { unresolved } = built('for n in (1, 2): outside(parser)');
    expect(unresolved).toMatchObject([{ file: commandFile, subject: 'shop.management.commands.load' }]);
    expect(unresolved[0]?.region.startLine).toBe(imports.length + 3);
  });

  test('leaves alone what was certainly registered', () => {
    const options = built('parser.add_argument("--force")', 'outside(parser)');
    expect(options.accepts('--force')).toBe('yes');
    expect(options.accepts('--other')).toBe('unknown');
  });

  test.each([
    [
      'calls that multiply',
      ['def f(n):', '    for i in range(9):', '        f(n)', '        parser.add_argument("--x")', 'f(1)'],
    ],
    [
      'calls that double',
      Array.from({ length: 40 }, (_, i) =>
        i === 0 ? 'f0 = lambda: parser.add_argument("--x")' : `f${i} = lambda: (f${i - 1}(), f${i - 1}())`,
      ).concat('f39()'),
    ],
    [
      'loops within loops',
      ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'parser.add_argument("--x" + a)'].map((name, depth) => {
        const line = depth < 7 ? `for ${name} in "0123456789":` : name;
        return `${' '.repeat(depth)}${line}`;
      }),
    ],
    [
      'lists that double',
      ['x = ["a"]', ...Array.from({ length: 50 }, () => 'x = [*x, *x]'), 'parser.add_argument(*x)'],
    ],
    [
      'lists of lists that double',
      ['x = ["a"]', ...Array.from({ length: 50 }, () => 'x = [x, x]'), 'outside(x)', 'outside(parser, x)'],
    ],
  ])('is given up in no time: %s', (_, body) => {
    const start = performance.now();
    expect(built(...body).accepts('--force')).toBe('unknown');
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

describe('where an option was declared', () => {
  test('is the call, after the calls that led to it', () => {
    const [option] = built('add_flags(parser)').options;
    const lines = option?.declaredAt.map(({ file, region }) => `${file}:${region.startLine}`);
    expect(lines).toEqual([`${commandFile}:${imports.length + 3}`, 'shop/helpers.py:4']);
  });
});

describe('what changes a value from elsewhere', () => {
  test.each([
    [
      'a list that grows by another name',
      ['x = ["a"]', 'y = x', 'y.append("force")', 'for n in x: parser.add_argument("--" + n)'],
    ],
    [
      'a list that a helper makes grow',
      ['def grow(l): l.append("force")', 'x = ["a"]', 'grow(x)', 'for n in x: parser.add_argument("--" + n)'],
    ],
    [
      'a name that an inner function sets',
      ['n = "a"', 'def set():', '    nonlocal n', '    n = "force"', 'set()', 'parser.add_argument("--" + n)'],
    ],
  ])('%s', (_, body) => {
    expect(built(...body).accepts('--force')).not.toBe('no');
  });

  test.each([
    [
      'a method that is assigned from outside',
      ['class Command(BaseCommand): pass', 'Command.add_arguments = lambda self, parser: add_flags(parser)'],
    ],
    ['a method that setattr gives', ['class Command(BaseCommand): pass', 'setattr(Command, "add_arguments", outside)']],
    [
      'a global that a function fills',
      [
        'G = ["a"]',
        'def fill(): G.append("force")',
        'fill()',
        'class Command(BaseCommand):',
        '    def add_arguments(self, parser):',
        '        for n in G: parser.add_argument("--" + n)',
      ],
    ],
    [
      'parents in a dict of keywords',
      [
        'class Command(BaseCommand):',
        '    def create_parser(self, *a, **k):',
        '        k["parents"] = [outside]',
        '        return super().create_parser(*a, **k)',
      ],
    ],
    [
      'a list of the class that __init__ makes grow',
      [
        'class Command(BaseCommand):',
        '    names = ["a"]',
        '    def __init__(self): self.names.append("force")',
        '    def add_arguments(self, parser):',
        '        for n in self.names: parser.add_argument("--" + n)',
      ],
    ],
  ])('%s', (_, lines) => {
    expect(optionsOf(lines).accepts('--force')).not.toBe('no');
  });
});
