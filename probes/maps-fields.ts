import { defineProbe, inconclusive, seen } from '#probe-kit';

/**
 * Serves a value of its own in each field and looks in which column it arrives.
 *
 * @remarks
 * Two columns that were swapped are seen by nobody until somebody calls a customer by the name of the street. Which field belongs into which column
 * only the project can say: without such a table in its configuration there is nothing to compare with.
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

  plan: () => ({ notApplicable: 'no table of fields and columns is configured' }),

  judge: () => inconclusive('no table of fields and columns is configured'),
});
