import { byName, defineRule, type CommandRun, type HistoryEvent } from '#rule-kit';

/**
 * A delta sync that looks for the last success under another type than its own records have.
 *
 * @remarks
 * Such a look-up finds nothing, or the runs of another sync: every delta is a full sync, or it starts at a point in time at
 * which something else was copied and loses what changed before.
 *
 * Types are compared where all of them are constants in the run of the command: those of the records that it makes, and
 * those that it looks for among the successes. It fires when the two have nothing in common.
 *
 * Use one attribute of the engine, such as `self.sync_type`, for both.
 */
export const rule = defineRule({
  id: 'mismatched-sync-type',
  title: 'Delta that looks for another type',
  scope: 'project',
  severity: 'error',
  confidence: 'likely',
  default: 'preset',
  since: '0.1.0',
  messages: {
    mismatched: "`{command}` looks for the last sync of type '{found}', but its records are of type '{written}'",
  },

  *check(project) {
    const places = new Set<string>();
    for (const command of byName(project.commands())) {
      const run = project.run(command, 'real');
      if (run === undefined || !run.complete) continue;
      const events = run.events.flatMap((event) => (event.kind === 'history' ? [event] : []));
      const written = types(events.filter(({ action }) => action === 'create'));
      const lookUps = events.filter(isDelta);
      const found = types(lookUps);
      if (written === undefined || found === undefined || found.some((type) => written.includes(type))) continue;
      for (const event of lookUps) {
        const key = `${event.at.file}:${event.at.region.startLine}:${event.at.region.startColumn}`;
        if (places.has(key)) continue;
        places.add(key);
        const data = {
          command: command.name,
          found: event.fields.get('sync_type') ?? '',
          written: written.join("', '"),
        };
        const related = events
          .filter(({ action }) => action === 'create')
          .map(({ at }) => ({ ...at, message: 'makes the record' }));
        const flow = [...event.chain, { ...event.at, message: 'looks for the last sync' }];
        yield { messageId: 'mismatched', data, at: event.at, subject: command.module, related, flow };
      }
    }
  },
});

type PlacedHistory = Extract<CommandRun['events'][number], HistoryEvent>;

function isDelta({ action, fields }: PlacedHistory): boolean {
  return action === 'look-up' && fields.get('status') === 'success';
}

/** Undefined where there are none, or one is not constant. */
function types(events: readonly PlacedHistory[]): readonly string[] | undefined {
  const all = events.map(({ fields }) => fields.get('sync_type'));
  const known = [...new Set(all)].filter((type) => type !== undefined);
  return known.length === 0 || all.includes(undefined) ? undefined : known.sort();
}
