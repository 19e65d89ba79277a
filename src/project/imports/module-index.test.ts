import { describe, expect, test } from 'vitest';
import { filePath } from '../../core/location.ts';
import { sourcesOf } from '../../testing/in-memory.ts';
import { ModuleIndex } from './module-index.ts';

function indexOf(names: readonly string[], sourceRoots: readonly string[] = ['.']): ModuleIndex {
  return new ModuleIndex(sourcesOf(Object.fromEntries(names.map((name) => [name, '']))), sourceRoots);
}

describe('the index of modules', () => {
  test('names modules and packages by their path', () => {
    const index = indexOf(['shop/__init__.py', 'shop/models.py']);
    expect(index.fileOf('shop.models')).toBe('shop/models.py');
    expect(index.fileOf('shop')).toBe('shop/__init__.py');
    expect(index.nameOf(filePath('shop/models.py'))).toBe('shop.models');
    expect(index.module('shop')?.isPackage).toBe(true);
    expect(index.module('shop.missing')).toBeUndefined();
  });

  test('prefers a package to a module beside it, and a module to its stub', () => {
    const index = indexOf([
      'shop/models.py',
      'shop/models/__init__.py',
      'shop/views.py',
      'shop/views.pyi',
      'shop/a.pyi',
    ]);
    expect(index.fileOf('shop.models')).toBe('shop/models/__init__.py');
    expect(index.fileOf('shop.views')).toBe('shop/views.py');
    expect(index.fileOf('shop.a')).toBe('shop/a.pyi');
  });

  test('knows folders without __init__.py as ours, though they are no modules', () => {
    const index = indexOf(['shop/commands/load.py']);
    expect(index.module('shop.commands')).toBeUndefined();
    expect(index.isFirstParty('shop.commands')).toBe(true);
    expect(index.isFirstParty('shop.comm')).toBe(false);
    expect(index.isFirstParty('django')).toBe(false);
  });

  test('starts names at every source root, that of the importer first', () => {
    const files = ['src/shop/models.py', 'shop/models.py', 'src/crm/models.py'];
    const index = indexOf(files, ['src', '.']);
    expect(index.fileOf('shop.models', filePath('src/crm/models.py'))).toBe('src/shop/models.py');
    expect(index.fileOf('shop.models', filePath('tools/load.py'))).toBe('shop/models.py');
    expect(index.fileOf('shop.models')).toBeUndefined();
    expect(index.isFirstParty('shop.models')).toBe(true);
    expect(index.fileOf('crm.models')).toBe('src/crm/models.py');
    expect(index.fileOf('src.crm.models')).toBe('src/crm/models.py');
    expect(index.nameOf(filePath('src/crm/models.py'))).toBe('crm.models');
  });

  test.each([
    ['a.b.c', false, 1, '', 'a.b'],
    ['a.b.c', false, 1, 'd', 'a.b.d'],
    ['a.b.c', false, 2, 'd', 'a.d'],
    ['a.b.c', true, 1, 'd', 'a.b.c.d'],
    ['a.b.c', true, 2, '', 'a.b'],
    ['a.b.c', false, 0, 'x.y', 'x.y'],
    ['a', true, 1, 'b', 'a.b'],
    ['a', false, 2, 'b', undefined],
    ['a.b', false, 3, 'c', undefined],
    ['a.b', true, 4, 'c', undefined],
  ])('in %s (a package: %s) %i dots and %j lead to %s', (name, isPackage, level, module, expected) => {
    expect(indexOf([]).absolute({ module, level }, { name, isPackage })).toBe(expected);
  });
});
