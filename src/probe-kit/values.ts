import type { RunRecord } from '../core/trial.ts';
import type { Evidence, Verdict } from '../core/verdict.ts';
import { endingOf, needsPostgres, stackOf } from './endings.ts';
import { evidence, inconclusive, verdictOf } from './verdicts.ts';

/**
 * Records that a command can do nothing with end in no traceback: the same records without the fault have not, either.
 *
 * @param runs - what was odd about the records, after `records`, and the run that was served them.
 */
export function judgeValues(
  runs: readonly (readonly [odd: string, run: RunRecord])[],
  otherwise: readonly Evidence[],
): Verdict {
  const crashed = runs.flatMap(([odd, run]) => {
    const { exit, requests } = run;
    if (exit.kind !== 'exception' || needsPostgres(run)) return [];
    const details = { requests: requests.length, ending: endingOf(exit) };
    return [evidence(`records ${odd} end in a traceback: ${endingOf(exit)}`, { stack: stackOf(exit), details })];
  });
  const found = [...otherwise, ...crashed];
  if (found.length > 0) return verdictOf(found, runs.length);
  const blind = runs.find(([, run]) => needsPostgres(run) || run.exit.kind === 'killed');
  if (blind === undefined) return verdictOf([], runs.length);
  const [odd, run] = blind;
  const reason = needsPostgres(run) ? `needs PostgreSQL: ${endingOf(run.exit)}` : endingOf(run.exit);
  return inconclusive(`records ${odd}: ${reason}`);
}
