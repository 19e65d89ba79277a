import { describe, expect, test } from 'vitest';
import type { LayerPolicy } from '../../core/policy.ts';
import { projectOf, type Files } from '../../testing/in-memory.ts';

const layers: LayerPolicy = {
  order: ['view', 'service', 'record'],
  paths: { view: ['air/views/**'], service: ['air/services/**'], record: ['air/records/**'] },
  files: { 'air/services/board.py': 'view' },
  shared: ['air/kit/**'],
  classes: { BaseView: 'view', BaseRecord: 'record' },
};

/** Each import as `from → to`, with `~` for one over other modules and `?` for types. */
function importsOf(files: Files): readonly string[] {
  return projectOf(files, { layers })
    .layerImports()
    .filter(({ from }) => !from.module.startsWith('air.views'))
    .map(
      ({ from, to, direct, typeOnly }) => `${from.module} ${typeOnly ? '?' : ''}${direct ? '→' : '~>'} ${to.module}`,
    );
}

const view = { 'air/views/__init__.py': 'from .board import Board\n', 'air/views/board.py': 'class Board: pass\n' };

const loading = 'from django.utils.module_loading import import_string';

describe('an import between layers', () => {
  test.each([
    ['names the module that defines what is imported', 'from air.views import Board', ['→ air.views.board']],
    ['may be relative', 'from ..views.board import Board', ['→ air.views.board']],
    ['may name a module', 'import air.views.board as b', ['→ air.views.board']],
    ['may name a package', 'import air.views', ['→ air.views']],
    ['may name a module of a package', 'from air.views import board', ['→ air.views.board']],
    ['may take everything', 'from air.views.board import *', ['→ air.views.board']],
    ['may be of something unknown', 'from air.views.board import Nothing', ['→ air.views.board']],
    ['may be local', 'def f():\n    from air.views import Board', ['→ air.views.board']],
    ['may be for types', 'if TYPE_CHECKING:\n    from air.views import Board', ['?→ air.views.board']],
    ['may be a call', 'import importlib\nm = importlib.import_module("air.views.board")', ['→ air.views.board']],
    ['may be a call of a name', `${loading}\nm = import_string("air.views.Board")`, ['→ air.views.board']],
    ['is none when it comes from outside', 'import json\nfrom django.views import View', []],
    ['is none beyond the top-most package', 'from ....views import Board', []],
    ['is none of a method with a known name', 'm = registry.import_module("air.views.board")', []],
    ['is none when it is for scripts', 'if __name__ == "__main__":\n    from air.views import Board', []],
    ['is one however often it is said', 'from air.views import Board, Board as B', ['→ air.views.board']],
    [
      'may never run',
      'if not TYPE_CHECKING:\n    x = 1\nelse:\n    from air.views import Board',
      ['?→ air.views.board'],
    ],
    ['is none of itself', 'from air.records import plane', []],
  ])('%s', (_, statement, expected) => {
    const found = importsOf({ ...view, 'air/records/__init__.py': '', 'air/records/plane.py': `${statement}\n` });
    expect(found).toEqual(expected.map((target) => `air.records.plane ${target}`));
  });

  test('goes over modules of no layer, once for each end, and around in no circle', () => {
    const found = importsOf({
      ...view,
      'air/tools/a.py': 'from air.tools import b\nfrom air.views import Board\n',
      'air/tools/b.py': 'from air.tools import a\nimport air.services.fly\n',
      'air/services/fly.py': 'x = 1\n',
      'air/records/plane.py': 'from air.tools.a import b\nimport air.tools.b\n',
    });
    expect(new Set(found)).toEqual(
      new Set(['air.records.plane ~> air.services.fly', 'air.records.plane ~> air.views.board']),
    );
  });

  test('stops at what a module of no layer imports only when it is called, or for types', () => {
    const found = importsOf({
      ...view,
      'air/tools.py': 'def f():\n    from air.views import Board\nif TYPE_CHECKING:\n    from air.views import Board\n',
      'air/records/plane.py': 'from air import tools\n',
    });
    expect(found).toEqual([]);
  });

  test('has a chain of every statement on the way', () => {
    const [only] = projectOf(
      { ...view, 'air/tools.py': '\nfrom air.views import Board\n', 'air/records/plane.py': 'import air.tools as t\n' },
      { layers },
    ).layerImports();
    expect(only?.chain.map(({ file, region }) => `${file}:${region.startLine}`)).toEqual([
      'air/records/plane.py:1',
      'air/tools.py:2',
      'air/views/__init__.py:1',
    ]);
    expect(only?.at.file).toBe('air/records/plane.py');
  });

  test('of a name that a module gave to something else ends at that module', () => {
    const found = importsOf({
      ...view,
      'air/services/fly.py': 'from air.views import Board\nALIAS = Board\n',
      'air/records/plane.py': 'from air.services.fly import ALIAS\n',
    });
    expect(found).toContain('air.records.plane → air.services.fly');
    expect(found).not.toContain('air.records.plane → air.views.board');
  });

  test('knows the class at its end', () => {
    const files: Files = {
      'air/records/plane.py': 'class Plane: pass\ndef fly(): pass\n',
      'air/views/board.py': 'from air.records.plane import Plane, fly\n',
    };
    const found = projectOf(files, { layers }).layerImports();
    expect(found.map(({ symbol }) => symbol)).toEqual(['air.records.plane.Plane', undefined]);
  });

  test('is told of a stub only where there is nothing else', () => {
    const text = 'from air.views import Board\n';
    const found = importsOf({
      ...view,
      'air/records/a.py': '',
      'air/records/a.pyi': text,
      'air/records/b.pyi': text,
    });
    expect(found).toEqual(['air.records.b → air.views.board']);
  });

  test('of a module that is not there is unresolved', () => {
    const project = projectOf(
      {
        ...view,
        'air/records/a.py':
          'import air.gone\nfrom air.gone import x\nfrom . import gone\nfrom ..... import far\nimport air.tools, json\nfrom air.tools import a\n',
        'air/tools/a.py': '',
      },
      { layers },
    );
    project.layerImports();
    expect(project.unresolved().map(({ region, reason }) => [region.startLine, reason])).toEqual([
      [1, 'imports something of `air.gone` that the project does not have'],
      [2, 'imports something of `air.gone` that the project does not have'],
      [3, 'imports something of `.` that the project does not have'],
      [4, 'imports something of `.....` that the project does not have'],
    ]);
  });
});

describe('the layer of a module', () => {
  test('is the one of its own entry before that of its path', () => {
    const found = importsOf({
      ...view,
      'air/services/board.py': 'x = 1\n',
      'air/records/a.py': 'import air.services.board\n',
    });
    expect(found).toEqual(['air.records.a → air.services.board']);
    const [only] = projectOf(
      { 'air/services/board.py': 'x = 1\n', 'air/records/a.py': 'import air.services.board\n' },
      { layers },
    ).layerImports();
    expect(only?.to.layer).toBe('view');
  });

  test('of a shared base is that of the standard class it defines or derives from', () => {
    const files: Files = {
      'air/kit/view.py': 'class BaseView: pass\n',
      'air/kit/more.py': 'from air.kit.view import BaseView\nclass Wide(BaseView): pass\n',
      'air/kit/mixed.py': 'class BaseView: pass\nclass BaseRecord: pass\n',
      'air/kit/plain.py': 'class Other: pass\n',
      'air/records/a.py': 'from air.kit import view, more, mixed, plain\n',
    };
    expect(importsOf(files)).toEqual([
      'air.kit.more → air.kit.view',
      'air.records.a → air.kit.view',
      'air.records.a → air.kit.more',
    ]);
    const project = projectOf(files, { layers });
    project.layerImports();
    expect(project.unresolved().map(({ file }) => file)).toEqual(['air/kit/mixed.py']);
  });

  test('of a shared base depends on no class within another one, and on no name that every object has', () => {
    const files: Files = {
      'air/kit/inner.py': 'class Inner:\n    class BaseView: pass\ndef f():\n    class BaseRecord: pass\n',
      'air/kit/odd.py': 'class constructor: pass\nclass toString: pass\n',
      'air/records/a.py': 'from air.kit import inner, odd\n',
      constructor: '',
    };
    expect(importsOf(files)).toEqual([]);
    const odd: LayerPolicy = { ...layers, order: [...layers.order, 'constructor'] };
    expect(projectOf(files, { layers: odd }).layerImports()).toEqual([]);
  });

  test('is none for tests, migrations and set-aside copies', () => {
    const names = [
      'air/records/tests/a.py',
      'air/records/test_a.py',
      'air/records/migrations/a.py',
      'air/records/a_backup.py',
      'air/records/factories.py',
      'air/records/testing/a.py',
      'air/records/tests_slow/a.py',
      'air/records/unit_tests/a.py',
    ];
    expect(
      importsOf({ ...view, ...Object.fromEntries(names.map((name) => [name, 'import air.views.board\n'])) }),
    ).toEqual([]);
  });
});
