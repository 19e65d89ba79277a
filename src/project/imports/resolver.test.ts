import { describe, expect, test } from 'vitest';
import type { Expression } from '../../core/python.ts';
import { createPythonParser } from '../../syntax/python/parse.ts';
import { sourcesOf, type Files } from '../../testing/in-memory.ts';
import type { Entity, Module } from '../entity.ts';
import { ModuleIndex } from './module-index.ts';
import { Resolver } from './resolver.ts';

const parser = await createPythonParser();

function open(files: Files): { resolver: Resolver; module: (name: string) => Module } {
  const modules = new ModuleIndex(sourcesOf(files), ['.']);
  const module = (name: string): Module => {
    const found = modules.module(name);
    if (found === undefined) throw new Error(`no module ${name}`);
    return found;
  };
  return { resolver: new Resolver(modules), module };
}

function expressionOf(source: string): Expression {
  const [statement] = parser.parse(`${source}\n`).body;
  if (statement?.kind !== 'expression') throw new Error(`${source} is no expression`);
  return statement.value;
}

/** One word for what an entity is. */
function say(entity: Entity | undefined): string {
  switch (entity?.kind) {
    case undefined:
      return 'absent';
    case 'class':
      return `class ${entity.symbol}`;
    case 'function':
      return `function ${entity.module.name}.${entity.definition.name}`;
    case 'module':
      return `module ${entity.module.name}`;
    case 'value':
      return `value in ${entity.module.name}`;
    case 'external':
      return `external ${entity.name}`;
    case 'unknown':
      return 'unknown';
  }
}

const shop: Files = {
  'shop/__init__.py': 'from .base import Base as Root\nfrom . import tools\n',
  'shop/base.py':
    'class Base:\n    class Meta:\n        x = 1\n    size = 2\n    other = size\n    def run(self): pass\n',
  'shop/tools.py': 'from shop.base import *\nfrom shop.hidden import *\nfrom shop.listed import *\ndef help(): pass\n',
  'shop/hidden.py': '_private = 1\npublic = 2\n',
  'shop/listed.py': '__all__ = ["_shown"]\n_shown = 1\nunlisted = 2\n',
  'shop/external.py': 'from elsewhere import *\nimport os.path\nimport django.db.models as m\n',
  'shop/twice.py': 'x = 1\nx = 2\nclass A: pass\nif y:\n    class A: pass\n',
  'shop/optional.py': 'try:\n    from shop.base import Base\nexcept ImportError:\n    Base = None\n',
  'shop/either.py': 'try:\n    from shop.base import Base\nexcept ImportError:\n    from elsewhere import Base\n',
  'shop/same.py': 'if x:\n    from shop.base import Base\nelse:\n    from shop import Root as Base\n',
  'shop/typed.py': 'from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from shop.base import Base\n',
  'shop/loop.py': 'from shop.circle import name\n',
  'shop/circle.py': 'from shop.loop import name\n',
  'shop/stars.py': 'from shop.starred import *\n',
  'shop/starred.py': 'from shop.stars import *\nlast = 1\n',
  'shop/alias.py':
    'import shop.base\nfrom shop import base as b\nA = b.Base\nB = A\nC = shop.base.Base\nD = E\nE = D\nF = b.Base()\n',
  'shop/over.py': 'from shop.base import Base\nclass Base(Base): pass\n',
  'shop/deep.py': 'from ... import x\nfrom ...beyond import y\n',
  'shop/shadow.py': 'for name in ():\n    pass\nint = 3\n',
  'shop/star_then.py': 'from shop.hidden import *\npublic = help\n',
  'shop/deleted.py': 'class A: pass\ndel A\n',
};

describe('a name', () => {
  const { resolver, module } = open(shop);

  test.each([
    ['shop', 'Root', 'class shop.base.Base'],
    ['shop', 'tools', 'module shop.tools'],
    ['shop', 'hidden', 'module shop.hidden'],
    ['shop', 'missing', 'absent'],
    ['shop.tools', 'Base', 'class shop.base.Base'],
    ['shop.tools', 'public', 'value in shop.hidden'],
    ['shop.tools', '_private', 'absent'],
    ['shop.tools', '_shown', 'value in shop.listed'],
    ['shop.tools', 'unlisted', 'absent'],
    ['shop.tools', 'help', 'function shop.tools.help'],
    ['shop.external', 'whatever', 'unknown'],
    ['shop.external', 'os', 'external os'],
    ['shop.external', 'm', 'external django.db.models'],
    ['shop.twice', 'x', 'value in shop.twice'],
    ['shop.twice', 'A', 'unknown'],
    ['shop.optional', 'Base', 'class shop.base.Base'],
    ['shop.either', 'Base', 'unknown'],
    ['shop.same', 'Base', 'class shop.base.Base'],
    ['shop.typed', 'Base', 'absent'],
    ['shop.loop', 'name', 'unknown'],
    ['shop.stars', 'last', 'value in shop.starred'],
    ['shop.stars', 'nowhere', 'absent'],
    ['shop.alias', 'A', 'class shop.base.Base'],
    ['shop.alias', 'B', 'class shop.base.Base'],
    ['shop.alias', 'C', 'class shop.base.Base'],
    ['shop.alias', 'D', 'value in shop.alias'],
    ['shop.alias', 'F', 'value in shop.alias'],
    ['shop.over', 'Base', 'class shop.over.Base'],
    ['shop.deep', 'x', 'unknown'],
    ['shop.deep', 'y', 'unknown'],
    ['shop.shadow', 'name', 'unknown'],
    ['shop.star_then', 'public', 'value in shop.star_then'],
    ['shop.deleted', 'A', 'unknown'],
  ])('of %s that is %s stands for: %s', (name, member, expected) => {
    expect(say(resolver.member(module(name), member))).toBe(expected);
  });

  test('of a builtin is one unless the module has its own', () => {
    expect(say(resolver.name('int', module('shop.base')))).toBe('external builtins.int');
    expect(say(resolver.name('int', module('shop.shadow')))).toBe('value in shop.shadow');
    expect(say(resolver.name('nothing', module('shop.base')))).toBe('unknown');
  });
});

describe('an expression', () => {
  const { resolver, module } = open(shop);

  test.each([
    ['shop.alias', 'b.Base', 'class shop.base.Base'],
    ['shop.alias', 'shop.base.Base.Meta', 'class shop.base.Base.Meta'],
    ['shop.alias', 'shop.tools.Base', 'class shop.base.Base'],
    ['shop.alias', 'b.Base[int]', 'class shop.base.Base'],
    ['shop.alias', 'b.Base.size', 'value in shop.base'],
    ['shop.alias', 'b.Base.other', 'value in shop.base'],
    ['shop.alias', 'b.Base.run', 'function shop.base.run'],
    ['shop.alias', 'b.Base.none', 'unknown'],
    ['shop.alias', 'b.Nothing', 'unknown'],
    ['shop.alias', 'shop.nothing', 'unknown'],
    ['shop.external', 'm.Model', 'external django.db.models.Model'],
    ['shop.external', 'os.path.join', 'external os.path.join'],
    ['shop.alias', 'b.Base()', 'unknown'],
    ['shop.alias', 'b.Base.size.real', 'unknown'],
  ])('in %s that is %s stands for: %s', (name, source, expected) => {
    expect(say(resolver.expression(expressionOf(source), module(name)))).toBe(expected);
  });

  test('of a dotted name goes over packages', () => {
    expect(say(resolver.dotted('shop.Root'))).toBe('class shop.base.Base');
    expect(say(resolver.dotted('shop.base'))).toBe('module shop.base');
    expect(say(resolver.dotted('shop.base.Nothing'))).toBe('unknown');
    expect(say(resolver.dotted('django.db'))).toBe('external django.db');
  });

  test('has the same entity however it is reached, so that identity means sameness', () => {
    const entity = resolver.dotted('shop.Root');
    expect(resolver.member(module('shop.tools'), 'Base')).toBe(entity);
    expect(resolver.expression(expressionOf('shop.base.Base'), module('shop.alias'))).toBe(entity);
  });
});

describe('names that lead to themselves', () => {
  test.each([
    ['through an attribute', { 'a.py': ['import b', 'x = b.x'], 'b.py': ['import a', 'x = a.x'] }],
    ['at once', { 'a.py': ['x = x.y'], 'b.py': '' }],
    ['in a class', { 'a.py': ['class Box:', '    x = Box.x', 'x = Box.x'], 'b.py': '' }],
  ])('%s are not followed for ever', (_, files) => {
    const { resolver, module } = open(files);
    expect(['value', 'unknown']).toContain(resolver.name('x', module('a')).kind);
  });
});

describe('a class body', () => {
  test('has its own names before those of the module', () => {
    const { resolver, module } = open({
      'a.py':
        'def register(): pass\nsize = 1\nclass A:\n    def register(self): pass\n    add = register\n    outer = size\n    x = x\n    y = z\n    z = y\n',
    });
    const owner = resolver.member(module('a'), 'A');
    if (owner?.kind !== 'class') throw new Error('A is a class');
    const own = resolver.ofClass(owner, 'register');
    expect(resolver.ofClass(owner, 'add')).toEqual(own);
    expect(say(resolver.ofClass(owner, 'outer'))).toBe('value in a');
    expect(say(resolver.ofClass(owner, 'x'))).toBe('value in a');
    expect(say(resolver.ofClass(owner, 'y'))).toBe('value in a');
  });
});
