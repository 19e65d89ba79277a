import type { CommandRun, UnresolvedCall } from '../../core/command-run.ts';
import type { HistoryUse } from '../../core/inventory.ts';

/** How a run uses the history, by the records that it creates. */
export function historyUse(run: CommandRun, mayReach: (call: UnresolvedCall) => boolean): HistoryUse {
  const created = run.events.filter((event) => event.kind === 'history' && event.action === 'create');
  if (created.length === 0) return run.complete && !run.unresolved.some(mayReach) ? 'no' : 'unknown';
  const isPartial =
    created.every(({ inHandler, doubtful }) => inHandler || doubtful) ||
    run.events.some(({ kind }) => kind === 'unrecorded-work');
  return isPartial ? 'partial' : 'yes';
}
