import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { compileIfStale } from './compiled.ts';
import { synclint } from './synclint.ts';
import { Workshop } from './workshop.ts';

const workshop = new Workshop();

beforeAll(compileIfStale);
afterEach(() => {
  workshop.clear();
});

const command = 'shop/management/commands/sync_arrivy_orders.py';
const text = `from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Sync"

    def handle(self, *args, **options):
        pass
`;
const settings = `select = ["missing-required-flag"]
baseline.file = "synclint-baseline.json"
[systems.arrivy]
commands = "sync_arrivy_*"
[flags]
required = ["--full"]
`;

const project = (configuration = settings) =>
  workshop.folder({ 'manage.py': '', 'synclint.toml': configuration, [command]: text });
const inside = (cwd: string) => (args: string) => synclint(args.split(' '), { cwd });
const require = (folder: string, flags: string) => {
  writeFileSync(join(folder, 'synclint.toml'), settings.replace('["--full"]', flags));
};

test('findings of the baseline are left out, an equal one in another place and a further one are reported', async () => {
  const folder = project();
  const run = inside(folder);
  const created = await run('baseline create');
  expect(created).toMatchObject({ exitCode: 0, stdout: '' });
  expect(created.stderr).toBe(`wrote 1 finding to ${folder}/synclint-baseline.json\n`);
  expect(await run('check')).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/^No findings, 1 suppressed/) as string,
  });
  require(folder, '["--full", "--quiet"]');
  const { exitCode, stdout } = await run('check --output-format concise');
  expect(exitCode).toBe(1);
  expect(stdout).toContain('--quiet');
  expect(stdout).not.toContain('--full');
});

test('a file that was renamed keeps its entries', async () => {
  const folder = project();
  const run = inside(folder);
  await run('baseline create');
  writeFileSync(
    join(folder, 'synclint-baseline.json'),
    readFileSync(join(folder, 'synclint-baseline.json'), 'utf8').replace(command, 'old/place.py'),
  );
  expect(await run('check')).toMatchObject({ exitCode: 0 });
});

test('what is fixed is told, is taken out by prune, and comes back as a finding', async () => {
  const folder = project();
  const run = inside(folder);
  await run('baseline create');
  require(folder, '[]');
  const told = await run('check --output-format json');
  const { notifications } = JSON.parse(told.stdout) as { notifications: { kind: string; message: string }[] };
  expect(told.exitCode).toBe(0);
  expect(notifications).toMatchObject([{ level: 'note', kind: 'expired-baseline' }]);
  expect(notifications[0]?.message).toContain(
    `1 finding of the baseline is fixed: \`missing-required-flag\` in \`${command}\``,
  );
  expect((await run('baseline prune')).stderr).toContain('took 1 finding out of');
  require(folder, '["--full"]');
  expect(await run('check')).toMatchObject({ exitCode: 1 });
});

test('they are shown as suppressed on request, and SARIF says that they are unchanged', async () => {
  const folder = project();
  const run = inside(folder);
  await run('baseline create');
  require(folder, '["--full", "--quiet"]');
  const json = await run('check --show-suppressed --output-format json');
  const { findings } = JSON.parse(json.stdout) as { findings: { suppressed: { kind: string } | null }[] };
  expect(findings.map(({ suppressed }) => suppressed?.kind ?? null)).toEqual(['baseline', null]);
  const sarif = await run('check --show-suppressed --output-format sarif');
  const log = JSON.parse(sarif.stdout) as {
    runs: [{ results: { baselineState: string; suppressions: { kind: string }[] }[] }];
  };
  const told = log.runs[0].results.map(({ baselineState, suppressions }) => [
    baselineState,
    suppressions.map(({ kind }) => kind),
  ]);
  expect(told).toEqual([
    ['unchanged', ['external']],
    ['new', []],
  ]);
});

test('a baseline may be named, and lie anywhere', async () => {
  const run = inside(project(settings.replace(/baseline.*\n/, '')));
  const { stderr } = await run('baseline create -o known.json');
  expect(stderr).toContain('help: use it with `--baseline');
  expect(await run('check')).toMatchObject({ exitCode: 1 });
  expect(await run('check --baseline known.json')).toMatchObject({ exitCode: 0 });
});

test.each([
  ['{', 'cannot be used: it is no JSON'],
  ['{"version": 1}', 'cannot be used: it is no baseline of synclint'],
  ['<<<<<<< HEAD\n{', 'cannot be used: it has a merge conflict'],
  [undefined, 'cannot be read: the file has disappeared'],
])('a baseline that is %j is one message and exit code 2', async (content, message) => {
  const folder = project();
  if (content !== undefined) writeFileSync(join(folder, 'synclint-baseline.json'), content);
  for (const args of ['check', 'baseline prune']) {
    const { exitCode, stdout, stderr } = await inside(folder)(args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^error: the baseline .*\nhelp: .*\n$/);
    expect(stderr).toContain(message);
  }
});

test('nothing is written when something could not be looked at', async () => {
  const folder = project();
  writeFileSync(join(folder, 'broken.py'), Buffer.from([0xff, 0xfe, 0x00]));
  const { exitCode, stderr } = await inside(folder)('baseline create');
  expect(exitCode).toBe(2);
  expect(stderr).toContain('the baseline is as it was');
});
