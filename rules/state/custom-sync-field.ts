import { defineRule, nameMatcher, mentionOf } from '#rule-kit';

/**
 * A model field that tracks when or how a record was synchronised.
 *
 * @remarks
 * The history model is the only record of a sync. A second clock on the rows themselves drifts from it: a run that
 * fails half-way leaves some rows stamped, the next delta starts at the wrong time, and nobody can tell which of the two
 * is right.
 *
 * Drop the field and derive the time from the last successful history record. Audit columns (`sync_created_at`,
 * `sync_updated_at`) and columns of the source (`last_update`, `lastmodifieddate`) are no tracking. Which names count is
 * configuration: `state.fields`; models that may have such fields are listed in `state.allow`.
 */
export const rule = defineRule({
  id: 'custom-sync-field',
  title: 'Model field that tracks sync state',
  scope: 'project',
  severity: 'error',
  confidence: 'likely',
  default: 'preset',
  since: '0.1.0',
  messages: {
    tracks: '`{model}.{field}` tracks sync state outside the sync history',
  },

  *check(project) {
    const { fields, allow } = project.policy.state;
    const tracks = nameMatcher(fields);
    const isAllowed = nameMatcher(allow);
    for (const model of project.models(mentionOf(fields))) {
      if (project.isHistoryModel(model.symbol) || isAllowed(model.symbol) || isAllowed(model.name)) continue;
      for (const field of model.fields) {
        if (!tracks(field.name)) continue;
        yield {
          messageId: 'tracks',
          data: { model: model.name, field: field.name },
          at: field.at,
          subject: model.symbol,
        };
      }
    }
  },
});
