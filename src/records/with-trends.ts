import type { ProbeRun } from '../core/probe-run.ts';
import type { HistoryEntry } from '../core/run-history.ts';
import { trendOf } from '../core/trend.ts';
import type { Outcome } from '../core/verdict.ts';
import { letters } from './history-entry.ts';

const outcomeOf = new Map(Object.entries(letters).map(([outcome, letter]) => [letter, outcome as Outcome]));

/** Says of every verdict what became of it since an earlier run. */
export function withTrends(run: ProbeRun, previous: HistoryEntry | undefined): ProbeRun {
  if (previous === undefined) return run;
  const column = new Map(previous.probes.map((probe, index) => [probe, index]));
  const before = (command: string, probe: string): Outcome | undefined => {
    const index = column.get(probe);
    const row = Object.hasOwn(previous.verdicts, command) ? previous.verdicts[command] : undefined;
    return index === undefined ? undefined : outcomeOf.get(row?.[index] ?? '-');
  };
  const commands = run.commands.map(({ command, verdicts }) => ({
    command,
    verdicts: verdicts.map((one) => {
      const trend = trendOf(before(command.name, one.probe), one.verdict.outcome);
      return trend === undefined ? one : { ...one, trend };
    }),
  }));
  return { ...run, commands };
}
