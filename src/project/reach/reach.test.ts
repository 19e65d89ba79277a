import { expect, test } from 'vitest';
import { projectOf, sourcesOf } from '../../testing/in-memory.ts';
import { Project } from '../project.ts';

const broken = ['from shop import gone', 'def fetch(): return gone'];
const files = {
  'shop/__init__.py': '',
  'shop/management/commands/sync.py': ['from shop import engine', 'class Command: pass'],
  'shop/engine.py': ['def run():', '    from shop.client import fetch', '    return fetch()'],
  'shop/client.py': broken,
  'shop/views.py': broken,
  'shop/models.py': broken,
  'shop/tests/test_sync.py': broken,
};

test('what commands import and models are looked at, over however many modules', () => {
  const found = projectOf(files).correctness('unresolvable-import').unresolvableImports();
  expect(found.map(({ at }) => at.file)).toEqual(['shop/client.py', 'shop/models.py']);
});

test('a rule that was selected looks at the whole program', () => {
  const { policy } = projectOf(files);
  const project = new Project(sourcesOf(files), ['.'], policy, new Set(['unresolvable-import']));
  const found = project.correctness('unresolvable-import').unresolvableImports();
  expect(found.map(({ at }) => at.file)).toEqual(['shop/client.py', 'shop/models.py', 'shop/views.py']);
});

test('what nothing can import is not looked at: a module beside a package of its name, a folder that was set aside', () => {
  const { policy } = projectOf(files);
  const more = {
    ...files,
    'shop/models/__init__.py': '',
    'shop/models/order.py': broken,
    'shop/returns_old/models.py': broken,
  };
  const found = projectOf(more).correctness('unresolvable-import').unresolvableImports();
  expect(found.map(({ at }) => at.file)).toEqual(['shop/client.py', 'shop/models/order.py']);
  const project = new Project(sourcesOf(more), ['.'], policy, new Set(['unresolvable-import']));
  const all = project.correctness('unresolvable-import').unresolvableImports();
  expect(all.map(({ at }) => at.file)).toEqual(['shop/client.py', 'shop/models/order.py', 'shop/views.py']);
});
