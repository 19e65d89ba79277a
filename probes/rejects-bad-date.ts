import {
  dateFlags,
  defineProbe,
  inSequence,
  judgeRejections,
  plainRun,
  seen,
  trialsOf,
  type Attempt,
} from '#probe-kit';

/**
 * Gives every date flag something that is no date.
 *
 * @remarks
 * `--start-date yesterday` has to end in a message and a non-zero exit code, before anything is written or asked for. Tried
 * are a month that does not exist, a word and an empty text, which some projects take for no date at all: that is a warning.
 */
export const probe = defineProbe({
  id: 'rejects-bad-date',
  title: 'Dates that are none are refused',
  property: 'a text that is no date is refused before anything is done',
  group: 'Arguments',
  corroborates: ['unvalidated-date'],
  severity: 'error',
  since: '0.1.0',
  observation: seen.effects,

  plan(command, project) {
    const flags = dateFlags(command, project.policy.flags);
    if (flags.length === 0) return { notApplicable: 'it has no flag for a date' };
    const attempts = flags.flatMap((flag) => values.map((value) => plainRun(command, project, [flag, value])));
    return trialsOf({ plain: plainRun(command, project), attempts: inSequence(...attempts) });
  },

  judge({ plain: [plain], attempts }) {
    const tried = attempts.map((run): Attempt => {
      const [flag = '', value = ''] = run.plan.arguments.slice(-2);
      return { typed: value === '' ? `${flag} ""` : `${flag} ${value}`, flag, run, mayBeMeant: value === '' };
    });
    return judgeRejections(tried, plain);
  },
});

const values = ['2024-13-01', 'yesterday', ''];
