import { describe, expect, test } from 'vitest';
import type { HistoryStatuses } from '../../core/history.ts';
import { projectOf, type Files } from '../../testing/in-memory.ts';

const models = [
  'from django.db import models',
  'class Run(models.Model):',
  '    class Status(models.TextChoices):',
  '        OPEN = "open"',
  '        DONE = "done"',
  '    status = models.CharField(choices=Status.choices)',
  'class Order(models.Model):',
  '    status = models.CharField()',
];

function statusesOf(lines: readonly string[], others: Files = {}): HistoryStatuses {
  const files = {
    'shop/models.py': models,
    'shop/sync.py': ['from django.db.models import Q', 'from shop.models import Order, Run', ...lines],
    ...others,
  };
  return projectOf(files, { history: { model: 'Run', statuses: ['configured'], writers: [] } }).historyStatuses();
}

/** What a function body does with statuses: `w:value`, `c:value` or `l:value`. */
function usesOf(...body: readonly string[]): readonly string[] {
  const { uses } = statusesOf(['def sync(run: Run, order: Order, status):', ...body.map((line) => `    ${line}`)]);
  return uses.map(({ use, value }) => `${use.slice(0, 1)}:${value}`);
}

describe('the statuses of the history', () => {
  test('are the choices of the model, or what is configured where these are unknown', () => {
    expect(statusesOf([]).allowed).toEqual(['open', 'done']);
    const others = {
      'shop/models.py': ['from django.db import models', 'class Run(models.Model):', '    status = models.CharField()'],
    };
    expect(statusesOf([], others).allowed).toEqual(['configured']);
    expect(projectOf({}, { history: { model: 'Run', statuses: ['a'], writers: [] } }).historyStatuses()).toEqual({
      allowed: ['a'],
      uses: [],
    });
    expect(projectOf({}).historyStatuses()).toEqual({ allowed: [], uses: [] });
  });

  test.each<readonly [string, readonly string[], readonly string[]]>([
    ['create', ['Run.objects.create(status="a")'], ['w:a']],
    ['acreate, awaited', ['x = await Run.objects.acreate(status="a")'], ['w:a']],
    ['the constructor', ['Run(status="a").save()'], ['w:a']],
    ['an attribute', ['run.status = "a"'], ['w:a']],
    ['an attribute with an annotation', ['run.status: str = "a"'], ['w:a']],
    ['setattr', ['setattr(run, "status", "a")', 'setattr(run, "other", "b")'], ['w:a']],
    ['update of a query', ['Run.objects.filter(x=1).update(status="a")'], ['w:a']],
    ['sync_to_async', ['await sync_to_async(Run.objects.create)(status="a")'], ['w:a']],
    ['a dict of values', ['v = {"status": "a"}', 'Run.objects.create(**v)'], ['w:a']],
    ['a dict in place', ['Run.objects.create(**{"status": "a"})'], ['w:a']],
    ['a ternary', ['run.status = "a" if status else "b"'], ['w:a', 'w:b']],
    ['a member of the enumeration', ['run.status = Run.Status.DONE'], ['w:done']],
    ['its value', ['run.status = Run.Status.DONE.value'], []],
    ['a constant of the function', ['s = "a"', 'run.status = s'], ['w:a']],
    ['a name with two values', ['s = "a"', 's = "b"', 'run.status = s'], []],
    ['a parameter', ['run.status = status'], []],
    ['defaults of an upsert', ['Run.objects.update_or_create(x=1, defaults={"status": "a"})'], ['w:a']],
    ['the look-up of an upsert', ['Run.objects.get_or_create(status="a")'], ['c:a']],
    ['filter', ['Run.objects.filter(status="a")'], ['c:a']],
    ['filter, exactly', ['Run.objects.filter(status__exact="a")'], ['c:a']],
    ['exclude after filter', ['Run.objects.filter(x=1).exclude(status="a")'], ['c:a']],
    ['Q', ['Run.objects.filter(Q(status="a") | ~Q(status="b"))'], ['c:a', 'c:b']],
    ['a list', ['Run.objects.filter(status__in=["a", "b"])'], ['l:a', 'l:b']],
    ['a list with an unknown value', ['Run.objects.filter(status__in=["a", status])'], []],
    ['a comparison', ['if run.status == "a" or "b" != run.status: pass'], ['c:a', 'c:b']],
    ['a comparison by order', ['if run.status < "a": pass'], []],
    ['a record of a query', ['r = Run.objects.filter(x=1).first()', 'r.status = "a"'], ['w:a']],
    ['a record of a loop', ['for r in Run.objects.all():', '    r.status = "a"'], ['w:a']],
    [
      'a record of an upsert',
      ['r, new = Run.objects.get_or_create(x=1)', 'r.status = "a"', 'new.status = "b"'],
      ['w:a'],
    ],
    ['a record of a slice', ['r = Run.objects.all()[0]', 'r.status = "a"'], ['w:a']],
    ['an alias of the model', ['M = Run', 'M.objects.create(status="a")'], ['w:a']],
    ['an alias of the manager', ['m = Run.objects', 'm.create(status="a")'], ['w:a']],
    ['another model', ['Order.objects.create(status="a")', 'order.status = "b"'], []],
    ['a name with two lives', ['r = Run.objects.first()', 'r = order', 'r.status = "a"'], []],
    ['an inner function', ['def inner(run):', '    run.status = "a"'], []],
    ['Q in a Q', ['Run.objects.filter(Q(Q(status="a") & Q(x=1), y=2))'], ['c:a']],
    ['Q of another model', ['Run.objects.filter(Exists(Order.objects.filter(Q(status="a"))))'], []],
    ['Q by its module', ['from django.db import models', 'Run.objects.get(models.Q(status="a"))'], ['c:a']],
    ['Q of something else', ['from shop.query import Q', 'Run.objects.filter(Q(status="a"))'], []],
    ['alternatives of which one is unknown', ['Run.objects.filter(Q(status="a") | Q(status=status))'], []],
    ['alternatives of which one is computed', ['Run.objects.filter(Q(status="a") | other())'], []],
    ['values', ['Run.objects.values("id").filter(status="a")', 'Run.objects.values_list("id").get(status="b")'], []],
    ['in_bulk and aggregate', ['Run.objects.in_bulk()[1].status = "a"', 'Run.objects.aggregate(status="b")'], []],
    ['a method of its own', ['Run.objects.close(status="a")', 'Run.objects.mine().filter(status="b")'], []],
    ['an annotation', ['Run.objects.annotate(status="a").filter(status="b")'], ['c:b']],
    ['every kind of query', ['Run.objects.using("x").only("a").order_by("b").distinct().get(status="a")'], ['c:a']],
    ['a slice', ['Run.objects.all()[:5].status', 'for r in Run.objects.all()[:5]:', '    r.status = "a"'], ['w:a']],
    ['a sliced query is no record', ['rows = Run.objects.all()[:5]', 'rows.status = "a"'], []],
    ['one or nothing', ['r = Run.objects.first() if status else None', 'r.status = "a"'], ['w:a']],
    ['one or something else', ['r = Run.objects.first() if status else order', 'r.status = "a"'], []],
    ['a named expression', ['if (r := Run.objects.first()):', '    r.status = "a"'], ['w:a']],
    ['a list that is known', ['S = ["a", "b"]', 'Run.objects.filter(status__in=S)'], ['l:a', 'l:b']],
    ['a list that grows', ['S = ["a"]', 'S.append(status)', 'Run.objects.filter(status__in=S)'], []],
    ['a tuple', ['run.status = ("a", "b")'], []],
    ['an empty status that is looked for', ['Run.objects.exclude(status="")', 'if run.status == "": pass'], []],
    ['an empty status that is written', ['run.status = ""'], ['w:']],
    ['keywords of something else', ['dict(status="a")', 'status = "b"'], []],
  ])('%s', (_, body, expected) => {
    expect(usesOf(...body)).toEqual(expected);
  });

  test('are followed over attributes of self, of bases too', () => {
    const { uses } = statusesOf([
      'class Base:',
      '    closed = "a"',
      '    moving = "b"',
      '    def __init__(self):',
      '        self.model = Run',
      '        self.run = self.model.objects.create(status="c")',
      '        self.moving = compute()',
      'class Sync(Base):',
      '    def close(self):',
      '        self.run.status = self.closed',
      '        self.run.status = self.moving',
    ]);
    expect(uses.map(({ value }) => value).sort()).toEqual(['a', 'c']);
  });

  test('of tests and migrations are not asked', () => {
    const text = ['from shop.models import Run', 'def f(): Run.objects.create(status="a")'];
    expect(statusesOf([], { 'shop/tests/test_a.py': text, 'shop/migrations/0001.py': text }).uses).toEqual([]);
  });

  test('may be empty where the field may', () => {
    for (const empty of ['blank=True', 'default=""']) {
      const field = `    status = models.CharField(choices=[("open", "")], ${empty})`;
      const others = { 'shop/models.py': ['from django.db import models', 'class Run(models.Model):', field] };
      const { uses } = statusesOf(['def sync(run: Run):', '    run.status = ""', '    run.status = "a"'], others);
      expect(uses.map(({ value }) => value)).toEqual(['a']);
    }
  });

  test('know the other alternatives of a query', () => {
    const { uses } = statusesOf([
      'Run.objects.filter(Q(status="a") | Q(x=1) | Q(status__in=["b", "c"]))',
      'class Report:',
      '    rows = Run.objects.filter(Q(status="a") | Q(x=1) | Q(status__in=["b", "c"]))',
    ]);
    expect(uses.map(({ value, beside }) => [value, beside])).toEqual([
      ['a', ['a', 'b', 'c']],
      ['b', ['a', 'b', 'c']],
      ['c', ['a', 'b', 'c']],
    ]);
  });

  test('are found in values of modules and class bodies', () => {
    const lines = ['RUN = Run.objects.create(status="a")', 'class Sync:', '    run = Run(status="b")'];
    expect(statusesOf(lines).uses.map(({ value }) => value)).toEqual(['a', 'b']);
  });

  test('are found at the end of long chains, without delay', () => {
    const chain = `order${'.a()'.repeat(300)}`;
    const query = `Run.objects${'.filter(x=1)'.repeat(100)}.filter(status="a")`;
    expect(usesOf(`x = ${chain}`, `y = lambda: ${chain}`, query)).toEqual(['c:a']);
    expect(
      usesOf(`Run.objects.filter(${Array.from({ length: 200 }, () => 'Q(status="a")').join(' | ')})`),
    ).toHaveLength(200);
  });

  test('know what else is in a list, and where the literal stands', () => {
    const { uses } = statusesOf(['def f():', '    return Run.objects.filter(status__in=("a", "done"))']);
    expect(uses).toMatchObject([
      { value: 'a', use: 'listed', beside: ['a', 'done'], at: { region: { startLine: 4, startColumn: 43 } } },
      { value: 'done', use: 'listed', beside: ['a', 'done'] },
    ]);
  });
});

describe('the history model', () => {
  const isHistory = (model: string, symbol: string) => {
    const project = projectOf(
      {
        'shop/models/__init__.py': 'from .runs import Run as Run\n',
        'shop/models/runs.py': models,
        'crm/models.py': models,
        'crm/archive/models.py': [
          'from django.db import models',
          'class Stamped(models.Model): pass',
          'class Past(Stamped): pass',
        ],
      },
      { history: { model, statuses: [], writers: [] } },
    );
    const found = project.models(/./).find((candidate) => candidate.symbol === symbol);
    return found !== undefined && project.isHistoryModel(found.symbol);
  };

  test.each([
    ['Run', 'shop.models.runs.Run', true],
    ['Run', 'crm.models.Run', true],
    ['Run', 'crm.models.Order', false],
    ['shop.models.Run', 'shop.models.runs.Run', true],
    ['shop.models.Run', 'crm.models.Run', false],
    ['shop.models.runs.Run', 'shop.models.runs.Run', true],
    // The application's label.
    ['crm.Run', 'crm.models.Run', true],
    ['crm.Run', 'shop.models.runs.Run', false],
    ['archive.Past', 'crm.archive.models.Past', true],
    // What it derives from belongs to it.
    ['archive.Past', 'crm.archive.models.Stamped', true],
    ['archive.Past', 'crm.models.Run', false],
    // Nothing of that name: better no history than a private one.
    ['elsewhere.Run', 'crm.models.Run', true],
    ['elsewhere.Run', 'crm.models.Order', false],
  ])('%s is %s: %s', (model, symbol, expected) => {
    expect(isHistory(model, symbol)).toBe(expected);
  });

  test('that is not found is said to be unresolved', () => {
    const project = projectOf(
      { 'shop/models.py': models },
      { history: { model: 'elsewhere.Run', statuses: ['a'], writers: [] } },
    );
    expect(project.historyStatuses()).toEqual({ allowed: ['a'], uses: [] });
    expect(project.unresolved()).toMatchObject([
      { file: 'shop/models.py', reason: '`history.model` is `elsewhere.Run`, which is no class of the project' },
    ]);
  });
});
