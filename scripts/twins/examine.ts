import type { ProbeRun } from '../../src/core/probe-run.ts';
import type { ProbeSettings } from '../../src/probing/open-world.ts';
import { planProbes } from '../../src/probing/plan.ts';
import {
  planCommandProbes,
  probeCommands,
  type PlannedProbes,
  type ProbeRequest,
} from '../../src/pipeline/probes/probe-commands.ts';
import { fixtureRequest } from '../../src/testing/fixture.ts';

/** One probe on one command. */
export interface Pair {
  readonly command: string;
  readonly probe: string;
}

export type Settings = Partial<ProbeSettings>;

/** Runs just these probes on these commands of a project. */
export async function examine(folder: string, pairs: readonly Pair[], settings: Settings): Promise<ProbeRun> {
  const commands = [...new Set(pairs.map(({ command }) => command))];
  const probes = [...new Set(pairs.map(({ probe }) => probe))];
  const request: ProbeRequest = {
    check: fixtureRequest(folder, []),
    names: commands,
    only: probes,
    skip: [],
    surroundings: {
      cwd: folder,
      environment: process.env,
      interruption: new AbortController().signal,
      beforeLeaving: () => () => undefined,
      seed: 1,
    },
    settings,
  };
  const planned = await planCommandProbes(request);
  return probeCommands({ ...planned, plan: narrowed(planned, pairs) }, request, () => undefined);
}

function narrowed({ plan, probes, commands, checked }: PlannedProbes, pairs: readonly Pair[]): PlannedProbes['plan'] {
  const unknown = pairs.find(
    ({ command, probe }) => !plan.probes.some((one) => one.command.name === command && one.probe.id === probe),
  );
  if (unknown !== undefined) throw new Error(`there is no ${unknown.probe} of ${unknown.command}`);
  const plans = commands.map((command) => {
    const wanted = probes.filter(({ id }) => pairs.some((pair) => pair.command === command.name && pair.probe === id));
    return planProbes(wanted, [command], checked.project, () => undefined);
  });
  return { probes: plans.flatMap((one) => one.probes), trials: plans.flatMap((one) => one.trials) };
}
