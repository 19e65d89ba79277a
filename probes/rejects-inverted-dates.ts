import { defineProbe, judgeRejections, laterDay, periodFlags, plainRun, seen, someDay, trialsOf } from '#probe-kit';

/**
 * Asks for a period that ends before it starts.
 *
 * @remarks
 * Such a period holds no record, so a command that takes it copies nothing and reports success: whoever has swapped the two
 * dates never learns of it. It has to be refused before anything is written or asked for. A command that says the same to the dates
 * in their order has shown nothing.
 */
export const probe = defineProbe({
  id: 'rejects-inverted-dates',
  title: 'Periods that end before they start are refused',
  property: 'a start after the end is refused before anything is done',
  group: 'Arguments',
  corroborates: ['unvalidated-date'],
  flaw: 'inverted-period-accepted',
  severity: 'error',
  since: '0.1.0',
  observation: seen.effects,

  plan(command, project) {
    const flags = periodFlags(command, project.policy.flags);
    if (flags === undefined)
      return { notApplicable: 'it has no two dates of `flags.required-with`, a start and an end' };
    const typed = (start: string, end: string) => plainRun(command, project, [flags.start, start, flags.end, end]);
    const proper = typed(someDay, laterDay);
    return trialsOf({ plain: plainRun(command, project), proper, inverted: typed(laterDay, someDay) });
  },

  judge({ plain: [plain], proper: [proper], inverted: [run] }, command, project) {
    const { start = '', end = '' } = periodFlags(command, project.policy.flags) ?? {};
    const typed = `${start} ${laterDay} ${end} ${someDay}`;
    return judgeRejections([{ typed, flag: start, run, proper }], plain, 'inverted-period-accepted');
  },
});
