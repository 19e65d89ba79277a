import type { CommandRun } from '../../core/command-run.ts';
import type { HistoryUse } from '../../core/inventory.ts';

/** How a run uses the history, by the records that it creates. */
export function historyUse(run: CommandRun): HistoryUse {
  const created = run.events.filter((event) => event.kind === 'history' && event.action === 'create');
  if (created.length === 0) return run.complete && run.unresolved.length === 0 ? 'no' : 'unknown';
  return created.every(({ inHandler, doubtful }) => inHandler || doubtful) ? 'partial' : 'yes';
}
