import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { pythonWith } from '../../src/probing/testing/pythons.ts';
import { compileIfStale } from './compiled.ts';
import { launcher, synclint } from './synclint.ts';
import { Workshop } from './workshop.ts';

// Linux, and a user who may make namespaces: where that is forbidden, these tests fail rather than show nothing.
const workshop = new Workshop();
const python = pythonWith('django52');
const asked = ['probe', 'commands', 'sync_callrail_users', '--no-record', '--python', python];
/** With requests, without an answer, with a connection that breaks off, and without requests. */
const probes = 'creates-records,survives-server-error,survives-timeout,dry-run-writes-nothing,rejects-bad-date';

beforeAll(compileIfStale);
afterEach(() => {
  workshop.clear();
});

interface Report {
  readonly run: { readonly fence: string };
  readonly commands: readonly { readonly verdicts: readonly unknown[] }[];
}

/** In namespaces of its own, made by `unshare` with these options; `prepare` runs there as root before the program. */
async function within(options: readonly string[], prepare: string, args: readonly string[], cwd: string) {
  const script = `${prepare}\nexec "$@"`;
  const program = [process.execPath, launcher, ...args];
  return execa('unshare', [...options, '/bin/sh', '-ec', script, 'sh', ...program], { cwd, reject: false });
}

function verdicts(output: string): Report['commands'] {
  const { commands } = JSON.parse(output) as Report;
  expect(commands[0]?.verdicts.length).toBe(5);
  return commands;
}

async function usual(cwd: string): Promise<Report['commands']> {
  const { stdout, stderr } = await synclint([...asked, '--only', probes, '--output-format', 'json'], { cwd });
  expect(stderr).toBe('');
  return verdicts(stdout);
}

test('Without a network, with a loopback interface that is down and no environment, the verdicts are the same', async () => {
  const cwd = workshop.sample('ingestion');
  const args = [...asked, '--only', probes, '--output-format', 'json'];
  const program = ['env', '-i', process.execPath, launcher, ...args];
  const without = await execa('unshare', ['--map-root-user', '--net', ...program], { cwd, reject: false });
  expect(without.stderr).toBe('');
  expect(without.exitCode).toBe(0);
  expect(verdicts(without.stdout)).toEqual(await usual(cwd));
});

test('A loopback interface that may not be brought up is one clear message', async () => {
  const program = ['setpriv', '--bounding-set=-net_admin', '--inh-caps=-net_admin', process.execPath, launcher];
  const args = ['--map-root-user', '--net', ...program, ...asked];
  const run = await execa('unshare', args, { cwd: workshop.sample('ingestion'), reject: false });
  expect(run.exitCode).toBe(3);
  expect(run.stdout).toBe('');
  expect(run.stderr.split('\n')).toEqual([
    'error: the loopback interface is down, and cannot be brought up: PermissionError: [Errno 1] Operation not permitted',
    expect.stringMatching(/^help: .*`ip link set lo up`/),
  ]);
});

test.each(['sqlite', 'postgres'])('In a network namespace the verdicts are the same, on %s', async (database) => {
  const cwd = workshop.sample('ingestion');
  const args = [...asked, '--only', probes, '--output-format', 'json', '--db', database];
  const isolated = await synclint([...args, '--isolate'], { cwd });
  expect(isolated.stderr).toBe('');
  expect((JSON.parse(isolated.stdout) as Report).run.fence).toBe('redirect, audit hook, landlock, network namespace');
  expect(verdicts(isolated.stdout)).toEqual(await usual(cwd));
});

test('Where there are no network namespaces, `--isolate` says so, and nothing is run', async () => {
  const forbid = 'echo 0 > /proc/sys/user/max_net_namespaces';
  const run = await within(['--map-root-user'], forbid, [...asked, '--isolate'], workshop.sample('ingestion'));
  expect(run.exitCode).toBe(3);
  expect(run.stdout).toBe('');
  expect(run.stderr).toMatch(
    /^error: `--isolate` gets no network namespace here: .*\nhelp: leave out `--isolate`, or /,
  );
});

test.each([
  ['a host that is let through', '[probe]\nallow-hosts = ["api.example.com"]\n', [], /lets no host through/],
  [
    'a database over TCP',
    '[probe]\njobs = 2\n',
    ['--db', 'postgresql://localhost/shop'],
    /does not reach the database server `localhost`/,
  ],
])('`--isolate` does not go with %s', async (_, configuration, more, says) => {
  const cwd = workshop.sample('ingestion');
  writeFileSync(join(cwd, 'other.toml'), configuration);
  const run = await synclint([...asked, '--isolate', '--config', 'other.toml', ...more], { cwd });
  expect(run.exitCode).toBe(2);
  expect(run.stderr).toMatch(says);
});

test.each([
  [
    'there is no room for databases',
    '1m',
    /^error: the scratch databases .* full\nhelp: make room in \S+, or set TMPDIR/,
  ],
  ['there is none for copies of them', '4m', /Inconclusive: the runs could not tell\n {2}the disk is full/],
  ['there is none for what a run writes', '6m', /Inconclusive: the runs could not tell\n {2}the disk is full/],
])('Where %s, that is no flaw of the command, and nothing is left behind', async (_, size, says) => {
  const cwd = workshop.sample('ingestion');
  const temporary = join(workshop.folder(), 'tmp');
  mkdirSync(temporary);
  const left = join(workshop.folder(), 'left');
  // What is in there can only be seen from inside, once the program is gone.
  const script = [
    `mount -t tmpfs -o size=${size} none /dev/shm`,
    `mount -t tmpfs -o size=${size} none '${temporary}'`,
    `code=0; TMPDIR='${temporary}' "$@" || code=$?`,
    `ls -A /dev/shm '${temporary}' > '${left}'`,
    'exit $code',
  ].join('\n');
  const program = [process.execPath, launcher, ...asked, '--only', 'creates-records,dry-run-writes-nothing'];
  const options = ['--map-root-user', '--mount', '/bin/sh', '-ec', script, 'sh', ...program];
  const run = await execa('unshare', options, { cwd, reject: false });
  expect(run.exitCode).toBe(3);
  expect(`${run.stdout}${run.stderr}`).toMatch(says);
  expect(run.stdout).not.toMatch(/[1-9]\d* (falsified|holds)/);
  expect(readFileSync(left, 'utf8')).toBe(`/dev/shm:\n\n${temporary}:\n`);
  expect(processesIn(temporary)).toEqual([]);
});

test('A Python or a Django that is too old is refused with one message, and nothing is run', async () => {
  const cwd = workshop.sample('ingestion');
  for (const [version, django, says] of [
    ['3.9.18', '4.2.11', 'is Python 3.9.18'],
    ['3.12.1', '4.1.13', 'has Django 4.1.13'],
  ] as const) {
    const old = join(workshop.folder(), 'python');
    const answer = JSON.stringify([version, django, old, null]);
    const ran = join(cwd, 'ran');
    writeFileSync(old, `#!/bin/sh\ncase "$1" in -c) echo '${answer}';; *) touch '${ran}';; esac\n`, { mode: 0o755 });
    const run = await synclint([...asked.slice(0, -1), old], { cwd });
    expect(run.exitCode).toBe(3);
    expect(run.stdout).toBe('');
    expect(run.stderr).toBe(
      `error: no usable Python was found (\`--python\`: \`${old}\` ${says})\n` +
        'help: name one with `--python`, or `probe.python` in the configuration; it needs Python 3.10 and Django 4.2 or newer\n',
    );
    expect(existsSync(ran)).toBe(false);
  }
});

/** Processes that still have this folder as their home, or a scratch folder in it. */
function processesIn(folder: string): readonly string[] {
  return readdirSync('/proc').filter((name) => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/environ`, 'latin1').includes(`HOME=${folder}`);
    } catch {
      // It is gone, or somebody else's.
      return false;
    }
  });
}
