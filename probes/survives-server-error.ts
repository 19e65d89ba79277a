import { defineProbe, faultTrials, has, judgeFaults, plainRun, seen, trialsOf } from '#probe-kit';

/**
 * Lets the API answer 500 to every request, and to the first two.
 *
 * @remarks
 * A source that is down has to end the run with a message that says so and a non-zero exit code, after a few attempts. One that is back after two errors
 * may be tried again or not: a sync that goes well then, and one that fails properly, are both right.
 */
export const probe = defineProbe({
  id: 'survives-server-error',
  title: 'Errors of the API end the run properly',
  property: 'errors of the API end in a message that says so and a non-zero exit code, or pass',
  group: 'Faults',
  corroborates: ['failure-exits-zero', 'swallowed-command-error'],
  controls: ['plain'],
  apart: true,
  flaw: 'ungraceful-failure',
  severity: 'error',
  since: '0.1.0',
  observation: seen.failure,

  plan(command, project) {
    const plan = faultTrials(command, project, { always: 'unavailable', twice: 'unavailable-twice' });
    if (!('trials' in plan)) return plan;
    // In small steps, so that something is stored before the source fails.
    const steps = has(command, '--batch-size') ? ['--batch-size', '2'] : [];
    const later = trialsOf({ later: plainRun(command, project, steps, { answers: { fault: 'unavailable-later' } }) });
    return 'trials' in later ? { trials: { ...plan.trials, ...later.trials } } : later;
  },

  judge({ plain: [plain], always: [always], twice: [twice], later: [later] }, command, project) {
    const faulted = [
      {
        when: 'every request is answered by 500',
        ofDatabase: 'the database closes the connection at every query',
        run: always,
        cause,
      },
      {
        when: 'the first two requests are answered by 500',
        ofDatabase: 'the database closes the connection at the first two queries',
        run: twice,
        cause,
        passes: true,
      },
      {
        when: 'every request after the first one is answered by 500',
        ofDatabase: 'the database closes the connection after the first query',
        run: later,
        cause,
        passes: true,
        late: true,
      },
    ];
    return judgeFaults(faulted, plain, command, project);
  },
});

const cause = /\b5\d\d\b|server|unavailable|http|status|gateway|internal/i;
