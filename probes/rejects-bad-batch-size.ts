import { defineProbe, inSequence, judgeRejections, lacks, plainRun, seen, trialsOf, type Attempt } from '#probe-kit';

/**
 * Gives sizes of batches that make no sense.
 *
 * @remarks
 * Zero ends in a `ValueError` of `range` or in a loop without end, a negative size copies nothing, and a thousand million takes
 * all the memory. Each has to be refused by a message and a non-zero exit code, before anything is written or asked for. Without
 * a configured maximum, the largest is a warning.
 */
export const probe = defineProbe({
  id: 'rejects-bad-batch-size',
  title: 'Batch sizes without sense are refused',
  property: 'a batch size out of bounds is refused before anything is done',
  group: 'Arguments',
  corroborates: ['unbounded-batch-size'],
  severity: 'error',
  since: '0.1.0',
  observation: seen.effects,

  plan(command, project) {
    const attempts = values.map((value) => plainRun(command, project, [`${flag}=${value}`]));
    return lacks(command, flag) ?? trialsOf({ plain: plainRun(command, project), attempts: inSequence(...attempts) });
  },

  judge({ plain: [plain], attempts }, _command, project) {
    const { max } = project.policy.flags.batchSize;
    const tried = attempts.map((run): Attempt => {
      const typed = run.plan.arguments.at(-1) ?? flag;
      return { typed, flag, run, mayBeMeant: typed === `${flag}=${largest}` && max === undefined };
    });
    return judgeRejections(tried, plain);
  },
});

const flag = '--batch-size';
const largest = '1000000000';
const values = ['0', '-1', 'abc', largest];
