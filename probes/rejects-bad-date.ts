import {
  dateFlags,
  defineProbe,
  inSequence,
  judgeRejections,
  plainRun,
  seen,
  someDay,
  trialsOf,
  type Attempt,
} from '#probe-kit';

/**
 * Gives every date flag something that is no date.
 *
 * @remarks
 * `--start-date yesterday` has to end in a message and a non-zero exit code, before anything is written or asked for. Tried
 * are a month that does not exist, a word and an empty text, which some projects take for no date at all: that is a warning.
 * A command that says the same to a date that is one, for want of another flag or for a format of its own, has shown nothing.
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
    if (flags.length === 0) return { notApplicable: 'it has no flag of `flags.dates`' };
    const typed = (flag: string, value: string) => plainRun(command, project, [flag, value]);
    const proper = inSequence(...flags.map((flag) => typed(flag, someDay)));
    const attempts = inSequence(...flags.flatMap((flag) => values.map((value) => typed(flag, value))));
    return trialsOf({ plain: plainRun(command, project), proper, attempts });
  },

  judge({ plain: [plain], proper, attempts }) {
    const tried = attempts.map((run, index): Attempt => {
      const [flag = '', value = ''] = run.plan.arguments.slice(-2);
      const control = proper[Math.floor(index / values.length)] ?? plain;
      const typed = value === '' ? `${flag} ""` : `${flag} ${value}`;
      return { typed, flag, run, mayBeMeant: value === '', proper: control };
    });
    return judgeRejections(tried, plain);
  },
});

const values = ['2024-13-01', 'yesterday', ''];
