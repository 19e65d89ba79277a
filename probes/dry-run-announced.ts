import {
  defineProbe,
  dryRun,
  evidence,
  inconclusive,
  outsideEffects,
  plainRun,
  seen,
  textOf,
  trialsOf,
  troubleOf,
  verdictOf,
  writesOf,
  type RunRecord,
} from '#probe-kit';

/**
 * Reads what a dry run prints.
 *
 * @remarks
 * In a log, nobody can tell afterwards whether records were written, unless the output says `DRY RUN`, `would create` or that
 * nothing is written. Both streams count, and what loggers print there. Where there is nothing to do, some have nothing to announce.
 */
export const probe = defineProbe({
  id: 'dry-run-announced',
  title: 'A dry run says that it is one',
  property: 'the output of a dry run says that it is one',
  group: 'Dry run',
  corroborates: ['unannounced-dry-run'],
  controls: ['plain'],
  severity: 'warning',
  since: '0.1.0',
  observation: seen.effects,

  plan: (command, project) => trialsOf({ dry: dryRun(command, project), plain: plainRun(command, project) }),

  judge({ dry: [dry], plain: [plain] }) {
    const text = saidBy(dry);
    if (announcement.test(text)) return verdictOf([], 1);
    const trouble = troubleOf(dry, 'dry run');
    if (trouble !== undefined) return inconclusive(trouble);
    if (!hasWork(dry) && !hasWork(plain))
      return inconclusive('the runs find nothing to do, and so nothing to announce');
    const details = { arguments: dry.plan.arguments, output: text.trim().slice(0, 500) };
    const summary = text.trim() === '' ? 'a dry run prints nothing' : 'no output of a dry run says that it is one';
    return verdictOf([evidence(summary, { details })], 1);
  },
});

/** Without tracebacks: the lines of code in them are no announcement. */
function saidBy(run: RunRecord): string {
  const said = run.exit.kind === 'exception' ? `${run.stdout.text}\n${run.stderr.text}` : textOf(run);
  return said.replace(/^Traceback \(most recent call last\):\n(?:[ \t].*\n)*.*$/gm, '');
}

function hasWork({ observation, requests }: RunRecord<seen.Effects>): boolean {
  if (requests.length > 0 || writesOf(observation).lasting.length > 0) return true;
  return observation.tables.length > 0 || [...outsideEffects(observation, requests)].length > 0;
}

const announcement =
  /dry[-_ ]?run|\bwould (have|be|create|update|delete|write|save|sync|insert|import|copy)|simulat|preview|no changes|nothing (will be|was|is|has been) (written|saved|changed|stored)|not (written|saved|committed)/i;
