import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../core/command-run.ts';
import { projectOf } from '../../../testing/in-memory.ts';

const models = [
  'from django.db import models',
  'class SyncHistory(models.Model):',
  '    status = models.CharField()',
  '    end_time = models.DateTimeField()',
  'class Order(models.Model): number = models.CharField()',
];
const imports = [
  'from django.core.management.base import BaseCommand',
  'from django.utils import timezone',
  'from shop.models import Order, SyncHistory',
  'def finish(history, status):',
  '    history.status = status',
  '    history.end_time = timezone.now()',
  '    history.save()',
];

/** What the real run of a command with this `handle` says of its records. */
function eventsOf(lines: readonly string[]): readonly RunEvent[] {
  const handle = lines.map((line) => `        ${line}`);
  const command = [...imports, 'class Command(BaseCommand):', '    def handle(self, *args, **options):', ...handle];
  const files = { 'shop/models.py': models, 'shop/management/commands/sync.py': command };
  const project = projectOf(files, { history: { model: 'shop.models.SyncHistory', statuses: [], writers: [] } });
  return project.commands().flatMap((one) => project.run(one, 'real')?.events ?? []);
}

function unfinished(lines: readonly string[]): readonly string[] {
  return eventsOf(['history = SyncHistory.objects.create(status="running")', ...lines]).flatMap((event) =>
    event.kind === 'unfinished-record' ? [`${event.how} ${event.missing}`] : [],
  );
}

describe('a record is left open', () => {
  test.each<readonly [string, readonly string[], readonly string[]]>([
    ['by nobody who finishes it', ['finish(history, "success")'], []],
    ['by the end of `handle`', [], ['end status']],
    ['without an end', ['history.status = "failed"', 'history.save()'], ['end end_time']],
    ['by an early return', ['if compute(): return', 'finish(history, "success")'], ['return status']],
    ['by a write that raises', ['Order.objects.create()', 'finish(history, "success")'], ['exception status']],
    [
      'by a handler for something else',
      ['try: Order.objects.create()', 'except KeyError: finish(history, "failed")', 'finish(history, "success")'],
      ['exception status'],
    ],
    [
      'by no exception that a handler for everything gets',
      [
        'try: Order.objects.create()',
        'except Exception: finish(history, "failed"); raise',
        'finish(history, "success")',
      ],
      [],
    ],
    [
      'by a handler that raises again',
      ['try: Order.objects.create()', 'except Exception: raise', 'finish(history, "success")'],
      ['raise status'],
    ],
    [
      'by no exception that a `finally` gets',
      ['try: Order.objects.create()', 'finally: finish(history, compute())'],
      [],
    ],
    [
      'by a handler that swallows',
      ['try:', '    Order.objects.create()', '    finish(history, "success")', 'except Exception: print("no")'],
      ['handled status'],
    ],
    ['by nobody, once its key is looked up', ['finish(SyncHistory.objects.get(pk=history.pk), "success")'], []],
    ['by nobody, as far as one can see', ['compute(history)'], []],
    [
      'though the records of earlier runs are closed',
      ['SyncHistory.objects.filter(status="running").exclude(pk=history.pk).update(status="failed")'],
      ['end status'],
    ],
  ])('%s', (_, lines, expected) => {
    expect(unfinished(lines)).toEqual(expected);
  });
});

describe('a success is stored on the path of an exception', () => {
  const isStored = (lines: readonly string[]): boolean =>
    eventsOf(['history = SyncHistory.objects.create(status="running")', ...lines]).some(
      ({ kind }) => kind === 'false-success',
    );
  const work = ['try: Order.objects.create()'];

  test.each<readonly [string, readonly string[], boolean]>([
    ['behind a handler', [...work, 'except Exception: pass', 'finish(history, "success")'], true],
    ['in a handler', [...work, 'except Exception: finish(history, "success")'], true],
    ['in a `finally`', [...work, 'finally: finish(history, "success")'], true],
    [
      'not where a flag says that it failed',
      [
        'failed = False',
        ...work,
        'except Exception: failed = True',
        'finish(history, "failed" if failed else "success")',
      ],
      false,
    ],
    ['not behind a handler that returns', [...work, 'except Exception: return', 'finish(history, "success")'], false],
    [
      'not behind a body without work',
      ['try: compute()', 'except Exception: pass', 'finish(history, "success")'],
      false,
    ],
  ])('%s', (_, lines, expected) => {
    expect(isStored(lines)).toBe(expected);
  });
});

test('what follows a swallowed exception leaves no trace of its own', () => {
  const lines = ['try: Order.objects.create()', 'except Exception: pass', 'print("done")', 'return'];
  expect(eventsOf(lines).filter(({ kind }) => kind === 'output')).toHaveLength(1);
});

describe('what a path writes without a record', () => {
  const places = (lines: readonly string[]): number =>
    eventsOf(lines).filter(({ kind }) => kind === 'unrecorded-work').length;

  test.each<readonly [string, readonly string[], number]>([
    ['is told', ['Order.objects.create()'], 1],
    ['is told of one branch', ['if compute(): SyncHistory.objects.create()', 'Order.objects.create()'], 1],
    ['is nothing where a record comes later', ['Order.objects.create()', 'SyncHistory.objects.create()'], 0],
    ['is nothing where nothing is written', ['if compute(): return', 'SyncHistory.objects.create()'], 0],
  ])('%s', (_, lines, expected) => {
    expect(places(lines)).toBe(expected);
  });
});

test('a loop over a name that is true at first may end', () => {
  const lines = ['url = "first"', 'while url:', '    url = compute()', 'print("behind")'];
  expect(eventsOf(lines).some(({ kind }) => kind === 'output')).toBe(true);
});

test('a list that grows within a `try` may have items', () => {
  const lines = ['rows = []', 'for row in compute():', '    try: rows.append(row)', '    except Exception: pass'];
  const events = eventsOf([...lines, 'if rows: print("some")']);
  expect(events.some(({ kind }) => kind === 'output')).toBe(true);
});
