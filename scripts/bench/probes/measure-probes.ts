import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { ProbeError } from '../../../src/core/errors.ts';
import { percentile, timed } from '../interleave.ts';
import { processorSeconds } from './processor.ts';
import { openShop, play, type Engine } from './shop-world.ts';
import { writeShop, type Scenario, type Shop } from './shop.ts';

/** One figure, and the bar that it has to meet. */
export interface ProbeRow {
  readonly case: string;
  readonly figure: number;
  readonly unit: 'ms' | 's' | '×';
  readonly bar?: { readonly atMost: number } | { readonly atLeast: number };
}

export interface ProbeRows {
  readonly rows: readonly ProbeRow[];
  /** What could not be measured here, and why. */
  readonly notes: readonly string[];
}

/** Of each kind, for each time that `manage.py` is started. */
const scenariosATurn = 4;
const importSeconds = 1;
/** Where a turn takes seconds. */
const fewTurns = 3;
const bars = { sqlite: { ready: 1.5, all: 25 }, postgres: { ready: 2.5, all: 45 } };

/** What probes cost on a tiny project, beside `manage.py` started once for each scenario. */
export async function measureProbes(python: string, runs: number): Promise<ProbeRows> {
  const folder = mkdtempSync(join(tmpdir(), 'synclint-bench-'));
  try {
    const shop = writeShop(join(folder, 'shop'));
    const slow = writeShop(join(folder, 'slow-shop'), importSeconds);
    const rows = [
      ...(await engine(shop, python, 'sqlite', runs)),
      ...latencies(await takeTurns(shop, python, runs)),
      slowImport(await takeTurns(slow, python, fewTurns)),
    ];
    const { rows: more, notes } = await postgres(shop, python);
    return { rows: [...rows, ...more], notes };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function postgres(shop: Shop, python: string): Promise<ProbeRows> {
  try {
    return { rows: await engine(shop, python, 'postgres', fewTurns), notes: [] };
  } catch (error) {
    if (!(error instanceof ProbeError)) throw error;
    return { rows: [], notes: [`PostgreSQL was not measured: ${error.message}`] };
  }
}

async function engine(shop: Shop, python: string, name: Engine, turns: number): Promise<readonly ProbeRow[]> {
  const ready = await timesReady(shop, python, name, turns);
  const { length } = shop.scenarios;
  const world = await openShop(shop, python, name);
  try {
    await play(shop.scenarios.slice(0, world.jobs), world);
    const start = performance.now();
    const before = processorSeconds();
    await play(shop.scenarios, world);
    const seconds = (performance.now() - start) / 1000;
    const after = processorSeconds();
    const own = after.own - before.own;
    const below = after.below === null || before.below === null ? Number.NaN : after.below - before.below;
    const all = `${String(length)} scenarios, ${name}`;
    return [
      { case: `ready, ${name}`, figure: percentile(ready, 50) / 1000, unit: 's', bar: { atMost: bars[name].ready } },
      { case: all, figure: seconds, unit: 's', bar: { atMost: bars[name].all } },
      { case: `${all}: processor, commands and harness`, figure: below, unit: 's' },
      { case: `${all}: processor, this program`, figure: own, unit: 's' },
      {
        case: `${all}: processor of one`,
        figure: ((own + below) / length) * 1000,
        unit: 'ms',
        ...(name === 'sqlite' ? { bar: { atMost: 50 } } : {}),
      },
    ];
  } finally {
    await world.close();
  }
}

/** From nothing to the first run: a Python that is looked for, a simulator, a database, and the project in it. */
async function timesReady(shop: Shop, python: string, name: Engine, turns: number): Promise<readonly number[]> {
  const times: number[] = [];
  for (let turn = 0; turn <= turns; turn += 1) {
    const start = performance.now();
    const world = await openShop(shop, python, name);
    if (turn > 0) times.push(performance.now() - start);
    await world.close();
  }
  return times;
}

interface Times {
  readonly quiet: number[];
  readonly asking: number[];
  readonly spawned: number[];
}

/** Scenarios, one after the other, in turns with `manage.py`: whatever else the machine does slows all of them. */
async function takeTurns(shop: Shop, python: string, turns: number): Promise<Times> {
  const times: Times = { quiet: [], asking: [], spawned: [] };
  const kinds = {
    quiet: shop.scenarios.filter(({ asks }) => !asks),
    asking: shop.scenarios.filter(({ asks }) => asks),
  };
  const manage = (name: string, args: readonly string[]) =>
    timed({ name, command: python, args: ['manage.py', ...args], cwd: shop.root, exitCodes: [0, 1, 2] });
  manage('migrate', ['migrate', '--run-syncdb', '--verbosity=0']);
  const world = await openShop(shop, python, 'sqlite');
  try {
    for (let turn = 0; turn <= turns; turn += 1) {
      const { command, plan } = picked(kinds.quiet, turn);
      const spawned = manage(command.name, [command.name, ...plan.arguments]);
      if (turn > 0) times.spawned.push(spawned);
      for (const kind of ['quiet', 'asking'] as const) {
        for (let count = 0; count < scenariosATurn; count += 1) {
          const start = performance.now();
          await play([picked(kinds[kind], turn * scenariosATurn + count)], world);
          if (turn > 0) times[kind].push(performance.now() - start);
        }
      }
    }
  } finally {
    await world.close();
  }
  return times;
}

/** Scenarios of one command follow each other: steps of seven meet all kinds. */
function picked(scenarios: readonly Scenario[], index: number): Scenario {
  const scenario = scenarios[(index * 7) % scenarios.length];
  if (scenario === undefined) throw new Error('there are no scenarios');
  return scenario;
}

function latencies({ quiet, asking, spawned }: Times): readonly ProbeRow[] {
  return [
    { case: 'scenario without HTTP, p50', figure: percentile(quiet, 50), unit: 'ms', bar: { atMost: 25 } },
    { case: 'scenario without HTTP, p95', figure: percentile(quiet, 95), unit: 'ms' },
    { case: 'scenario with two TLS requests, p50', figure: percentile(asking, 50), unit: 'ms', bar: { atMost: 60 } },
    { case: 'scenario with two TLS requests, p95', figure: percentile(asking, 95), unit: 'ms' },
    { case: '`manage.py` without HTTP, p50', figure: percentile(spawned, 50), unit: 'ms' },
    { case: '`manage.py` / scenario without HTTP', figure: ratio(spawned, quiet), unit: '×', bar: { atLeast: 5 } },
  ];
}

function slowImport({ quiet, spawned }: Times): ProbeRow {
  const name = `the same where the project takes ${String(importSeconds)} s to import`;
  return { case: name, figure: ratio(spawned, quiet), unit: '×', bar: { atLeast: 20 } };
}

function ratio(spawned: readonly number[], own: readonly number[]): number {
  return percentile(spawned, 50) / percentile(own, 50);
}
