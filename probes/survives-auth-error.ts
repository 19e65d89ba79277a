import { defineProbe, faultTrials, judgeFaults, seen } from '#probe-kit';

/**
 * Lets the API refuse the credentials: 401, and 403.
 *
 * @remarks
 * Credentials expire at night. The command has to end with a message that names them and a non-zero exit code, without a traceback, without
 * trying for ever, and without leaving half of the records behind as if the sync had gone well.
 */
export const probe = defineProbe({
  id: 'survives-auth-error',
  title: 'Refused credentials end the run properly',
  property: 'refused credentials end in a message that names them and a non-zero exit code',
  group: 'Faults',
  corroborates: ['failure-exits-zero', 'swallowed-command-error'],
  controls: ['plain'],
  apart: true,
  flaw: 'ungraceful-failure',
  severity: 'error',
  since: '0.1.0',
  observation: seen.failure,

  plan: (command, project) => faultTrials(command, project, { unauthorized: 'unauthorized', forbidden: 'forbidden' }),

  judge({ plain: [plain], unauthorized: [unauthorized], forbidden: [forbidden] }, command, project) {
    const faulted = [
      {
        when: 'every request is answered by 401',
        ofDatabase: 'the database refuses the credentials',
        run: unauthorized,
        cause,
      },
      {
        when: 'every request is answered by 403',
        ofDatabase: 'the database refuses to show the table',
        run: forbidden,
        cause,
      },
    ];
    return judgeFaults(faulted, plain, command, project);
  },
});

const cause = /401|403|unauthori[sz]ed|forbidden|auth|credential|token|api.?key|permission|denied|refused|log.?in/i;
