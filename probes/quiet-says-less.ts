import {
  defineProbe,
  evidence,
  inconclusive,
  isSuccess,
  lacks,
  notApplicable,
  plainRun,
  seen,
  textOf,
  trialsOf,
  troubleOf,
  verdictOf,
  type RunRecord,
} from '#probe-kit';

/**
 * Compares what is printed with `--quiet` and without, in a run that goes well and in one that fails.
 *
 * @remarks
 * Cron mails whatever a command prints. `--quiet` has to leave the errors only: less than the plain run says when all went well, and
 * still the cause when the API refuses every request.
 */
export const probe = defineProbe({
  id: 'quiet-says-less',
  title: '`--quiet` says less, and still tells of errors',
  property: 'with `--quiet` less is printed than without, errors excepted',
  group: 'Flags',
  corroborates: ['unread-flag'],
  flag: '--quiet',
  flaw: 'quiet-hides-errors',
  severity: 'warning',
  since: '0.1.0',
  observation: seen.talk,

  plan(command, project) {
    const refused = { answers: { fault: 'unauthorized' } } as const;
    return (
      lacks(command, '--quiet') ??
      trialsOf({
        plain: plainRun(command, project),
        quiet: plainRun(command, project, ['--quiet']),
        failing: plainRun(command, project, [], refused),
        'failing quietly': plainRun(command, project, ['--quiet'], refused),
      })
    );
  },

  judge({ plain: [plain], quiet: [quiet], failing: [failing], 'failing quietly': [failingQuietly] }) {
    const details = { flag: '--quiet', bytes: [volumeOf(plain), volumeOf(quiet)] };
    if (!isSuccess(failing.exit) && textOf(failing).trim() !== '' && textOf(failingQuietly).trim() === '') {
      const parts = { details, flaw: 'quiet-hides-errors', severity: 'error' } as const;
      return verdictOf([evidence('with `--quiet` a failing run says nothing', parts)], 1);
    }
    const trouble = troubleOf(plain) ?? troubleOf(quiet, 'run with `--quiet`');
    if (trouble !== undefined) return inconclusive(trouble);
    if (volumeOf(plain) === 0) return notApplicable('the plain run prints nothing');
    const found = volumeOf(quiet) < volumeOf(plain) ? [] : [evidence('`--quiet` says no less', { details })];
    return verdictOf(found, 2);
  },
});

function volumeOf({ stdout, stderr }: RunRecord): number {
  return stdout.bytes + stderr.bytes;
}
