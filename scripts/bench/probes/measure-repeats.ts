import { join } from 'node:path';
import { openPlanned, planCommandProbes, type ProbeRequest } from '../../../src/pipeline/probes/probe-commands.ts';
import { executeTrials, type ExecutedRun } from '../../../src/probing/execute.ts';
import { judge } from '../../../src/probing/judge.ts';
import { fixtureRequest } from '../../../src/testing/fixture.ts';

export interface Repeats {
  readonly repeats: number;
  readonly commands: number;
  readonly runs: Agreement;
  readonly verdicts: Agreement;
}

/** How many came out as most of their kind did. */
export interface Agreement {
  readonly all: number;
  readonly same: number;
  /** Of each kind that did not always come out the same: what most were, and one that was not. */
  readonly differing: readonly { readonly kind: string; readonly usual: string; readonly other: string }[];
}

const sample = join(import.meta.dirname, '../../../fixtures/projects/ingestion');
/** Of each system at least one. */
const names = [
  ...['sync_arrivy_tasks', 'sync_callrail_calls', 'sync_five9_contacts', 'sync_gsheet_leads', 'sync_hubspot_contacts'],
  ...[
    'sync_hubspot_deals',
    'sync_leadconduit_leads',
    'sync_salesrabbit_leads',
    'db_genius_jobs',
    'db_salespro_customers',
  ],
];
/** A dry run, real runs alone and in a row, and an API that fails, for ever and for a while. */
const only = ['dry-run-writes-nothing', 'records-history', 'idempotent', 'survives-server-error'];

/** `duration_seconds` is what the sample itself stores of how long a run took. */
const clockKeys = new Set(['at', 'started', 'ended', 'ended_at', 'duration_seconds']);
const moment = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?/g;
const recentMs = 24 * 60 * 60 * 1000;

/** The same trials of ten commands of the sample over and over: what was observed, but for times, and the verdicts on it. */
export async function measureRepeats(python: string, repeats: number): Promise<Repeats> {
  const request: ProbeRequest = {
    ...{ check: fixtureRequest(sample, []), names, only, skip: [], settings: { python } },
    surroundings: {
      ...{ cwd: sample, environment: process.env, seed: 1 },
      interruption: new AbortController().signal,
      beforeLeaving: () => () => undefined,
    },
  };
  const planned = await planCommandProbes(request);
  if (planned.unmatched.length > 0) throw new Error(`the sample has no ${planned.unmatched.join(', ')}`);
  const runs = new Kinds();
  const verdicts = new Kinds();
  const world = await openPlanned(planned, request, []);
  try {
    for (let repeat = 0; repeat < repeats; repeat += 1) {
      const executed = await executeTrials(planned.plan.trials, world, () => undefined);
      for (const [number, trial] of planned.plan.trials.entries()) {
        for (const [index, run] of (executed.get(trial)?.runs ?? []).entries()) {
          runs.add(`${trial.command.name}, trial ${String(number)}, run ${String(index)}`, lasting(run));
        }
      }
      for (const probe of planned.plan.probes) {
        const { verdict } = judge(probe, executed, planned.checked.project);
        verdicts.add(`${probe.command.name} ${probe.probe.id}`, JSON.stringify(verdict));
      }
    }
  } finally {
    await world.close();
  }
  return { repeats, commands: names.length, runs: runs.agreement(), verdicts: verdicts.agreement() };
}

/** How often each kind came out how. */
class Kinds {
  readonly #counts = new Map<string, Map<string, number>>();

  add(kind: string, outcome: string): void {
    const counts = this.#counts.get(kind) ?? new Map<string, number>();
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    this.#counts.set(kind, counts);
  }

  agreement(): Agreement {
    const ordered = [...this.#counts].map(([kind, counts]) => ({
      kind,
      outcomes: [...counts].sort(([, a], [, b]) => b - a),
    }));
    const numbers = ordered.map(({ outcomes }) => outcomes.map(([, number]) => number));
    return {
      all: numbers.flat().reduce((sum, number) => sum + number, 0),
      same: numbers.reduce((sum, [most = 0]) => sum + most, 0),
      differing: ordered.flatMap(({ kind, outcomes: [usual, other] }) =>
        usual === undefined || other === undefined ? [] : [{ kind, usual: usual[0], other: other[0] }],
      ),
    };
  }
}

/** A run without what is new each time: the clock. */
function lasting({ result, requests }: ExecutedRun): string {
  const { exit, stdout, stderr, observations, reached, trouble } = result;
  const run = { exit, stdout, stderr, observations, reached, trouble, requests };
  return JSON.stringify(run, (key, value: unknown) => {
    if (clockKeys.has(key)) return null;
    return typeof value === 'string' ? value.replace(moment, (text) => (isNow(text) ? 'now' : text)) : value;
  });
}

/** What is served has times as well, which are long past and have to stay as they are. */
function isNow(text: string): boolean {
  return Math.abs(Date.parse(text.replace(' ', 'T').replace(/(?<!Z|[+-]\d\d:?\d\d)$/, 'Z')) - Date.now()) < recentMs;
}
