import { describe, expect, test } from 'vitest';
import type { Files } from '../../testing/in-memory.ts';
import { ofClass, optionsOf } from '../../testing/options-of.ts';

const base = ['class Base(BaseCommand):', '    def add_arguments(self, parser):', '        add_flags(parser)'];

describe('a class gives its command --force', () => {
  const command = (...body: readonly string[]) => [
    ...base,
    'class Command(Base):',
    ...body.map((line) => `    ${line}`),
  ];

  test.each<readonly [string, readonly string[], 'yes' | 'no' | 'unknown']>([
    ['by inheritance', command('pass'), 'yes'],
    ['by super', command('def add_arguments(self, parser): super().add_arguments(parser)'), 'yes'],
    [
      'by super with arguments',
      command('def add_arguments(self, parser): super(Command, self).add_arguments(parser)'),
      'yes',
    ],
    [
      'by super with a keyword',
      command('def add_arguments(self, parser): super().add_arguments(parser=parser)'),
      'yes',
    ],
    ['by super with all arguments', command('def add_arguments(self, *args): super().add_arguments(*args)'), 'yes'],
    ['by the base with self', command('def add_arguments(self, parser): Base.add_arguments(self, parser)'), 'yes'],
    [
      'by super in a variable',
      command('def add_arguments(self, parser):', '    parent = super()', '    parent.add_arguments(parser)'),
      'yes',
    ],
    [
      'by super under a setting',
      command('def add_arguments(self, parser):', '    if settings.DEBUG: super().add_arguments(parser)'),
      'unknown',
    ],
    [
      'by super under hasattr',
      command(
        'def add_arguments(self, parser):',
        '    if hasattr(super(), "add_arguments"): super().add_arguments(parser)',
      ),
      'unknown',
    ],
    ['never without super', command('def add_arguments(self, parser): parser.add_argument("--x")'), 'no'],
    [
      'never by super beyond the base',
      command('def add_arguments(self, parser): super(Base, self).add_arguments(parser)'),
      'no',
    ],
    [
      'by another class',
      ['class Other(BaseCommand):', '    def add_arguments(self, p): add_flags(p)', 'Command = Other'],
      'yes',
    ],
    [
      'by a generic base',
      [
        'class Base(BaseCommand, Generic[T]):',
        '    def add_arguments(self, p): add_flags(p)',
        'class Command(Base[int]): pass',
      ],
      'yes',
    ],
    ['by a base from outside', ['class Command(outside): pass'], 'unknown'],
    ['by a computed base', ['class Command(make(BaseCommand)): pass'], 'unknown'],
    [
      'by a base that is defined twice',
      [
        'if x:',
        '    class Base(BaseCommand): pass',
        'else:',
        '    class Base(BaseCommand): y = 1',
        'class Command(Base): pass',
      ],
      'unknown',
    ],
    ['by a class decorator', ['@outside', 'class Command(BaseCommand): pass'], 'unknown'],
    ['never by a dataclass', ['@dataclass', 'class Command(BaseCommand): pass'], 'no'],
    ['by a metaclass', ['class Command(BaseCommand, metaclass=outside): pass'], 'unknown'],
    ['never by ABCMeta', ['class Command(BaseCommand, metaclass=abc.ABCMeta): pass'], 'no'],
    ['by a base that derives from itself', ['class Command(Command): pass'], 'unknown'],
    [
      'never by a base with the name of its own',
      ['class BaseCommand(BaseCommand): pass', 'class Command(BaseCommand): pass'],
      'no',
    ],
    [
      'by bases in an impossible order',
      ['class A(BaseCommand): pass', 'class Command(BaseCommand, A): pass'],
      'unknown',
    ],
    ['by `type`', ['Command = type("Command", (BaseCommand,), {})'], 'unknown'],
    ['by a function', ['def Command(): pass'], 'unknown'],
    [
      'by a mixin in front',
      ['class M:', '    def add_arguments(self, p): add_flags(p)', 'class Command(M, BaseCommand): pass'],
      'yes',
    ],
    [
      'never by a mixin behind BaseCommand',
      ['class M:', '    def add_arguments(self, p): add_flags(p)', 'class Command(BaseCommand, M): pass'],
      'no',
    ],
    [
      'never by a mixin behind LabelCommand',
      [
        'from django.core.management.base import LabelCommand',
        'class M:',
        '    def add_arguments(self, p): add_flags(p)',
        'class Command(LabelCommand, M): pass',
      ],
      'no',
    ],
    [
      'by a template command',
      ['from django.core.management.templates import TemplateCommand', 'class Command(TemplateCommand): pass'],
      'unknown',
    ],
  ])('%s', (_, lines, expected) => {
    expect(optionsOf(lines).accepts('--force')).toBe(expected);
  });

  test.each<readonly [string, readonly string[], 'yes' | 'no' | 'unknown']>([
    [
      'by a method',
      ['def add_arguments(self, parser): self.more(parser)', 'def more(self, parser): add_flags(parser)'],
      'yes',
    ],
    [
      'by a class method',
      [
        'def add_arguments(self, parser): Command.more(parser)',
        '@classmethod',
        'def more(cls, parser): add_flags(parser)',
      ],
      'yes',
    ],
    [
      'by a static method',
      ['def add_arguments(self, parser): Command.more(parser)', '@staticmethod', 'def more(parser): add_flags(parser)'],
      'yes',
    ],
    [
      'by a static method of self',
      ['def add_arguments(self, parser): self.more(parser)', '@staticmethod', 'def more(parser): add_flags(parser)'],
      'yes',
    ],
    [
      'by the type of self',
      [
        'def add_arguments(self, parser): type(self).more(parser)',
        '@classmethod',
        'def more(cls, parser): add_flags(parser)',
      ],
      'unknown',
    ],
    ['by a method under another name', ['def more(self, parser): add_flags(parser)', 'add_arguments = more'], 'yes'],
    ['by a lambda in the class', ['add_arguments = lambda self, parser: add_flags(parser)'], 'unknown'],
    ['by a decorated method', ['@outside', 'def add_arguments(self, parser): pass'], 'unknown'],
    [
      'by a method that `override` decorates',
      ['@typing.override', 'def add_arguments(self, parser): add_flags(parser)'],
      'yes',
    ],
    [
      'never by the upper of two methods',
      ['def add_arguments(self, parser): add_flags(parser)', 'def add_arguments(self, parser): pass'],
      'no',
    ],
    [
      'by a method under a condition',
      ['if settings.DEBUG:', '    def add_arguments(self, parser): add_flags(parser)'],
      'unknown',
    ],
    [
      'by one of two methods',
      [
        'if x:',
        '    def add_arguments(self, parser): add_flags(parser)',
        'else:',
        '    def add_arguments(self, parser): pass',
      ],
      'unknown',
    ],
    [
      'by a class constant',
      [
        'names = ["force"]',
        'def add_arguments(self, parser):',
        '    for n in self.names: parser.add_argument("--" + n)',
      ],
      'yes',
    ],
    [
      'by a constant that __init__ replaces',
      [
        'names = []',
        'def __init__(self): self.names = NAMES',
        'def add_arguments(self, parser):',
        '    for n in self.names: parser.add_argument("--" + n)',
      ],
      'unknown',
    ],
    [
      'by an attribute that it sets itself',
      [
        'def add_arguments(self, parser):',
        '    self.parser = parser',
        '    self.more()',
        'def more(self): add_flags(self.parser)',
      ],
      'yes',
    ],
    [
      'by a property',
      [
        '@property',
        'def names(self): return ["force"]',
        'def add_arguments(self, parser):',
        '    for n in self.names: parser.add_argument("--" + n)',
      ],
      'unknown',
    ],
    [
      'by a constant that decides',
      ['hard = True', 'def add_arguments(self, parser):', '    if self.hard: add_flags(parser)'],
      'yes',
    ],
    ['by a method that nobody has', ['def add_arguments(self, parser): self.nothing(parser)'], 'unknown'],
    [
      'in create_parser',
      [
        'def create_parser(self, *a, **k):',
        '    p = super().create_parser(*a, **k)',
        '    p.add_argument("--force")',
        '    return p',
      ],
      'yes',
    ],
    [
      'by parents',
      ['def create_parser(self, *a, **k): return super().create_parser(*a, parents=[outside], **k)'],
      'unknown',
    ],
    [
      'by a parser of its own',
      [
        'def create_parser(self, *a):',
        '    p = argparse.ArgumentParser()',
        '    p.add_argument("--force")',
        '    return p',
      ],
      'unknown',
    ],
    ['by a method that calls itself', ['def add_arguments(self, parser): self.add_arguments(parser)'], 'unknown'],
  ])('%s', (_, lines, expected) => {
    expect(ofClass(...lines).accepts('--force')).toBe(expected);
  });

  test('over three files, in a diamond, where every class calls the next', () => {
    const stage = (name: string, flag: string, bases: string) => [
      `class ${name}(${bases}):`,
      '    def add_arguments(self, parser):',
      '        super().add_arguments(parser)',
      `        parser.add_argument("--${flag}")`,
    ];
    const others: Files = {
      'shop/stage.py': [
        'from django.core.management.base import BaseCommand',
        ...stage('Stage', 'stage', 'BaseCommand'),
      ],
      'shop/left.py': ['from shop.stage import Stage', ...stage('Left', 'left', 'Stage')],
      'shop/right.py': ['from shop import stage', ...stage('Right', 'right', 'stage.Stage')],
    };
    const lines = [
      'from shop.left import Left',
      'from shop.right import Right',
      ...stage('Command', 'own', 'Left, Right'),
    ];
    const options = optionsOf(lines, others);
    expect(options.options.map(({ strings }) => strings.join())).toEqual(['--stage', '--right', '--left', '--own']);
    expect(options.unresolved).toEqual([]);
  });

  test('never when its module has a syntax error: what stands around it may be missing', () => {
    const options = optionsOf(['class Command(BaseCommand):', '    def add_arguments(self, parser): pass', 'x = = 1']);
    expect(options.accepts('--force')).toBe('unknown');
    expect(options.unresolved[0]?.reason).toContain('syntax error');
  });
});
