import { describe, expect, test } from 'vitest';
import { sourcesOf, type Files } from '../../testing/in-memory.ts';
import type { ClassEntity } from '../entity.ts';
import { ModuleIndex } from '../imports/module-index.ts';
import { Resolver } from '../imports/resolver.ts';
import { classConstant, Hierarchy, type Ancestor } from './hierarchy.ts';

function open(files: Files): { hierarchy: Hierarchy; named: (dotted: string) => ClassEntity } {
  const resolver = new Resolver(new ModuleIndex(sourcesOf(files), ['.']));
  const named = (dotted: string): ClassEntity => {
    const entity = resolver.dotted(dotted);
    if (entity.kind !== 'class') throw new Error(`${dotted} is a ${entity.kind}`);
    return entity;
  };
  return { hierarchy: new Hierarchy(resolver), named };
}

function say(ancestor: Ancestor): string {
  if (ancestor.kind === 'class') return ancestor.class.qualifiedName;
  return ancestor.kind === 'external' ? ancestor.name : '?';
}

const files: Files = {
  'a.py': [
    'from b import *',
    'import django.views as v',
    'class Diamond(Left, Right): pass',
    'class Wrong(Top, Left): pass',
    'class Itself(Itself): pass',
    'class View(Left, v.View, Unknown): pass',
    'class Inner:',
    '    class Deep(Left): pass',
    'class Generic(List[int], Left): pass',
    'class Twice(Unknown, Nobody, Left): pass',
    'class Call(make()): pass',
  ],
  'b.py': [
    'class Top:',
    '    size = 1',
    '    moving = 2',
    '    def run(self): pass',
    'class Left(Top):',
    '    def run(self): self.moving = 3',
    'class Right(Top):',
    '    size = 2',
  ],
  'c.py': ['from d import D', 'class C(D): pass'],
  'd.py': ['from c import C', 'class D(C): pass'],
};

describe('the order of a class', () => {
  const { hierarchy, named } = open(files);

  test.each([
    ['b.Top', 'Top'],
    ['a.Diamond', 'Diamond Left Right Top'],
    ['a.Wrong', 'Wrong ?'],
    ['a.Itself', 'Itself ?'],
    ['a.View', 'View Left Top django.views.View ?'],
    ['a.Inner.Deep', 'Inner.Deep Left Top'],
    ['a.Twice', 'Twice ? ? Left Top'],
    ['a.Call', 'Call ?'],
  ])('%s is %s', (name, expected) => {
    const entity = name === 'a.Inner.Deep' ? deep(named) : named(name);
    expect(hierarchy.order(entity).map(say).join(' ')).toBe(expected);
  });

  test('ends where two files derive from each other', () => {
    expect(hierarchy.order(named('c.C')).map(say)).toContain('?');
    expect(hierarchy.order(named('d.D')).map(say)).toContain('?');
  });

  test('may be thousands of classes long', () => {
    const chain = Array.from({ length: 400 }, (_, index) => `class C${index + 1}(C${index}): pass`);
    const long = open({ 'a.py': ['class C0: pass', ...chain] });
    expect(long.hierarchy.order(long.named('a.C400'))).toHaveLength(401);
  });
});

describe('an attribute', () => {
  const { hierarchy, named } = open(files);
  const lookup = (name: string, attribute: string, from = 0) => {
    const found = hierarchy.lookup(hierarchy.order(named(name)), attribute, from, (external) => external === 'known');
    return found.kind === 'found' ? found.owner.qualifiedName : found.kind;
  };

  test('is found in the nearest class of the order', () => {
    expect(lookup('a.Diamond', 'run')).toBe('Left');
    expect(lookup('a.Diamond', 'size')).toBe('Right');
    expect(lookup('a.Diamond', 'run', 2)).toBe('Top');
    expect(lookup('a.Diamond', 'nothing')).toBe('absent');
  });

  test('may be in a class that nobody can look into', () => {
    expect(lookup('a.View', 'nothing')).toBe('external');
    expect(lookup('a.Call', 'nothing')).toBe('unknown');
    expect(lookup('a.View', 'run')).toBe('Left');
  });

  test('is a constant unless a method gives it another value', () => {
    expect(classConstant(hierarchy, named('a.Diamond'), 'size')).toMatchObject({ kind: 'value' });
    expect(classConstant(hierarchy, named('a.Diamond'), 'moving')).toBeUndefined();
    expect(classConstant(hierarchy, named('b.Top'), 'moving')).toMatchObject({ kind: 'value' });
    expect(classConstant(hierarchy, named('b.Top'), 'nothing')).toBeUndefined();
  });
});

function deep(named: (dotted: string) => ClassEntity): ClassEntity {
  const inner = named('a.Inner');
  const [binding] = inner.scope.bindings.get('Deep') ?? [];
  if (binding?.kind !== 'class') throw new Error('Deep is a class');
  return inner.module.class(binding.definition, 'Inner.Deep');
}
