import { defineRule, eachPlace } from '#rule-kit';

/**
 * A path that leaves the record of a run in the sync history as if the sync were still under way.
 *
 * @remarks
 * A record that stays `running` says nothing: nobody can tell a crash from a sync that takes long, locks by status never open
 * again, and delta syncs wait for a success that does not come. A record with a final status but without an `end_time` is
 * not found by a delta sync that starts there.
 *
 * Followed are the record that the run makes and whatever is stored in it until `handle` ends: normally, by an early
 * `return`, or by an exception. An exception may strike at every write, query and request between the record's creation
 * and its end. A handler for everything (`except:`, `except Exception`) around it, in the callers as well, a `finally` or a
 * context manager protects where it stores a final status; a handler for one kind of exception does not. A
 * transaction around the creation takes the record back. A record that goes to code which cannot be followed is not judged.
 *
 * Finish the record in one place that every path comes to: a handler for everything that stores the failure and raises
 * again, or a context manager.
 */
export const rule = defineRule({
  id: 'unfinished-history',
  title: 'Record that stays unfinished',
  scope: 'project',
  severity: 'error',
  confidence: 'likely',
  default: 'preset',
  since: '0.1.0',
  messages: {
    end: '`{command}` ends with its record in the sync history still {status}',
    return: '`{command}` may return early with its record in the sync history still {status}',
    handled: '`{command}` swallows an exception and leaves its record in the sync history {status}',
    exception: 'an exception in `{command}` leaves its record in the sync history {status}: {cause}',
    endless: '`{command}` stores a final status without an `end_time` in the sync history',
  },

  *check(project) {
    const commands = project.commands().filter((command) => {
      const run = project.run(command, 'real');
      return run?.complete === true && !run.unresolved.some((call) => project.mayReachHistory(call));
    });
    const found = eachPlace(project, commands, 'real', (event) =>
      event.kind === 'unfinished-record' ? event : undefined,
    );
    for (const { event, command, flow } of found) {
      const { at, how, leaves } = event;
      const related = leaves === undefined ? [] : [leaves];
      const place = { at, subject: command.module, flow: [...flow, ...related], related };
      const status = event.status === undefined ? 'unfinished' : `'${event.status}'`;
      const data = { command: command.name, status };
      if (event.missing === 'end_time') yield { messageId: 'endless', data: { command: command.name }, ...place };
      else if (how === 'exception' || how === 'raise')
        yield { messageId: 'exception', data: { ...data, cause: leaves?.message ?? 'it raises' }, ...place };
      else yield { messageId: how, data, ...place };
    }
  },
});
