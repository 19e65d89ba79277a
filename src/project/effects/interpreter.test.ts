import { describe, expect, test } from 'vitest';
import { effectsOf, handled, runOf } from '../../testing/run-of.ts';

const create = 'Order.objects.create()';
const found = 'Order.objects.create';

describe('A dry run gets to an effect', () => {
  test.each([
    ['that nothing guards', [create]],
    ['behind a condition of something else', ['if options["name"]:', `    ${create}`]],
    ['behind a guard that asks an attribute of something unknown', ['if args[0].locked: return', create]],
    ['in the other branch of such a guard', ['if args[0].locked:', '    pass', 'else:', `    ${create}`]],
    ['behind a guard of something else', ['if options["name"]: return', create]],
    ['in the branch of the dry run', ['if options["dry_run"]:', `    ${create}`]],
    ['when only one of two conditions guards it', ['if options["dry_run"] and options["name"]: return', create]],
    ['behind an alternative', ['if options["name"] or not options["dry_run"]:', `    ${create}`]],
    ['in a nested function', ['def save():', `    ${create}`, 'save()']],
    ['in a lambda', [`save = lambda: ${create}`, 'save()']],
    ['in a comprehension', [`[${create} for row in options["name"]]`]],
    ['behind an exception that is caught', ['try:', '    raise CommandError', 'except CommandError:', `    ${create}`]],
    ['in a finally', ['try:', '    if options["dry_run"]: return', 'finally:', `    ${create}`]],
    ['in a loop that need not run', ['for row in helper():', `    ${create}`]],
    ['behind an endless loop', ['while True:', '    break', create]],
    ['by a generator', ['def rows():', `    yield ${create}`, 'list(rows())']],
    ['by a bound method that is kept', ['save = Order.objects.create', 'save()']],
    ['by a partial', ['from functools import partial', 'partial(Order.objects.create, number="1")()']],
    ['in a thread', ['from threading import Thread', 'Thread(target=Order.objects.create).start()']],
  ])('%s', (_, body) => {
    expect(effectsOf(handled(...body))).toEqual([found]);
  });
});

describe('A dry run does not get to an effect', () => {
  test.each([
    ['behind a return', ['if options["dry_run"]: return', create]],
    ['behind a guard', ['if not options["dry_run"]:', `    ${create}`]],
    ['behind a guard that is one of two', ['if options["name"] and not options["dry_run"]:', `    ${create}`]],
    ['in the other branch', ['if options["dry_run"]:', '    pass', 'else:', `    ${create}`]],
    ['behind an exception', ['if options["dry_run"]: raise CommandError', create]],
    ['behind a method that raises', ['self.stop(options)', create]],
    [
      'in a function that does not take the flag',
      ['def save():', `    ${create}`, 'if options["dry_run"]: save(dry=options["dry_run"])', create],
    ],
    ['behind a loop that is left', ['for row in helper():', '    if options["dry_run"]: continue', `    ${create}`]],
    ['of an empty list', ['rows = [] if options["dry_run"] else helper()', 'for row in rows:', `    ${create}`]],
    ['by a mode', ['mode = "dry" if options["dry_run"] else "wet"', 'if mode == "wet":', `    ${create}`]],
    ['by an inverted flag', ['live = not options["dry_run"]', 'if live:', `    ${create}`]],
    ['by a walrus', ['if (dry := options["dry_run"]): return', create]],
    ['by a dict', ['context = {"dry": options["dry_run"]}', 'if not context["dry"]:', `    ${create}`]],
    ['behind `sys.exit`', ['import sys', 'if options["dry_run"]: sys.exit(0)', create]],
    ['behind `exit`', ['if options["dry_run"]: exit(-1)', create]],
  ])('%s', (_, body) => {
    const stop = ['def stop(self, options):', '    if options["dry_run"]:', '        raise CommandError("no")'];
    const handle = ['def handle(self, *args, **options):', ...body.map((line) => `    ${line}`)];
    expect(effectsOf(runOf([...handle, ...stop]))).toEqual([]);
    expect(effectsOf(runOf([...handle, ...stop], { mode: 'real' }))).toEqual([found]);
  });
});

describe('It is not certain that a dry run gets to an effect', () => {
  test.each([
    [
      'behind something that was told of it',
      ['session = helper(options["dry_run"])', 'if session.live:', `    ${create}`],
    ],
    ['behind a question to somebody who was told', ['helper(options["dry_run"])', 'if helper():', `    ${create}`]],
    ['behind a return that depends on it', ['if helper(dry=options["dry_run"]): return', create]],
  ])('%s', (_, body) => {
    expect(effectsOf(handled(...body))).toEqual([`${found}?`]);
  });
});

describe('What a transaction has written is undone', () => {
  test('where the run is followed no further before it ends', () => {
    const long = Array.from({ length: 31_000 }, () => '    number = 1');
    const run = handled('with transaction.atomic():', `    ${create}`, ...long, create);
    expect(run.complete).toBe(false);
    expect(effectsOf(run)).toEqual([`${found} undone`]);
  });

  test.each([
    [
      'by `set_rollback`',
      ['with transaction.atomic():', `    ${create}`, '    transaction.set_rollback(True)'],
      ' undone',
    ],
    [
      'by `set_rollback` unless an option keeps it',
      ['with transaction.atomic():', `    ${create}`, '    if not options["keep"]: transaction.set_rollback(True)'],
      ' undone',
    ],
    [
      'by `set_rollback` in a dry run',
      ['with transaction.atomic():', `    ${create}`, '    if options["dry_run"]: transaction.set_rollback(True)'],
      ' undone',
    ],
    [
      'by an exception in a dry run',
      ['with transaction.atomic():', `    ${create}`, '    if options["dry_run"]: raise CommandError'],
      ' undone',
    ],
    ['not by a transaction that ends', ['with transaction.atomic():', `    ${create}`], ''],
  ])('%s', (_, body, undone) => {
    expect(effectsOf(handled(...body))).toEqual([`${found}${undone}`]);
  });
});

describe('A run', () => {
  test('is complete where nothing was too much', () => {
    expect(handled(create).complete).toBe(true);
  });

  test('is incomplete beyond the limit of steps, and says so', () => {
    const deep = Array.from(
      { length: 12 },
      (_, level) => `${'    '.repeat(level)}for i${level} in range(9), range(8), range(7):`,
    );
    const run = handled(...deep, `${'    '.repeat(12)}${create}`);
    expect(run.complete).toBe(false);
  });

  test('ends where functions call each other', () => {
    const run = runOf([
      'def handle(self, *args, **options):',
      '    self.again()',
      'def again(self):',
      '    self.handle()',
    ]);
    expect(run.complete).toBe(true);
  });

  test('counts calls of what cannot be seen', () => {
    expect(handled('options["name"].load()').unresolved).toHaveLength(1);
    expect(handled('print(1)').unresolved).toHaveLength(0);
  });

  test('says when all options were given away', () => {
    expect(handled('helper(**options)').optionsEscape).toBe(true);
    expect(handled('helper(options["name"])').optionsEscape).toBe(false);
  });
});

test('Calling an object whose class may only inherit `__call__` is a call that could not be followed', () => {
  const { unresolved } = runOf(
    ['def handle(self, *args, **options):', '    from shop.tools import Tool', '    Tool()("1")'],
    { files: { 'shop/tools.py': ['from outside import Base', 'class Tool(Base):', '    pass'] } },
  );
  expect(unresolved).not.toEqual([]);
});
