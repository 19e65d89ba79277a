import { existsSync, mkdirSync, readdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pythonWith } from '../testing/pythons.ts';
import { becomes, harnessOf, processesOf, requestOf, temporaryFolder, type Harness } from '../testing/run-harness.ts';
import { writeShop } from '../testing/shop.ts';

const folder = temporaryFolder();
const root = realpathSync(folder.path);
const python = pythonWith('django52');
const observers = {
  numbers: join(root, 'probes/numbers.py'),
  broken: join(root, 'probes/broken.py'),
  effects: join(root, 'probes/effects.py'),
};
/** Of hooks, on a machine that has other things to do as well. */
const patience = 60_000;
let harness: Harness;

beforeAll(async () => {
  writeShop(root);
  mkdirSync(join(root, 'probes'));
  writeFileSync(
    observers.numbers,
    'def observe(run):\n    return {"command": run.command, "parser": [one["dest"] for one in run.parser or ()], "out": run.stdout}\n',
  );
  writeFileSync(
    observers.effects,
    [
      'def observe(run):',
      '    return {',
      '        "statements": [one.verb.upper() for one in run.statements if one.kind == "write" and not one.rolled_back],',
      '        "rows": [row["name"] for row in run.rows("Order")],',
      '        "before": len(run.rows_before("Order")),',
      '        "changes": [[one.alias, one.model, one.inserted, one.updated, one.deleted] for one in run.changes],',
      '        "files": [[one.path, one.how] for one in run.files],',
      '    }',
      '',
    ].join('\n'),
  );
  writeFileSync(observers.broken, 'def observe(run):\n    return {"set": {1}}\n');
  harness = await harnessOf(root, python, { observers, commands: ['returns', 'nothing'] });
}, patience);

afterAll(async () => {
  await harness.close();
  folder.remove();
}, patience);

function shopFile(command: string): string {
  return `shop/management/commands/${command}.py`;
}

describe('a project that was checked out fresh', () => {
  test('comes up, with what it lacks made up', () => {
    const { ready } = harness.client;
    expect(ready.django).toMatch(/^5\.2/);
    expect(ready.engine).toMatch(/^SQLite 3/);
    expect(ready.notes.slice(0, 3)).toEqual([
      'environment variable `SHOP_API_URL` was invented',
      'environment variable `SHOP_PORT` was invented',
      'environment variable `SHOP_SECRET_KEY` was invented',
    ]);
    expect(ready.commands).toEqual({
      returns: null,
      nothing: {
        type: 'NotInstalled',
        message: 'it belongs to no application of `INSTALLED_APPS`',
        file: null,
        line: null,
      },
    });
  });

  test('gets none of the folders that its settings make, and does without', () => {
    expect(existsSync(join(root, 'site_of_shop/logs'))).toBe(false);
  });

  test('has credentials that one recognises, and nothing of the environment of whoever started it', async () => {
    process.env['SHOP_FROM_OUTSIDE'] = 'real';
    const { stdout } = await harness.run('tells');
    expect(stdout.text.split('\n')).toEqual([
      "['synclint-fake-shop-token', 'synclint-fake-suppliers-acme-api-key', 'synclint-fake-shop-token', 'synclint-fake-erp-password']",
      "[8000, 'https://shop-api.synclint-fake.example', ['SHOP_API_URL', 'SHOP_PORT', 'SHOP_SECRET_KEY']]",
      '',
    ]);
  });

  test('has none of them where a run is to have none', async () => {
    const { stdout } = await harness.run('tells', { withoutCredentials: true });
    expect(stdout.text.split('\n')[0]).toBe("['', '', '', None]");
  });
});

test('a Python that something else starts is spoken to over standard streams', async () => {
  const { run, close } = await harnessOf(root, python, {}, undefined, ['env', 'VIA=launcher']);
  const { exit, stdout } = await run('returns');
  await close();
  expect(exit).toEqual({ kind: 'returned' });
  expect(stdout.text).toBe('Grüße None\nbelow\n');
});

describe('a command', () => {
  test('returns, and all that it prints is kept', async () => {
    const result = await harness.run('returns', { arguments: ['--number', '7'] });
    expect(result).toMatchObject({ exit: { kind: 'returned' }, trouble: null });
    expect(result.stdout).toEqual({ text: 'Grüße 7\nbelow\n', bytes: 16 });
    expect(result.stderr.text).toBe('logged\n');
  });

  test('ends as `manage.py` would', async () => {
    expect((await harness.run('leaves')).exit).toEqual({ kind: 'exit', code: 3, message: '', by: 'exit' });
    const refused = await harness.run('refuses');
    expect(refused.exit).toEqual({ kind: 'exit', code: 4, message: 'no such day', by: 'command-error' });
    expect(refused.stderr.text).toBe('CommandError: no such day\n');
    const misspelt = await harness.run('returns', { arguments: ['--number', 'x'] });
    const message = "argument --number: invalid int value: 'x'";
    expect(misspelt.exit).toEqual({ kind: 'exit', code: 2, message, by: 'argparse' });
    expect((await harness.run('nothing')).exit).toMatchObject({ kind: 'exit', code: 1, by: 'command-error' });
  });

  test.each([
    [1, true],
    [2, false],
  ])('draws random numbers by seed, here %i', async (seed, isSame) => {
    const drawn = async (from: Harness): Promise<string> => (await from.run('draws')).stdout.text;
    const other = await harnessOf(root, python, { seed });
    try {
      expect(await drawn(other)).toMatch(/^0\.\d+ \[/);
      expect((await drawn(other)) === (await drawn(harness))).toBe(isSame);
    } finally {
      await other.close();
    }
  });

  test('raises, and the frames of the project tell where', async () => {
    const { exit, stderr } = await harness.run('crashes');
    const file = shopFile('crashes');
    expect(exit).toEqual({
      kind: 'exception',
      type: 'LookupError',
      message: 'nothing there',
      stack: [
        { file, line: 14, function: 'handle' },
        { file, line: 13, function: 'fall' },
      ],
    });
    expect(stderr.text).toMatch(/^Traceback[\s\S]*LookupError: nothing there\n$/);
  });

  test('has ended when its threads have', async () => {
    expect((await harness.run('late')).stdout.text).toBe('from the thread\n');
  });

  test.for([
    ['hangs', 'handle'],
    ['waits', 'handle'],
    ['backtracks', 'handle'],
    ['outlasts', 'handle'],
  ])('%s, and is killed at its deadline with the place where it was', async ([command = '', name]) => {
    const start = performance.now();
    const { exit, stdout } = await harness.run(command, { deadline: 0.4 });
    expect(performance.now() - start).toBeLessThan(2_000);
    expect(exit).toMatchObject({ kind: 'killed', why: 'deadline' });
    expect(exit).toMatchObject({ stack: [{ file: shopFile(command), function: name }] });
    if (command === 'hangs') expect(stdout.text).toBe('waiting\n');
  });

  test('floods, and is stopped while a megabyte of it is kept', async () => {
    const { exit, stdout } = await harness.run('floods');
    expect(exit).toMatchObject({ kind: 'killed', why: 'output', stack: [{ file: shopFile('floods') }] });
    expect(stdout.text.length).toBe(1024 * 1024);
    expect(stdout.bytes).toBeGreaterThan(64 * 1024 * 1024);
  });

  test('ends its own process', async () => {
    const { exit, trouble, observations } = await harness.run('vanishes', { observers: ['effects'] });
    expect(exit).toMatchObject({ kind: 'killed', why: 'self', stack: [{ file: shopFile('vanishes') }] });
    expect(trouble).toBeNull();
    expect(observations).toMatchObject({ effects: { statements: ['INSERT'], rows: ['gone'], before: 0 } });
  });

  test.for(['forks', 'bombs'])('%s without end, and all of it is stopped', async (command) => {
    const before = processesOf(harness.scratch).length;
    const { exit } = await harness.run(command, { deadline: 5 });
    expect(exit).toMatchObject({ kind: 'killed', why: 'processes' });
    expect(processesOf(harness.scratch).length).toBe(before);
  });

  test('leaves no daemon behind', async () => {
    const before = processesOf(harness.scratch).length;
    expect((await harness.run('daemonises')).exit).toEqual({ kind: 'returned' });
    expect(processesOf(harness.scratch).length).toBe(before);
  });
});

describe('observers', () => {
  test('see uploaded files, which are kept in memory', async () => {
    const { observations } = await harness.run('stores', { observers: ['effects'] });
    expect(observations).toMatchObject({ effects: { files: [['MEDIA_ROOT/report.txt', 'create']] } });
  });

  test('see the run, and a defect of one is trouble of that run alone', async () => {
    const result = await harness.run('returns', { observers: ['numbers', 'broken'] });
    expect(result.observations).toMatchObject({ numbers: { command: 'returns', out: 'Grüße None\nbelow\n' } });
    expect(result.observations).toHaveProperty('numbers.parser', expect.arrayContaining(['number', 'verbosity']));
    expect(result.trouble).toBe('observer `broken`: TypeError: set is no JSON');
    expect((await harness.run('returns', { observers: ['numbers'] })).trouble).toBeNull();
  });
});

describe('an interruption', () => {
  const interruption = (signal: 'SIGTERM' | 'SIGKILL') => ({ signal, after: 'first-write' }) as const;

  test.for(['SIGTERM', 'SIGKILL'] as const)('by %s ends a command, whose effects are seen', async (signal) => {
    const result = await harness.run('begins', { interruption: interruption(signal), observers: ['effects'] });
    expect(result.exit).toMatchObject({ kind: 'killed', why: 'interruption' });
    expect(result.trouble).toBeNull();
    expect(result.observations).toMatchObject({
      effects: { statements: ['INSERT'], rows: ['begun'], changes: [['default', 'shop.models.Order', 1, 0, 0]] },
    });
  });

  test('by SIGTERM is heeded by a command that does', async () => {
    const result = await harness.run('heeds', { interruption: interruption('SIGTERM'), observers: ['effects'] });
    expect(result.exit).toEqual({ kind: 'exit', code: 1, message: 'stopped', by: 'command-error' });
    expect(result.observations).toMatchObject({ effects: { statements: ['INSERT', 'UPDATE'], rows: ['stopped'] } });
  });

  test('that never comes about changes nothing', async () => {
    expect((await harness.run('returns', { interruption: interruption('SIGKILL') })).exit).toEqual({
      kind: 'returned',
    });
  });
});

describe('a Python that a command starts', () => {
  test('has the same settings and databases', async () => {
    const { stdout, stderr, trouble } = await harness.run('starts');
    expect(stderr.text).toBe('\n\n');
    expect(trouble).toBeNull();
    const [credentials, others, names] = stdout.text.split('\n');
    expect(credentials).toContain("['synclint-fake-shop-token', 'synclint-fake-suppliers-acme-api-key'");
    expect(others).toContain("[8000, 'https://shop-api.synclint-fake.example'");
    expect(names).toBe('of the parent');
  });

  test('has no credentials either where there are to be none', async () => {
    const { stdout } = await harness.run('starts', { withoutCredentials: true });
    expect(stdout.text.split('\n')[0]).toBe("['', '', '', None]");
  });
});

describe('databases', () => {
  test('are shared by the runs of a trial, and by replicas', async () => {
    const { client } = harness;
    const trial = (make: boolean, remove: boolean) => ({ database: { name: 'shared', make, remove } });
    expect((await client.run(requestOf('writes', 'shared', trial(true, false)))).stdout.text).toBe('second\n');
    expect((await client.run(requestOf('counts', 'shared', trial(false, true)))).stdout.text).toBe('1 1\n');
  });

  test('are a run’s own when several go on at once', async () => {
    const runs = ['counts', 'writes', 'writes', 'counts', 'writes', 'counts'];
    const results = await Promise.all(runs.map((command) => harness.run(command)));
    expect(results.map(({ stdout }) => stdout.text)).toEqual(
      runs.map((command) => (command === 'writes' ? 'second\n' : '0 0\n')),
    );
  });

  test('have the rows that a probe wants', async () => {
    const seed = [
      { model: 'shop.models.Order', values: { id: 5, name: 'first', made: { ago: 3600 } } },
      { model: 'shop.models.Job', values: { order: 5, title: 'seeded' } },
    ];
    expect((await harness.run('counts', { seed })).stdout.text).toBe('1 1\n');
    expect(Number((await harness.run('ages', { seed })).stdout.text)).toBeOneOf([3600, 3601]);
    const wrong = await harness.run('counts', { seed: [{ model: 'shop.models.Order', values: { colour: 1 } }] });
    expect(wrong.trouble).toMatch(/^rows could not be written before the run: /);
  });
});

describe('the end', () => {
  test('leaves nothing in the scratch folder once all runs are over', () => {
    expect(readdirSync(join(harness.scratch, 'trials'))).toEqual([]);
  });

  test('of the harness fails what is under way, and leaves nothing', async () => {
    const { client, run, scratch, close } = await harnessOf(root, python);
    const pending = [run('hangs'), run('daemonises'), run('outlasts')];
    await becomes(() => processesOf(scratch).length > 6);
    // The first of them is the harness: the others are its forks.
    process.kill(Math.min(...processesOf(scratch)), 'SIGKILL');
    const [hanging, , outlasting] = await Promise.allSettled(pending);
    const rejected = { status: 'rejected', reason: { message: expect.stringMatching(/ended: SIGKILL$/) as string } };
    expect([hanging, outlasting]).toMatchObject([rejected, rejected]);
    await expect(run('returns')).rejects.toThrow('SIGKILL');
    expect(client.ready.kind).toBe('ready');
    expect(await becomes(() => processesOf(scratch).length === 0)).toBe(true);
    expect(existsSync(join(scratch, 'trials'))).toBe(false);
    await close();
    expect(existsSync(scratch)).toBe(false);
  });

  test('of this program, asked for by a signal, fails what is under way, and leaves nothing', async () => {
    const controller = new AbortController();
    const { run, scratch, close } = await harnessOf(root, python, {}, controller.signal);
    const pending = run('outlasts');
    await becomes(() => processesOf(scratch).length > 3);
    controller.abort(new Error('Ctrl-C'));
    await expect(pending).rejects.toThrow('Ctrl-C');
    expect(await becomes(() => processesOf(scratch).length === 0)).toBe(true);
    expect(readdirSync(scratch)).toEqual([]);
    await close();
  });

  test('comes at once for a Django that is too old', async () => {
    const old = temporaryFolder();
    mkdirSync(join(old.path, 'django'));
    const text = 'VERSION = (4, 1, 13)\ndef get_version():\n    return "4.1.13"\n';
    writeFileSync(join(old.path, 'django/__init__.py'), text);
    await expect(harnessOf(old.path, python)).rejects.toMatchObject({
      message: 'Django cannot be used: RuntimeError: this is Django 4.1.13',
      remedy: expect.stringContaining('Django 4.2 or newer') as string,
    });
    old.remove();
  });

  test('comes at once for a project that does not start', async () => {
    const settings = 'site_of_shop.nowhere';
    await expect(harnessOf(root, python, { settings })).rejects.toMatchObject({
      message: "the settings cannot be imported: ModuleNotFoundError: No module named 'site_of_shop.nowhere'",
      remedy: expect.stringMatching(/^correct `probe\.settings`/) as string,
    });
  });

  test.each([
    ['INSTALLED_APPS += ["shipping"]', /^`INSTALLED_APPS` names `shipping`: install it for /],
    ['INSTALLED_APPS += ["shop.shipping"]', /^`shop` is there and has no such module: /],
    ['from django.utils import six', /^site_of_shop\/wrong28\.py:2 asks for it; install versions /],
  ])('tells what mends it: %s', async (line, remedy) => {
    const name = `wrong${line.length}`;
    writeFileSync(join(root, `site_of_shop/${name}.py`), `from site_of_shop.settings import *\n${line}\n`);
    await expect(harnessOf(root, python, { settings: `site_of_shop.${name}` })).rejects.toMatchObject({
      message: expect.stringMatching(/No module named|cannot import name/) as string,
      remedy: expect.stringMatching(remedy) as string,
    });
  });
});
