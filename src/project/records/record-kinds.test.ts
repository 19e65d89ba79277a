import { describe, expect, test } from 'vitest';
import { projectOf, type Files } from '../../testing/in-memory.ts';

const models = [
  'from django.db import models',
  'class Run(models.Model):',
  '    status = models.CharField()',
  'class Order(models.Model):',
  '    status = models.CharField()',
];
const header = ['from shop.models import Order, Run', 'A = "a"', 'B = "b"', 'NAMES = ["x"]', 'one = "one"'];

/** The statuses that a module uses. */
function inModule(lines: readonly string[], others: Files = {}): readonly string[] {
  const files = { 'shop/models.py': models, 'shop/sync.py': [...header, ...lines], ...others };
  const project = projectOf(files, { history: { model: 'Run', statuses: ['configured'], writers: [] } });
  return project.historyStatuses().uses.map(({ value }) => value);
}

/** The statuses that a function body uses. */
function inFunction(...body: readonly string[]): readonly string[] {
  return inModule(['def sync(run: Run, order: Order, status=None):', ...body.map((line) => `    ${line}`)]);
}

describe('a local name', () => {
  test.each<readonly [string, readonly string[], readonly string[]]>([
    ['that is nothing at first', ['r = None', 'r = Run.objects.create()', 'r.status = "a"'], ['a']],
    ['that is always a record', ['r = Run()', 'r = Run.objects.first()', 'r.status = "a"'], ['a']],
    ['that is narrowed', ['q = Run.objects.all()', 'q = q.filter(x=1)', 'q.update(status="a")'], ['a']],
    ['that is a record first', ['r = Run()', 'r = order', 'r.status = "a"'], []],
    ['that is a record later', ['r = order', 'r = Run()', 'r.status = "a"'], []],
    ['that two branches know', ['if status:', '    r = Run()', 'else:', '    r = order', 'r.status = "a"'], []],
    ['that is a parameter first', ['status = Run()', 'status.status = "a"'], []],
    ['that a loop uses again', ['for r in Run.objects.all(): pass', 'for r in order.x: r.status = "a"'], []],
    ['that a with statement binds', ['r = Run()', 'with order as r: r.status = "a"'], []],
    ['that an exception has', ['r = Run()', 'try: pass', 'except E as r: r.status = "a"'], []],
    ['of a tuple', ['r, x = Run(), order', 'r.status = "a"', 'x.status = "b"'], ['a']],
    ['that is unpacked', ['r, x = order', 'r.status = "a"'], []],
    ['that is deleted', ['r = Run()', 'del r', 'r.status = "a"'], []],
    [
      'that is somebody else\u2019s too',
      ['r = Run()', 'def f():', '    nonlocal r', '    r = order', 'r.status = "a"'],
      [],
    ],
    ['of a comprehension', ['r = Run()', 'x = [r for r in order.all if r.status == "a"]'], []],
    ['of a comprehension over records', ['x = {r.id for r in Run.objects.all() if r.status == "a"}'], ['a']],
    ['over which a comprehension runs', ['r = Run.objects', 'x = [r for r in r.all() if r.status == "a"]'], ['a']],
    ['of a lambda', ['r = Run()', 'x = sorted(order.all, key=lambda r: r.status == "a")'], []],
    ['around a lambda', ['r = Run()', 'x = lambda: r.status == "a"'], ['a']],
    ['of the function around', ['r = Run()', 'def f():', '    r.status = "a"'], ['a']],
    ['of the function around, hidden', ['r = Run()', 'def f(r):', '    r.status = "a"'], []],
    ['that hides the model', ['Run = order', 'Run.objects.create(status="a")'], []],
    ['that hides the module', ['from shop import models', 'def f(models):', '    models.Run(status="a")'], []],
    ['that a match may bind', ['match order:', '    case {"x": order}: pass', 'order.status = "a"'], []],
    ['that is imported here', ['from shop.models import Run as R', 'R.objects.create(status="a")'], ['a']],
    ['of a module that is imported here', ['import shop.models as m', 'm.Run(status="a")'], ['a']],
    ['with a type', ['r: Run = status', 'r.status = "a"'], ['a']],
    ['with a type, and nothing yet', ['r: "Run | None" = None', 'r.status = "a"'], ['a']],
    ['whose type comes first', ['r: Run', 'r = compute()', 'r.status = "a"'], []],
  ])('%s', (_, body, expected) => {
    expect(inFunction(...body)).toEqual(expected);
  });

  test.each<readonly [string, readonly string[]]>([
    ['Run', ['a']],
    ['"Run"', ['a']],
    ['Run | None', ['a']],
    ['None | Run', ['a']],
    ['Optional[Run]', ['a']],
    ['typing.Optional["Run"]', ['a']],
    ['"Optional[Run]"', ['a']],
    ['"Run | None"', ['a']],
    ['Typed | None', ['a']],
    ['Run | Order', []],
    ['list[Run]', []],
    ['type[Run]', []],
    ['Order', []],
    ['"list[Run]"', []],
  ])('of the type %s', (type, expected) => {
    const imported = ['if TYPE_CHECKING:', '    from shop.models import Run as Typed'];
    expect(
      inModule([...imported, `def f(r: ${type}, *rs: Run):`, '    r.status = "a"', '    rs.status = "b"']),
    ).toEqual(expected);
  });
});

test('the values of a module may lead back to themselves', () => {
  const lines = [
    'x = x if x else x.y(x)',
    'q = Run.objects',
    'def f():',
    '    x.status = "a"',
    '    q.create(status="b")',
  ];
  expect(inModule(lines)).toEqual(['b']);
});

describe('a constant', () => {
  test.each<readonly [string, readonly string[], readonly string[]]>([
    ['of the module', ['run.status = A'], ['a']],
    ['that a parameter hides', ['def f(A, run: Run):', '    run.status = A'], []],
    ['that a loop hides', ['for A in order: run.status = A'], []],
    ['that a with statement hides', ['with order as A: run.status = A'], []],
    ['that an exception hides', ['try: pass', 'except E as A: run.status = A'], []],
    ['that an import hides', ['from x import A', 'run.status = A'], []],
    ['that unpacking hides', ['A, B = order', 'run.status = A'], []],
    ['that a walrus hides', ['if (A := order.x): run.status = A'], []],
    ['that a function hides', ['def A(): pass', 'run.status = A'], []],
    ['that a match may hide', ['match order:', '    case one: run.status = one'], []],
    ['of the function around', ['A = "c"', 'def f():', '    run.status = A'], ['c']],
    ['of the function around that changes', ['A = "c"', 'A = "d"', 'def f():', '    run.status = A'], []],
    ['of a comprehension', ['x = [Run(status=A) for A in order]'], []],
  ])('%s', (_, body, expected) => {
    expect(inFunction(...body)).toEqual(expected);
  });
});

describe('a dict of values', () => {
  test.each<readonly [string, readonly string[], readonly string[]]>([
    ['as it was made', ['Run(**v)', 'print(v["status"], v.get("x"))'], ['a']],
    ['that is stored into', ['v["status"] = status', 'Run(**v)'], []],
    ['that is updated', ['v.update(status=status)', 'Run(**v)'], []],
    ['that is bound again', ['if status: v = {"status": "b"}', 'Run(**v)'], []],
    ['that grows by an operator', ['v |= order', 'Run(**v)'], []],
    ['that somebody gets', ['fill(v)', 'Run(**v)'], []],
    ['that has another name', ['w = v', 'w["status"] = "b"', 'Run(**v)'], []],
    ['that an inner function changes', ['def f(): v["status"] = "b"', 'Run(**v)'], []],
    ['of defaults', ['Run.objects.update_or_create(defaults=v)'], ['a']],
  ])('%s', (_, body, expected) => {
    expect(inFunction('v = {"status": "a"}', ...body)).toEqual(expected);
  });

  test('has the last value of a key, unless what follows may have it', () => {
    expect(inFunction('Run(**{"status": "a", "status": "b"})')).toEqual(['b']);
    expect(inFunction('Run(**{"status": "a", **order})')).toEqual([]);
    expect(inFunction('Run(**{**order, "status": "a"})')).toEqual(['a']);
  });
});

describe('an attribute of self', () => {
  const close = ['    def close(self):', '        self.run.status = "a"'];

  test.each<readonly [string, readonly string[], readonly string[]]>([
    ['one value', ['    def open(self): self.run = Run()', ...close], ['a']],
    ['nothing at first', ['    run = None', '    def open(self): self.run = Run()', ...close], ['a']],
    ['two kinds', ['    def a(self): self.run = Run()', '    def b(self): self.run = other()', ...close], []],
    ['an unpacked one', ['    def a(self): self.run = Run()', '    def b(self): self.run, x = other()', ...close], []],
    ['a property', ['    @property', '    def run(self): return Run()', ...close], []],
    ['a static method', ['    @staticmethod', '    def open(self): self.run = Run()', ...close], []],
  ])('with %s', (_, body, expected) => {
    expect(inModule(['class Sync:', ...body])).toEqual(expected);
  });

  test('is what the bases and all subclasses agree on', () => {
    const base = ['class Base:', '    Model = Run', '    def open(self): self.Model.objects.create(status="a")'];
    expect(inModule(base)).toEqual(['a']);
    expect(inModule([...base, 'class Other(Base): Model = Order'])).toEqual([]);
    const far = { 'shop/far.py': ['from shop.sync import Middle', 'class Far(Middle): Model = object'] };
    expect(inModule([...base, 'class Middle(Base): pass'], far)).toEqual([]);
    expect(inModule([...base, 'class Middle(Base): Model = Run'])).toEqual(['a']);
  });

  test('is a constant unless a subclass has another one', () => {
    const base = ['class Base:', '    S = "a"', '    def close(self, run: Run): run.status = self.S'];
    expect(inModule(base)).toEqual(['a']);
    expect(inModule([...base, 'class Other(Base): x = 1'])).toEqual(['a']);
    expect(inModule([...base, 'class Other(Base): S = "b"'])).toEqual([]);
    const far = ['from shop.sync import Base', 'class Far(Base):', '    def __init__(self): self.S = "b"'];
    expect(inModule(base, { 'shop/far.py': far })).toEqual([]);
    const classMethod = ['    @classmethod', '    def other(cls, run: Run): run.status = cls.S'];
    expect(inModule([...base.slice(0, 2), ...classMethod])).toEqual(['a']);
    expect(inModule([...base.slice(0, 2), ...classMethod, '    @classmethod', '    def set(cls): cls.S = 1'])).toEqual(
      [],
    );
  });

  test('of the history itself is one of a record', () => {
    const own = ['    def stop(self): self.status = "a"', '    @classmethod', '    def open(cls): cls(status="b")'];
    const written = inModule([], { 'shop/models.py': [...models.slice(0, 3), ...own, ...models.slice(3)] });
    expect(written).toEqual(['a', 'b']);
  });
});
