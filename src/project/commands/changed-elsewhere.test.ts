import { describe, expect, test } from 'vitest';
import { commandFile, optionsOf } from '../../testing/options-of.ts';

const loop = '        for name in NAMES: parser.add_argument("--" + name)';
const command = ['class Command(BaseCommand):', '    def add_arguments(self, parser):', loop];

/** `--force` is accepted in every one of these: nobody may say that it is not. */
describe('an option set is not thought to be closed', () => {
  test.each([
    [
      'a list that a function of the module is given',
      ['NAMES = ["a"]', 'def fill(l): l.append("force")', 'fill(NAMES)'],
    ],
    ['a list with a second name', ['NAMES = ["a"]', 'OTHER = NAMES', 'OTHER.append("force")']],
    ['a list that changes in an expression', ['NAMES = ["a"]', '_ = [NAMES.append(name) for name in ("force",)]']],
    ['a list whose method has a name of its own', ['NAMES = ["a"]', 'add = NAMES.append', 'add("force")']],
    ['a list that a walrus replaces', ['NAMES = ["a"]', 'if (NAMES := ["force"]): pass']],
  ])('where %s is looped over', (_, lines) => {
    expect(optionsOf([...lines, ...command]).accepts('--force')).not.toBe('no');
  });

  test.each([
    ['through the module', ['from shop import registry', 'registry.NAMES.append("force")']],
    ['through its name', ['from shop.registry import NAMES', 'NAMES.append("force")']],
    ['by replacing it', ['from shop import registry', 'registry.NAMES = ["force"]']],
  ])('where another module changes the list %s', (_, lines) => {
    const files = { 'shop/registry.py': 'NAMES = ["a"]\n', 'shop/apps.py': lines };
    expect(optionsOf(['from shop.registry import NAMES', ...command], files).accepts('--force')).not.toBe('no');
  });

  test.each([
    ['a tuple', 'self.a, self.names = 1, ["force"]'],
    ['setattr', 'setattr(self, "names", ["force"])'],
    ['a loop', 'for self.names in [["force"]]: pass'],
    ['a part of it', 'self.names[0].append("force")'],
  ])('where __init__ sets the list of the class by %s', (_, line) => {
    const lines = [
      'class Command(BaseCommand):',
      '    names = ["a"]',
      `    def __init__(self): ${line}`,
      '    def add_arguments(self, parser):',
      '        for name in self.names: parser.add_argument("--" + name)',
    ];
    expect(optionsOf(lines).accepts('--force')).not.toBe('no');
  });

  test.each([
    ['the instance', ['self.parser = parser', 'self.more()']],
    ['another object', ['context.parser = parser', 'outside(context)']],
    ['a global', ['global P', 'P = parser', 'outside()']],
    ['a dict', ['d = {}', 'd["p"] = parser', 'outside(d)']],
    ['a list', ['l = []', 'l.append(parser)', 'outside(l)']],
    ['a string of code', ['exec("parser.add_argument(\'--force\')")']],
  ])('where %s takes the parser along', (_, body) => {
    const lines = ['class Command(BaseCommand):', '    def add_arguments(self, parser):'];
    expect(optionsOf([...lines, ...body.map((line) => `        ${line}`)]).accepts('--force')).toBe('unknown');
  });

  test.each([
    [
      'is replaced from another module',
      { 'shop/apps.py': 'from shop.bases import Base\nBase.add_arguments = outside\n' },
    ],
    [
      'is replaced by setattr',
      { 'shop/apps.py': 'from shop import bases\nsetattr(bases.Base, "add_arguments", outside)\n' },
    ],
  ])('where a method of a base %s', (_, others) => {
    const bases = 'from django.core.management.base import BaseCommand\nclass Base(BaseCommand):\n    pass\n';
    const lines = ['from shop.bases import Base', 'class Command(Base): pass'];
    expect(optionsOf(lines, { 'shop/bases.py': bases, ...others }).accepts('--force')).toBe('unknown');
    expect(optionsOf(lines, { 'shop/bases.py': bases }).accepts('--force')).toBe('no');
  });

  test.each([
    ['a class hook', ['class Command(BaseCommand):', '    def __init_subclass__(cls): pass']],
    ['class keywords', ['class Command(BaseCommand, flags=["force"]): pass']],
    [
      'an add_arguments of the instance',
      ['class Command(BaseCommand):', '    def __init__(self): self.add_arguments = outside'],
    ],
    ['a base that is bound anew', ['Base = outside', 'class Command(Base): pass', 'Base = BaseCommand']],
  ])('where the class has %s', (_, lines) => {
    expect(optionsOf(lines).accepts('--force')).toBe('unknown');
  });

  test('where a branch gives the instance another list', () => {
    const lines = [
      'class Command(BaseCommand):',
      '    def add_arguments(self, parser):',
      '        if settings.HARD: self.names = ["force"]',
      '        else: self.names = ["quiet"]',
      '        for name in self.names: parser.add_argument("--" + name)',
    ];
    expect(optionsOf(lines).accepts('--force')).toBe('unknown');
  });

  test('where a condition holds by a value that code elsewhere may set', () => {
    const lines = [
      'class Command(BaseCommand):',
      '    wanted = False',
      '    def add_arguments(self, parser):',
      '        if self.wanted: parser.add_argument("--force")',
    ];
    expect(optionsOf(lines).accepts('--force')).toBe('unknown');
    expect(optionsOf(lines).accepts('--other')).toBe('no');
  });
});

describe('an argument of a call', () => {
  test.each([
    ['behind a star is never given by position', 'def add(p, *names, kind="a"):', 'add(parser, "--quiet", "--force")'],
    ['is unknown when keywords are', 'def add(p, *names, full=False):', 'add(parser, "--force", **outside)'],
  ])('%s', (_, head, call) => {
    const helper = [head, '    for name in names: p.add_argument(name)'];
    const lines = [...helper, 'class Command(BaseCommand):', `    def add_arguments(self, parser): ${call}`];
    expect(optionsOf(lines).accepts('--force')).not.toBe('no');
  });
});

test('each of several projects in one repository has its own modules', () => {
  const base = (flag: string) => [
    'from django.core.management.base import BaseCommand',
    'class Base(BaseCommand):',
    `    def add_arguments(self, parser): parser.add_argument("${flag}")`,
  ];
  const lines = ['from shop.bases import Base', 'class Command(Base): pass'];
  const files = { 'shop/bases.py': base('--force'), 'other/shop/bases.py': base('--quiet'), 'other/manage.py': '' };
  expect(optionsOf(lines, files).accepts('--force')).toBe('yes');
  expect(commandFile).toMatch(/^shop\//);
});
