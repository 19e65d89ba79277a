import {
  defineProbe,
  differenceOf,
  endingOf,
  evidence,
  inconclusive,
  isSuccess,
  judgeValues,
  plainRun,
  seen,
  servedBy,
  textOf,
  trialsOf,
  troubleOf,
  withoutRecordsServed,
  type Evidence,
} from '#probe-kit';

/**
 * Serves records without their key, with nulls, with values of another type, and every record twice.
 *
 * @remarks
 * One bad record among thousands is no reason for a traceback: it is refused and counted, or the run ends with a message. Records that are served twice
 * must not become two rows. Records that vanish without a word are a warning.
 */
export const probe = defineProbe({
  id: 'handles-invalid-records',
  title: 'Invalid records are refused, not crashed on',
  property: 'invalid records end in no traceback, and the same record twice in one row',
  group: 'Data',
  corroborates: [],
  flaw: 'fragile-processing',
  severity: 'error',
  since: '0.1.0',
  observation: seen.failure,

  plan(command, project) {
    return trialsOf({
      plain: plainRun(command, project),
      keyless: plainRun(command, project, [], { answers: { fault: 'missing-key' } }),
      nulls: plainRun(command, project, [], { answers: { fault: 'null-values' } }),
      types: plainRun(command, project, [], { answers: { fault: 'wrong-types' } }),
      twice: plainRun(command, project, [], { answers: { fault: 'duplicates' } }),
    });
  },

  judge({ plain: [plain], keyless: [keyless], nulls: [nulls], types: [types], twice: [twice] }, _command, project) {
    const trouble = troubleOf(plain);
    if (trouble !== undefined) return inconclusive(trouble);
    const unserved = withoutRecordsServed(plain);
    if (unserved !== undefined) return unserved;
    const once = differenceOf(plain.observation.tables, project).inserted;
    const doubled = differenceOf(twice.observation.tables, project).inserted;
    const found: Evidence[] = [];
    if (isSuccess(twice.exit) && once > 0 && doubled > once) {
      const details = { once, twice: doubled };
      found.push(evidence(`records that are served twice become ${doubled} rows instead of ${once}`, { details }));
    }
    const dropped = differenceOf(keyless.observation.tables, project).inserted === 0 && once > 0;
    if (
      isSuccess(keyless.exit) &&
      dropped &&
      keyless.observation.logs.length === 0 &&
      !told.test(textOf(keyless).replace(none, ''))
    ) {
      const details = { ending: endingOf(keyless.exit), served: servedBy(keyless.requests) };
      found.push(evidence('records without a key vanish without a word', { details, severity: 'warning' }));
    }
    const runs = [
      ['without their key', keyless],
      ['with nulls', nulls],
      ['with values of another type', types],
      ['that are served twice', twice],
    ] as const;
    return judgeValues(runs, found);
  },
});

/** `0 failed` tells of none. */
const none = /\b0 \w+/g;
const told = /fail|invalid|skip|reject|error|missing|ignor|drop|unchanged|without|refus|warn/i;
