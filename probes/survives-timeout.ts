import { defineProbe, faultTrials, judgeFaults, seen } from '#probe-kit';

/**
 * Lets the API never answer, and reset connections.
 *
 * @remarks
 * A request without a time limit blocks the schedule until somebody looks. The command has to give up after a while, with a message that says
 * so and a non-zero exit code. Time limits and pauses of the command are shortened while it runs; those that it asked for count.
 */
export const probe = defineProbe({
  id: 'survives-timeout',
  title: 'A silent API ends the run properly',
  property: 'an API that does not answer ends in a message that says so and a non-zero exit code',
  group: 'Faults',
  corroborates: ['failure-exits-zero', 'swallowed-command-error'],
  controls: ['plain'],
  apart: true,
  flaw: 'ungraceful-failure',
  severity: 'error',
  since: '0.1.0',
  observation: seen.failure,

  plan: (command, project) => faultTrials(command, project, { hang: 'hang', reset: 'reset' }),

  judge({ plain: [plain], hang: [hang], reset: [reset] }, command, project) {
    const faulted = [
      { when: 'the API does not answer', ofDatabase: 'the time limit of every query runs out', run: hang, cause },
      { when: 'the API resets its connections', ofDatabase: 'the database resets its connections', run: reset, cause },
    ];
    return judgeFaults(faulted, plain, command, project);
  },
});

const cause = /time.?d?.?out|no answer|answer|respon|reach|connect|network|unavailable|reset|aborted|disconnect/i;
