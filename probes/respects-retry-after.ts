import {
  defineProbe,
  endingOf,
  evidence,
  inconclusive,
  isSuccess,
  notApplicable,
  plainRun,
  retryAfter,
  seen,
  stackOf,
  trialsOf,
  troubleOf,
  verdictOf,
  withoutRequests,
} from '#probe-kit';

/**
 * Answers the first requests by 429 with a `Retry-After`.
 *
 * @remarks
 * An API that is asked again too soon blocks the client for longer, and all others that use its credentials. A command that tries again has to
 * pause for as long as it was told to; one that gives up with a message and a non-zero exit code is right as well.
 */
export const probe = defineProbe({
  id: 'respects-retry-after',
  title: 'Retry-After is respected',
  property: 'after 429 nothing is asked before the time that `Retry-After` names',
  group: 'Faults',
  corroborates: [],
  flaw: 'ignored-retry-after',
  severity: 'error',
  since: '0.1.0',
  observation: seen.failure,

  plan(command, project) {
    return (
      withoutRequests(command, project) ??
      trialsOf({
        plain: plainRun(command, project),
        limited: plainRun(command, project, [], { answers: { fault: 'rate-limited' } }),
      })
    );
  },

  judge({ plain: [plain], limited: [limited] }) {
    const trouble = troubleOf(plain);
    if (trouble !== undefined) return inconclusive(trouble);
    if (plain.requests.length === 0) return notApplicable('the plain run sends no request');
    const { exit, requests, observation } = limited;
    const refused = requests.filter(({ status }) => status === 429).length;
    if (refused === 0) return inconclusive('no request was answered by 429');
    const details = { refused, requests: requests.length, pauses: observation.sleeps.map(({ seconds }) => seconds) };
    if (refused === requests.length && refused === 1) {
      if (!isSuccess(exit)) return verdictOf([], 1);
      return verdictOf([evidence('it ends in exit code 0 after 429, and has copied nothing', { details })], 1);
    }
    if (exit.kind === 'killed') return inconclusive(endingOf(exit));
    const short = observation.sleeps.find(({ seconds }) => seconds < retryAfter);
    const long = observation.sleeps.filter(({ seconds }) => seconds >= retryAfter).length;
    // As many pauses as it was asked for, wherever it makes shorter ones.
    if (long >= Math.min(refused, requests.length - 1)) return verdictOf([], 1);
    const waits = short === undefined ? 'without a pause' : `after ${short.seconds} seconds`;
    const stack = short?.stack ?? observation.connections.at(-1)?.stack ?? stackOf(exit);
    return verdictOf(
      [evidence(`it asks again ${waits}, and not after the ${retryAfter} of \`Retry-After\``, { stack, details })],
      1,
    );
  },
});
