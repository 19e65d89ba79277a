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
    'shop/models/__init__.py': 'from .order import fetch',
    'shop/models/order.py': broken,
    'shop/returns_old/models.py': broken,
  };
  const found = projectOf(more).correctness('unresolvable-import').unresolvableImports();
  expect(found.map(({ at }) => at.file)).toEqual(['shop/client.py', 'shop/models/order.py']);
  const project = new Project(sourcesOf(more), ['.'], policy, new Set(['unresolvable-import']));
  const all = project.correctness('unresolvable-import').unresolvableImports();
  expect(all.map(({ at }) => at.file)).toEqual(['shop/client.py', 'shop/models/order.py', 'shop/views.py']);
});

test('what nothing calls is looked at where somebody selected the rule', () => {
  const { policy } = projectOf(files);
  const more = {
    'shop/__init__.py': '',
    'shop/management/commands/sync.py': ['from shop.engine import run', 'class Command:', '    handle = run'],
    'shop/engine.py': [
      'def run():',
      '    from shop.client import fetch',
      'def left_over():',
      '    # left_over() is called no more',
      '    from shop.gone import fetch',
      'class Engine:',
      '    def close(self):',
      '        from shop.lost import fetch',
      '    @register.filter',
      '    def shown(self):',
      '        from shop.hidden import fetch',
      'def tried_out():',
      '    from shop.tried import fetch',
      'def convert(rows):',
      '    from shop.old import fetch',
      '    for name, value in rows.iteritems(): fetch(name)',
      'def convert_well(rows):',
      '    from shop.new import fetch',
      '    for name, value in six.iteritems(rows): fetch(name)',
    ],
    'shop/tests/test_engine.py': 'from shop.engine import tried_out',
    'shop/views.py': 'def leave(engine, rows): convert(engine.close()), convert_well(rows)',
    'shop/management/commands/set_up.py': [
      'class Command:',
      '    def handle(self): pass',
      '    # self.set_access()',
      '    def set_access(self):',
      '        from shop.forgotten import fetch',
      '    def first(self):',
      '        self.second()',
      '    def second(self):',
      '        from shop.unseen import fetch',
      '        self.first()',
    ],
    'shop/management/commands/of_python_2.py': [
      'from shop.other import fetch',
      'class Command:',
      '    def handle(self): print "done"',
    ],
    'shop/management/commands/open.py': ['class Command:', '    def handle(self): self.set_access()'],
  };
  const found = projectOf(more).correctness('unresolvable-import').unresolvableImports();
  expect(found.map(({ module }) => module)).toEqual(['shop.client', 'shop.lost', 'shop.hidden', 'shop.new']);
  const project = new Project(sourcesOf(more), ['.'], policy, new Set(['unresolvable-import']));
  expect(project.correctness('unresolvable-import').unresolvableImports()).toHaveLength(10);
});

test('models that nothing loads are not looked at', () => {
  const { policy } = projectOf(files);
  const broken = ['from apps.shop import gone', 'def fetch(): return gone'];
  const more = {
    'apps/shop/__init__.py': '',
    'manage.py': '',
    'site/settings.py': 'INSTALLED_APPS = ["apps.shop", "stock.apps.StockConfig"]',
    'apps/shop/models/__init__.py': 'from .order import fetch',
    'apps/shop/models/order.py': broken,
    'apps/shop/models/left_over.py': broken,
    'apps/shop/models/by_name.py': broken,
    'apps/shop/views.py': ['import importlib', 'importlib.import_module("apps.shop.models.by_name")'],
    'stock/models.py': broken,
    'returns/models.py': broken,
    'returns/views.py': 'from returns.models import fetch',
    'labels/models.py': broken,
    'site/urls.py': 'from labels.models import fetch',
  };
  const paths = (given: typeof more): readonly string[] =>
    new Project(sourcesOf(given), ['.'], policy)
      .correctness('unresolvable-import')
      .unresolvableImports()
      .map(({ at }) => at.file);
  const loaded = ['apps/shop/models/by_name.py', 'apps/shop/models/order.py', 'labels/models.py', 'stock/models.py'];
  expect(paths(more)).toEqual(loaded);
  // Which are installed cannot be told.
  const computed = { ...more, 'site/settings.py': 'INSTALLED_APPS = [name for name in os.listdir("apps")]' };
  expect(paths(computed)).toEqual([...loaded.slice(0, 3), 'returns/models.py', 'stock/models.py']);
});

test('what stands under `__main__`, what a later definition hides and what a comment excuses is not looked at', () => {
  const { policy } = projectOf(files);
  const lines = [
    'def run():',
    '    from shop.gone import fetch',
    'def hidden():',
    '    from shop.first import fetch',
    'def hidden():',
    '    from shop.second import fetch',
    'def example():',
    '    from shop.shown import fetch',
    'def excused():',
    '    try:',
    '        run(1)',
    '    except Exception:',
    '        # takes it since the next release',
    '        pass',
    '    try:',
    '        run(2)',
    '    except Exception:',
    '        pass',
    '    try:',
    '        run(3)',
    '    except Exception:  # noqa: BLE001',
    '        pass',
    'if __name__ == "__main__":',
    '    example()',
    '',
    '    example()',
    'hidden()',
  ];
  const more = {
    'shop/__init__.py': '',
    'shop/management/commands/sync.py': ['from shop.engine import run, excused', 'class Command:', '    handle = run'],
    'shop/engine.py': lines,
  };
  const names = (selected?: ReadonlySet<string>): readonly string[] =>
    new Project(sourcesOf(more), ['.'], policy, selected)
      .correctness('unresolvable-import')
      .unresolvableImports()
      .map(({ module }) => module);
  expect(names()).toEqual(['shop.gone', 'shop.second']);
  const calls = new Project(sourcesOf(more), ['.'], policy).correctness('bad-signature').unboundCalls();
  expect(calls.map(({ at }) => lines[at.region.startLine - 1]?.trim())).toEqual(['run(2)', 'run(3)']);
  expect(names(new Set(['unresolvable-import']))).toEqual(['shop.gone', 'shop.first', 'shop.second', 'shop.shown']);
});

test('a command for one change of the data, whose field has been removed since, is not looked at', () => {
  const { policy } = projectOf(files);
  const command = [
    'from shop.models import Order',
    'class Command:',
    '    def handle(self):',
    '        Order.objects.filter(old="", older="")',
  ];
  const more = {
    'shop/__init__.py': '',
    'shop/models.py': ['from django.db import models', 'class Order(models.Model):', '    size = models.TextField()'],
    'shop/migrations/0002_size.py': 'operations = [migrations.RemoveField(model_name="order", name="old")]',
    'shop/management/commands/migrate_sizes.py': command,
    'shop/management/commands/sync.py': [
      ...command,
      '        self.clean_old_sizes()',
      '    def clean_old_sizes(self):',
      '        Order.objects.filter(old="", oldest="")',
    ],
  };
  const found = (selected?: ReadonlySet<string>): readonly string[] =>
    new Project(sourcesOf(more), ['.'], policy, selected)
      .correctness('unknown-model-field')
      .unknownModelFields()
      .map(({ at, field }) => `${at.file.replace(/^.*\//, '')} ${field}`);
  expect(found()).toEqual(['migrate_sizes.py older', 'sync.py old', 'sync.py older', 'sync.py oldest']);
  expect(found(new Set(['unknown-model-field']))).toHaveLength(6);
});

test('a folder that a program starts from is no package of another one', () => {
  const more = {
    'django/manage.py': '',
    'django/core/__init__.py': '',
    'django/core/management/commands/sync.py': [
      'from django.core.management.base import BaseCommand',
      'from core.gone import fetch',
      'class Command(BaseCommand): pass',
    ],
  };
  const { policy } = projectOf(files);
  const project = new Project(sourcesOf(more), ['django', '.'], policy);
  const found = project.correctness('unresolvable-import').unresolvableImports();
  expect(found.map(({ module }) => module)).toEqual(['core.gone']);
});
