import { defineRule, listed, type ProjectModel, type SyncCommand } from '#rule-kit';

/**
 * A sync whose child fails, and that ends in exit code 0 all the same.
 *
 * @remarks
 * Whoever schedules a sync sees its exit code and nothing else. A handler that prints the error of a child and goes on
 * turns a failed night into a green one.
 *
 * Collect the failures, go on with the children that can run, and raise `CommandError` at the end; or let the first
 * failure pass.
 *
 * The run of the command is followed once for each place that calls a child, on the assumption that the calls there raise
 * `CommandError`. It is reported when all that follows ends normally. Nothing is said where a `raise` or `sys.exit`
 * depends on a condition that is not known, such as an option to carry on after errors.
 */
export const rule = defineRule({
  id: 'swallowed-child-failure',
  title: 'Failure of a child that ends in exit code 0',
  scope: 'project',
  severity: 'error',
  confidence: 'likely',
  default: 'preset',
  since: '0.1.0',
  messages: {
    swallowed: '`{command}` ends in exit code 0 after {children} failed: nothing raises behind this handler',
    lost: '`{command}` ends in exit code 0 after {children} failed: nobody asks how it ended',
  },

  *check(project) {
    for (const command of project.syncCommands()) {
      for (const { calls, handler } of swallowing(project, command)) {
        const [call] = calls;
        if (call === undefined) continue;
        const children = listed([...new Set(calls.map((one) => one.command ?? `${one.prefix ?? ''}*`))]);
        const flow = [...call.chain, { ...call.at, message: 'fails here' }];
        const data = { command: command.name, children };
        const common = { subject: command.module, flow, data };
        if (handler === undefined) yield { messageId: 'lost', at: call.at, ...common };
        else yield { messageId: 'swallowed', at: handler, ...common };
      }
    }
  },
});

/** The places of a run whose failure leaves no trace in the exit code, with the handler that takes it. */
function* swallowing(project: ProjectModel, command: SyncCommand) {
  const run = project.run(command, 'real');
  const calls = run === undefined ? [] : project.childrenOf(run).filter(({ by, caught }) => by === 'call' && caught);
  const places = new Map(
    calls.map(({ at }) => [`${at.file}:${String(at.region.startLine)}:${String(at.region.startColumn)}`, at]),
  );
  for (const at of places.values()) {
    const after = project.afterFailure(command, at);
    if (after?.end !== 'success') continue;
    const handler = after.events.find((event) => event.kind === 'handler');
    yield { calls: calls.filter((call) => samePlace(call.at, at)), handler: handler?.at };
  }
}

function samePlace(a: SyncCommand['at'], b: SyncCommand['at']): boolean {
  return (
    a.file === b.file && a.region.startLine === b.region.startLine && a.region.startColumn === b.region.startColumn
  );
}
