import {
  defineProbe,
  endingOf,
  evidence,
  inconclusive,
  plainRun,
  seen,
  stackOf,
  syncCommandOf,
  trialsOf,
  verdictOf,
} from '#probe-kit';

/**
 * Runs the command and looks whether it comes to an end, and by itself.
 *
 * @remarks
 * A sync that waits for ever, prints without end or starts processes without end blocks the schedule and the machine. One that ends its process by `os._exit` skips what has to be
 * finished: transactions, records, output. Commands that belong to no configured system may be meant to run until somebody stops them.
 */
export const probe = defineProbe({
  id: 'ends-by-itself',
  title: 'The run comes to an end',
  property: 'a run ends by itself, without flooding its surroundings',
  group: 'Faults',
  corroborates: [],
  flaw: 'runaway-command',
  severity: 'error',
  since: '0.1.0',
  observation: seen.nothing,

  plan: (command, project) => trialsOf({ plain: plainRun(command, project) }),

  judge({ plain: [{ exit, stdout, stderr, requests }] }, command, project) {
    if (exit.kind !== 'killed') return verdictOf([], 1);
    if (exit.why === 'interruption') return inconclusive(endingOf(exit));
    if (exit.why === 'deadline' && syncCommandOf(command, project) === undefined)
      return inconclusive('it did not end in time, and may be meant to run until it is stopped');
    const details = { ending: endingOf(exit), bytes: stdout.bytes + stderr.bytes, requests: requests.length };
    return verdictOf([evidence(endingOf(exit), { stack: stackOf(exit), details })], 1);
  },
});
