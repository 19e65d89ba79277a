import { defineProbe, faultTrials, judgeFaults, seen } from '#probe-kit';

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

  plan: (command, project) => faultTrials(command, project, { always: 'unavailable', twice: 'unavailable-twice' }),

  judge({ plain: [plain], always: [always], twice: [twice] }, _command, project) {
    const faulted = [
      { when: 'every request is answered by 500', run: always, cause },
      { when: 'the first two requests are answered by 500', run: twice, cause, passes: true },
    ];
    return judgeFaults(faulted, plain, project);
  },
});

const cause = /\b5\d\d\b|server|unavailable|http|status|gateway|internal/i;
