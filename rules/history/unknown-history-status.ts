import { byName, defineRule, placeOf, type Location, type ProjectModel, type RelatedLocation } from '#rule-kit';

/**
 * A status of the sync history that the model does not know.
 *
 * @remarks
 * Monitoring and delta syncs look records up by status. A record stored as `'completed'` is never found by a look-up of
 * `'success'`, so the next delta starts too early or never ends; Django checks choices in forms only, so the row is
 * stored without complaint.
 *
 * Use one of the model's choices, best through its enumeration. A look-up by `status__in` that also lists a valid status
 * is tolerated, since old rows may still have the other one. The choices are read from the model; `history.statuses` holds
 * for a text field without choices, and choices that cannot be read are not judged.
 *
 * A status that goes through other hands (a parameter, keywords, a dict) is followed in the runs of the commands, and reported
 * where its text stands.
 */
export const rule = defineRule({
  id: 'unknown-history-status',
  title: 'Status that the sync history does not know',
  scope: 'project',
  severity: 'error',
  confidence: 'certain',
  default: 'preset',
  since: '0.1.0',
  messages: {
    written: "status '{status}' is written to the sync history, which knows {allowed}",
    compared: "the sync history is searched for status '{status}', but knows {allowed}",
  },

  *check(project) {
    const { allowed, uses } = project.historyStatuses();
    if (allowed.length === 0) return;
    const known = allowed.map((status) => `'${status}'`).join(', ');
    const places = new Set<string>();
    for (const { value, use, at, beside } of uses) {
      if (allowed.includes(value) || beside.some((status) => allowed.includes(status))) continue;
      places.add(placeOf({ at }));
      yield { messageId: use === 'written' ? 'written' : 'compared', data: { status: value, allowed: known }, at };
    }
    for (const { status, at, related, flow } of handedOn(project)) {
      if (status === '' || allowed.includes(status) || places.has(placeOf({ at }))) continue;
      places.add(placeOf({ at }));
      yield { messageId: 'written', data: { status, allowed: known }, at, related, flow };
    }
  },
});

interface HandedOn {
  readonly status: string;
  /** The literal. */
  readonly at: Location;
  readonly related: readonly RelatedLocation[];
  readonly flow: readonly RelatedLocation[];
}

/** What the runs of commands store, through however many calls it came there. */
function* handedOn(project: ProjectModel): Generator<HandedOn> {
  for (const command of byName(project.commands())) {
    for (const event of project.run(command, 'real')?.events ?? []) {
      if (event.kind !== 'history' || event.doubtful) continue;
      const related = [{ ...event.at, message: 'stores it' }];
      for (const { value, at } of event.statuses)
        yield { status: value, at, related, flow: [...event.chain, ...related] };
    }
  }
}
