import {
  counted,
  defineProbe,
  endingOf,
  evidence,
  inconclusive,
  isSuccess,
  notApplicable,
  plainRun,
  seen,
  stackOf,
  textOf,
  trialsOf,
  troubleOf,
  verdictOf,
  withoutRequests,
  type RequestRecord,
} from '#probe-kit';

/**
 * Takes the credentials away: settings with such names are empty, environment variables with such names absent.
 *
 * @remarks
 * On a new server a variable is forgotten. The command has to say which one and end in a non-zero exit code, rather than ask the API without
 * credentials or end as if there were nothing to copy. Judged are commands whose requests carry credentials.
 */
export const probe = defineProbe({
  id: 'reports-missing-configuration',
  title: 'Missing credentials are named',
  property: 'missing credentials end in a message that names them and a non-zero exit code',
  group: 'Faults',
  corroborates: ['failure-exits-zero', 'swallowed-command-error'],
  controls: ['plain'],
  apart: true,
  flaw: 'unreported-configuration',
  severity: 'error',
  since: '0.1.0',
  observation: seen.failure,

  plan(command, project) {
    return (
      withoutRequests(command, project) ??
      trialsOf({
        plain: plainRun(command, project),
        bare: plainRun(command, project, [], { withoutCredentials: true }),
      })
    );
  },

  judge({ plain: [plain], bare: [bare] }) {
    const trouble = troubleOf(plain);
    if (trouble !== undefined) return inconclusive(trouble);
    if (!plain.requests.some(carriesCredentials)) return notApplicable('its requests carry no credentials');
    const { exit, requests } = bare;
    if (exit.kind === 'killed') return inconclusive(endingOf(exit));
    const details = { ending: endingOf(exit), requests: requests.length };
    const flaw = 'unreported-configuration';
    if (isSuccess(exit)) {
      const how = requests.length === 0 ? 'it ends in exit code 0' : `it sends ${counted(requests.length, 'request')}`;
      const parts = requests.length === 0 ? { details } : { details, flaw };
      return verdictOf([evidence(`without credentials ${how} and does not say that they are missing`, parts)], 1);
    }
    if (exit.kind === 'exception') {
      const parts = { details, flaw, stack: stackOf(exit), severity: 'warning' } as const;
      return verdictOf([evidence(`without credentials it ends in a traceback: ${endingOf(exit)}`, parts)], 1);
    }
    const isNamed = cause.test(textOf(bare));
    const parts = { details, flaw, severity: 'warning' } as const;
    return verdictOf(isNamed ? [] : [evidence('it does not say which setting is missing', parts)], 1);
  },
});

const cause =
  /config|setting|environ|variable|missing|required|not set|empty|credential|token|\bkey\b|_KEY|secret|password|auth/i;

function carriesCredentials({ headers, url }: RequestRecord): boolean {
  const named = /auth|token|(^|[-_])key|secret|password|cookie/i;
  return Object.keys(headers).some((name) => named.test(name)) || named.test(/\?(.*)/s.exec(url)?.[1] ?? '');
}
