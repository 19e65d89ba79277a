import type { PlannedTrial } from '../../../src/core/probe-plan.ts';
import { executeTrials, type ExecutedRun } from '../../../src/probing/execute.ts';
import { loadProbes } from '../../../src/probing/load-probes.ts';
import { openWorld, type OpenedWorld } from '../../../src/probing/open-world.ts';
import type { Scenario, Shop } from './shop.ts';

export type Engine = 'sqlite' | 'postgres';

/** What the probes of dry runs and of new rows look at: effects and contents of all tables. */
const observers = ['dry-run-writes-nothing', 'creates-records'];

/** As `probe commands` opens it, and as many runs at a time. */
export async function openShop({ root, commands }: Shop, python: string, engine: Engine): Promise<OpenedWorld> {
  const probes = (await loadProbes()).filter(({ id }) => observers.includes(id));
  return openWorld({
    ...{ root, cwd: root, environment: process.env, commands, probes, sourceRoots: ['.'], sourceDatabases: [] },
    readsOf: () => [],
    interruption: new AbortController().signal,
    beforeLeaving: () => () => undefined,
    settings: {
      ...{ python, database: engine, allowRemoteDatabase: false, isolate: false, deadline: 30 },
      ...{ environment: {}, allowHosts: [], seams: {} },
    },
    watch: [],
    seed: 1,
  });
}

/** Throws where one did not go as it should: a failure is fast, and would count as a success. */
export async function play(scenarios: readonly Scenario[], world: OpenedWorld): Promise<void> {
  const trials = scenarios.map(({ command, plan }): PlannedTrial => ({ command, trial: { runs: [plan] }, observers }));
  const executed = await executeTrials(trials, world, () => undefined);
  for (const [index, trial] of trials.entries()) {
    const run = executed.get(trial)?.runs[0];
    const scenario = scenarios[index];
    if (run === undefined || scenario === undefined || !isAsExpected(run, scenario)) {
      throw new Error(`${trial.command.name} ${scenario?.plan.arguments.join(' ') ?? ''}: ${JSON.stringify(run)}`);
    }
  }
}

function isAsExpected({ result, requests }: ExecutedRun, { plan, asks }: Scenario): boolean {
  const { exit, trouble } = result;
  const refused = plan.arguments.some((argument) => ['yesterday', 'many', '--quiet'].includes(argument));
  const isExit =
    exit.kind === 'exit' ? exit.code === (refused ? exit.code || -1 : 0) : exit.kind === 'returned' && !refused;
  return isExit && trouble === null && requests.length === (asks ? 2 : 0);
}
