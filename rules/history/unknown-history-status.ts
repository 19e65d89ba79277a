import { defineRule } from '#rule-kit';

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
    for (const { value, use, at, beside } of uses) {
      if (allowed.includes(value) || beside.some((status) => allowed.includes(status))) continue;
      yield { messageId: use === 'written' ? 'written' : 'compared', data: { status: value, allowed: known }, at };
    }
  },
});
