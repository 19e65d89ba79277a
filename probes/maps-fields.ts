import { defineProbe, fieldsOf, inconclusive, judgeFields, plainRun, seen, trialsOf, troubleOf } from '#probe-kit';

/**
 * Looks in which column the value of each field arrives.
 *
 * @remarks
 * Two columns that were swapped are seen by nobody until somebody calls a customer by the name of the street. Which field belongs into which column
 * only the project can say, in `probe.fields`. A value counts as arrived in whatever notation: dates, numbers, capital letters. One that
 * the code changes on its way, and one that is served in several fields, tells nothing.
 */
export const probe = defineProbe({
  id: 'maps-fields',
  title: 'Fields arrive in the columns that are meant',
  property: 'the value of each field arrives in the column that the configuration names',
  group: 'Data',
  corroborates: [],
  flaw: 'misplaced-field',
  severity: 'error',
  since: '0.1.0',
  observation: seen.stored,

  plan(command, project) {
    if (fieldsOf(command, project) === undefined)
      return { notApplicable: '`probe.fields` does not say which fields it copies into which columns' };
    return trialsOf({ served: plainRun(command, project, [], { answers: { shown: true } }) });
  },

  judge({ served: [run] }, command, project) {
    const trouble = troubleOf(run, 'run');
    if (trouble !== undefined) return inconclusive(trouble);
    return judgeFields(run, fieldsOf(command, project) ?? {});
  },
});
