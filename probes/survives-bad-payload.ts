import { defineProbe, faultTrials, judgeFaults, seen } from '#probe-kit';

/**
 * Lets the API answer JSON that breaks off, and a page of HTML.
 *
 * @remarks
 * Proxies and maintenance pages answer with status 200 and no JSON. Such an answer is no empty list: the command has to say that it cannot read it
 * and end in a non-zero exit code.
 */
export const probe = defineProbe({
  id: 'survives-bad-payload',
  title: 'Answers that cannot be read end the run properly',
  property: 'an answer that cannot be read ends in a message that says so and a non-zero exit code',
  group: 'Faults',
  corroborates: ['failure-exits-zero', 'swallowed-command-error'],
  controls: ['plain'],
  apart: true,
  flaw: 'ungraceful-failure',
  severity: 'error',
  since: '0.1.0',
  observation: seen.failure,

  plan: (command, project) => faultTrials(command, project, { truncated: 'truncated', html: 'html' }),

  judge({ plain: [plain], truncated: [truncated], html: [html] }, command, project) {
    const faulted = [
      { when: 'the JSON of every answer breaks off', ofDatabase: 'the table has lost a column', run: truncated, cause },
      { when: 'every answer is a page of HTML', ofDatabase: 'the table is gone', run: html, cause },
    ];
    return judgeFaults(faulted, plain, command, project);
  },
});

const cause = /json|pars|decod|invalid|unexpected|expect|payload|format|answer|respon|html|read|malformed/i;
