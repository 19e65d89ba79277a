import {
  defineProbe,
  evidence,
  inconclusive,
  lacks,
  plainRun,
  seen,
  trialsOf,
  troubleOf,
  verdictOf,
  type RunRecord,
} from '#probe-kit';

/**
 * Compares what is printed and logged with `--debug` and without.
 *
 * @remarks
 * Whoever adds `--debug` looks for what went wrong, and a flag that changes nothing hides that there was nothing to see. Counted
 * are the bytes of both streams and the log records. A run that asks nobody and stores nothing has nothing more to say.
 */
export const probe = defineProbe({
  id: 'debug-says-more',
  title: '`--debug` says more',
  property: 'with `--debug` more is printed or logged than without',
  group: 'Flags',
  corroborates: ['unread-flag'],
  flag: '--debug',
  severity: 'warning',
  since: '0.1.0',
  observation: seen.talk,

  plan(command, project) {
    return (
      lacks(command, '--debug') ??
      trialsOf({ plain: plainRun(command, project), debug: plainRun(command, project, ['--debug']) })
    );
  },

  judge({ plain: [plain], debug: [debug] }) {
    const trouble = troubleOf(plain) ?? troubleOf(debug, 'run with `--debug`');
    if (trouble !== undefined) return inconclusive(trouble);
    const before = volumeOf(plain);
    const after = volumeOf(debug);
    if (after.bytes > before.bytes || after.records > before.records) return verdictOf([], 1);
    if (before.bytes === 0 && before.records === 0 && plain.requests.length === 0) {
      return inconclusive('the run does nothing that could be told');
    }
    const details = { flag: '--debug', bytes: [before.bytes, after.bytes], records: [before.records, after.records] };
    return verdictOf([evidence('`--debug` says no more than the plain run', { details })], 1);
  },
});

function volumeOf({ stdout, stderr, observation }: RunRecord<seen.Talk>) {
  const records = Object.values(observation.logs).reduce((sum, count) => sum + count, 0);
  return { bytes: stdout.bytes + stderr.bytes, records };
}
