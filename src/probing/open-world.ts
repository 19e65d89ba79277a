import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import type { AnswerRead } from '../core/answer-read.ts';
import type { Command } from '../core/commands.ts';
import { ProbeError, UsageError } from '../core/errors.ts';
import type { Probe } from '../core/probe.ts';
import type { ProbeSurroundings } from '../core/probe-run.ts';
import { recordFaults, type Answers } from '../core/trial.ts';
import type { Json } from '../core/verdict.ts';
import { chooseDatabase, type DatabaseServer } from './databases/choose-database.ts';
import { findPython } from './find-python.ts';
import { bootHarness } from './harness/harness-client.ts';
import { harnessEnvironment } from './harness/harness-environment.ts';
import { observerOf, shippedAnswers } from './probe-files.ts';
import type { Boot, SourceTables } from './protocol.ts';
import { makeScratch } from './scratch.ts';
import { learnedShape } from './simulator/learned-shape.ts';
import { valueUnder } from './simulator/replies.ts';
import { startSimulator, type Simulator } from './simulator/simulator.ts';
import type { World } from './world.ts';

/** Everything that decides in what surroundings commands are run. */
export interface WorldRequest {
  /** Of the project, absolute. */
  readonly root: string;
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly interruption: AbortSignal;
  /** Registers what has to be done before an interrupted process ends; returns what takes it back. */
  readonly beforeLeaving: (cleanUp: () => Promise<void>) => () => void;
  readonly settings: ProbeSettings;
  /** Folders that absolute imports start from, relative to the root. */
  readonly sourceRoots: readonly string[];
  readonly commands: readonly Command[];
  readonly probes: readonly Probe[];
  readonly watch: Boot['watch'];
  /** Of Python's random numbers, and of the order of its sets. */
  readonly seed: number;
  /** What a command, and those that it starts, read of what APIs answer. */
  readonly readsOf: (command: Command) => readonly AnswerRead[];
  /** Databases of other systems, by the names that they may have in the settings. */
  readonly sourceDatabases: readonly string[];
}

/** The command line over the configuration. */
export interface ProbeSettings {
  readonly python?: string;
  /** `probe.python`, relative to the root. */
  readonly configuredPython?: string;
  readonly launcher?: readonly [string, ...string[]];
  /** Dotted name of the settings module. */
  readonly module?: string;
  /** `sqlite`, `postgres` or a URL. */
  readonly database: string;
  readonly allowRemoteDatabase: boolean;
  /** Folder, relative to the root. */
  readonly fixtures?: string;
  /** Seconds. */
  readonly deadline: number;
  readonly jobs?: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly allowHosts: readonly string[];
  /** Runs get a network namespace. */
  readonly isolate: boolean;
  readonly seams: Readonly<Record<string, Json>>;
}

export interface OpenedWorld extends World {
  readonly surroundings: ProbeSurroundings;
  /** Leaves nothing behind; a second time it does nothing. */
  close(): Promise<void>;
}

/** Preflight: an interpreter, a folder, a database, an API, and the project started in them. */
export async function openWorld(request: WorldRequest): Promise<OpenedWorld> {
  if (process.platform === 'win32') {
    throw new ProbeError('probes run on Linux and macOS only', 'use the Windows Subsystem for Linux, or a container');
  }
  const { root, settings, interruption } = request;
  const scratch = makeScratch();
  const closing: (() => Promise<void>)[] = [() => scratch.remove()];
  const close = async (): Promise<void> => {
    // The last that was opened is closed first.
    for (const one of closing.splice(0).reverse()) await one();
  };
  const done = request.beforeLeaving(close);
  closing.push(() => {
    done();
    return Promise.resolve();
  });
  try {
    const python = await pythonOf(request);
    const database = await chooseDatabase(settings, scratch.path, request.environment);
    closing.push(() => database.stop());
    if (settings.isolate) refuseUnreachable(settings, database);
    const api = await startSimulator({
      fixtures: settings.fixtures === undefined ? null : resolve(root, settings.fixtures),
      shipped: shippedAnswers,
    });
    closing.push(() => api.close());
    const jobs = settings.jobs ?? Math.max(2, availableParallelism());
    const booting = bootHarness({
      python: python.program,
      through: settings.launcher === undefined ? 'descriptors' : 'standard-streams',
      root,
      environment: harnessEnvironment(request.environment, {
        scratch: scratch.path,
        userBase: python.userBase,
        seed: request.seed,
      }),
      boot: bootOf(request, { scratch: scratch.path, api, database }),
      jobs,
      interruption,
    });
    // Before it is up: who is interrupted while the project starts leaves no process either.
    closing.push(() =>
      booting.then(
        (sandbox) => sandbox.close(),
        () => undefined,
      ),
    );
    const sandbox = await booting;
    const { engine, fence, python: version, django, notes } = sandbox.ready;
    const id = `${Date.now().toString(36)}-${process.pid.toString(36)}`;
    return {
      sandbox,
      api,
      shapeFor: (command) => learnedShape(request.readsOf(command)),
      unusedAnswers: () => api.unused(),
      sourcesUnder: sourcesOf(api, request),
      deadline: settings.deadline,
      jobs,
      interruption,
      surroundings: { id, engine, fence, python: version, django, seed: request.seed, notes },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** In a namespace there is nothing but the simulated API, and what a Unix socket leads to. */
function refuseUnreachable({ allowHosts }: ProbeSettings, { target }: DatabaseServer): void {
  if (allowHosts.length > 0) {
    throw new UsageError('`--isolate` lets no host through, and `probe.allow-hosts` names some', 'choose one of both');
  }
  if (target.engine === 'postgresql' && !target.host.startsWith('/')) {
    throw new UsageError(
      `\`--isolate\` does not reach the database server \`${target.host}\``,
      'use --db postgres, or name the folder of its Unix socket: postgresql:///database?host=/run/postgresql',
    );
  }
}

function tablesOf(api: Simulator, databases: readonly string[], answers?: Answers): SourceTables {
  return Object.fromEntries(databases.map((name) => [name, Object.fromEntries(api.tables(name, answers))]));
}

/** Of faults only those of records change what a source holds. */
function sourcesOf(api: Simulator, { sourceDatabases, settings }: WorldRequest): World['sourcesUnder'] {
  const { seams } = settings;
  return (answers = {}) => {
    if (answers.edition !== 2 && answers.shown !== true && !recordFaults.some((fault) => fault === answers.fault))
      return { tables: null, seams: null };
    return {
      tables: tablesOf(api, sourceDatabases, answers),
      seams: Object.fromEntries(Object.entries(seams).map(([name, value]) => [name, valueUnder(value, answers)])),
    };
  };
}

async function pythonOf({ root, cwd, environment, settings }: WorldRequest): Promise<{
  readonly program: readonly [string, ...string[]];
  readonly userBase: string | null;
}> {
  const { launcher, python: option, configuredPython: configured } = settings;
  if (launcher !== undefined) return { program: launcher, userBase: null };
  const found = await findPython({
    root,
    cwd,
    environment,
    ...(option === undefined ? {} : { option }),
    ...(configured === undefined ? {} : { configured }),
  });
  return { program: [found.executable], userBase: found.userBase };
}

function bootOf(
  { root, settings, sourceRoots, sourceDatabases, commands, probes, watch, seed }: WorldRequest,
  { scratch, api, database }: { scratch: string; api: Simulator; database: DatabaseServer },
): Omit<Boot, 'kind'> {
  return {
    root,
    settings: settings.module ?? null,
    paths: [...new Set([root, ...sourceRoots.map((folder) => join(root, folder))])],
    scratch,
    authority: api.authority,
    database: database.target,
    environment: settings.environment,
    observers: Object.fromEntries(probes.map((probe) => [probe.id, observerOf(probe)])),
    commands: commands.map(({ name }) => name),
    seams: settings.seams,
    watch,
    tables: tablesOf(api, sourceDatabases),
    allowHosts: settings.allowHosts,
    isolate: settings.isolate,
    seed,
  };
}
