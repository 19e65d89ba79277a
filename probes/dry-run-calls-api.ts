import {
  counted,
  defineProbe,
  dryRun,
  endpointOf,
  evidence,
  inconclusive,
  isReading,
  listed,
  notApplicable,
  plainRun,
  seen,
  trialsOf,
  troubleOf,
  verdictOf,
  withoutRequests,
  type RunRecord,
} from '#probe-kit';

/**
 * Compares the requests of a dry run with those of a real one.
 *
 * @remarks
 * A dry run is how somebody finds out whether the credentials are right and the source answers. One that asks nobody says that all is
 * well whatever the state of the source. Requests that only a real run makes may depend on rows that a dry run does not write.
 */
export const probe = defineProbe({
  id: 'dry-run-calls-api',
  title: 'A dry run asks the source',
  property: 'a dry run makes the read requests of a real run',
  group: 'Dry run',
  corroborates: [],
  flaw: 'dry-run-without-source',
  severity: 'error',
  since: '0.1.0',
  observation: seen.nothing,

  plan(command, project) {
    const runs = { dry: dryRun(command, project), plain: plainRun(command, project) };
    return withoutRequests(command, project) ?? trialsOf(runs);
  },

  judge({ dry: [dry], plain: [plain] }) {
    const trouble = troubleOf(plain) ?? troubleOf(dry, 'dry run');
    if (trouble !== undefined) return inconclusive(trouble);
    const wanted = reads(plain);
    if (wanted.size === 0) return notApplicable('the plain run sends no read request');
    const made = reads(dry);
    const missing = [...wanted].filter((endpoint) => !made.has(endpoint));
    if (missing.length === 0) return verdictOf([], 1);
    if (made.size > 0)
      return inconclusive(`only the real run asks ${listed(missing)}: it may be for what it has written`);
    const summary = `a dry run sends no request, a real one asks ${counted(wanted.size, 'endpoint')}: ${listed(missing)}`;
    return verdictOf([evidence(summary, { details: { missing } })], 1);
  },
});

function reads({ requests }: RunRecord): ReadonlySet<string> {
  return new Set(requests.filter(isReading).map((request) => `${request.method} ${endpointOf(request)}`));
}
