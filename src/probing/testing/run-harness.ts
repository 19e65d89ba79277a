import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootHarness, type HarnessClient } from '../harness/harness-client.ts';
import { harnessEnvironment } from '../harness/harness-environment.ts';
import type { Boot, RunRequest, RunResult } from '../protocol.ts';
import { makeScratch } from '../scratch.ts';

export interface Harness {
  readonly client: HarnessClient;
  readonly scratch: string;
  readonly run: (command: string, request?: Partial<RunRequest>) => Promise<RunResult>;
  readonly close: () => Promise<void>;
}

/** The harness with a project, as a test wants it: what is not given is as simple as can be. */
export async function harnessOf(
  root: string,
  python: string,
  boot: Partial<Boot> = {},
  interruption: AbortSignal = new AbortController().signal,
  launcher?: readonly [string, ...string[]],
): Promise<Harness> {
  const scratch = makeScratch();
  const client = await bootHarness({
    python: launcher === undefined ? [python] : [...launcher, python],
    through: launcher === undefined ? 'descriptors' : 'standard-streams',
    root,
    environment: harnessEnvironment(process.env, { scratch: scratch.path, userBase: null, seed: boot.seed ?? 1 }),
    boot: bootOf(root, scratch.path, boot),
    jobs: 4,
    interruption,
  });
  let trials = 0;
  return {
    client,
    scratch: scratch.path,
    run: (command, request = {}) => client.run(requestOf(command, `t${++trials}`, request)),
    async close() {
      await client.close();
      await scratch.remove();
    },
  };
}

export function bootOf(root: string, scratch: string, given: Partial<Boot> = {}): Omit<Boot, 'kind'> {
  return {
    root,
    settings: null,
    paths: [root],
    scratch,
    authority: '',
    database: { engine: 'sqlite' },
    environment: {},
    observers: {},
    commands: [],
    seams: {},
    tables: {},
    watch: [],
    allowHosts: [],
    isolate: false,
    seed: 1,
    ...given,
  };
}

export function requestOf(
  command: string,
  trial: string,
  given: Partial<RunRequest> = {},
): Omit<RunRequest, 'kind' | 'id'> {
  return {
    command,
    arguments: [],
    port: 9,
    database: { name: trial, make: true, remove: true },
    seed: [],
    tables: null,
    seams: null,
    fault: null,
    interruption: null,
    withoutCredentials: false,
    parsesOnly: false,
    deadline: 10,
    observers: [],
    ...given,
  };
}

/** Processes that were started with the folder as their home, and whatever they have forked. Linux. */
export function processesOf(scratch: string): readonly number[] {
  return readdirSync('/proc').flatMap((name) => {
    const file = `/proc/${name}/environ`;
    if (!/^\d+$/.test(name)) return [];
    try {
      return readFileSync(file, 'latin1').split('\0').includes(`HOME=${scratch}`) ? [Number(name)] : [];
    } catch {
      // It is gone, or somebody else's.
      return [];
    }
  });
}

/** Waits until something is so; false when it does not become so. */
export async function becomes(isSo: () => boolean, limitMs = 5_000): Promise<boolean> {
  for (const end = performance.now() + limitMs; performance.now() < end;) {
    if (isSo()) return true;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return isSo();
}

export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'synclint-test-'));
  return {
    path,
    remove() {
      if (existsSync(path)) rmSync(path, { recursive: true });
    },
  };
}
