import {
  defineProbe,
  inconclusive,
  judgeValues,
  plainRun,
  seen,
  trialsOf,
  troubleOf,
  withoutRecordsServed,
} from '#probe-kit';

/**
 * Serves texts in characters that nobody expects, and integers that fit into no column.
 *
 * @remarks
 * Customers write emoji, right-to-left marks and worse into their names, and a key of twenty digits comes from a system that counts
 * otherwise. Such values are stored, or refused one by one; a traceback stops the records behind them, too.
 */
export const probe = defineProbe({
  id: 'handles-hostile-payloads',
  title: 'Unexpected values are stored or refused',
  property: 'texts and numbers that nobody expects end in no traceback',
  group: 'Data',
  corroborates: [],
  flaw: 'fragile-processing',
  severity: 'error',
  since: '0.1.0',
  observation: seen.failure,

  plan(command, project) {
    return trialsOf({
      plain: plainRun(command, project),
      unicode: plainRun(command, project, [], { answers: { fault: 'unicode' } }),
      integers: plainRun(command, project, [], { answers: { fault: 'huge-integers' } }),
    });
  },

  judge({ plain: [plain], unicode: [unicode], integers: [integers] }) {
    const trouble = troubleOf(plain);
    if (trouble !== undefined) return inconclusive(trouble);
    const unserved = withoutRecordsServed(plain);
    if (unserved !== undefined) return unserved;
    const runs = [
      ['with unusual characters', unicode],
      ['with huge integers', integers],
    ] as const;
    return judgeValues(runs, []);
  },
});
