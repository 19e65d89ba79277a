import { defineRule, eachPlace, type ProjectModel } from '#rule-kit';

/**
 * A date or a model instance that is stored as it is in a JSON field of the sync history.
 *
 * @remarks
 * `json` knows neither: saving the record raises `TypeError`, often only on the path with `--start-date` that nobody tested,
 * and the sync runs without a record or not at all.
 *
 * Looked at are fields of the type `JSONField` without an `encoder`; values within lists and dicts count, and those that
 * are computed from an option.
 *
 * Store `value.isoformat()` or the primary key, or give the field Django's `DjangoJSONEncoder`, which knows dates.
 *
 * @see {@link https://docs.djangoproject.com/en/stable/ref/models/fields/#django.db.models.JSONField}
 */
export const rule = defineRule({
  id: 'unserialisable-configuration',
  title: 'Value that JSON does not know',
  scope: 'project',
  severity: 'error',
  confidence: 'certain',
  default: 'preset',
  since: '0.1.0',
  messages: {
    unserialisable: '`{field}` of the sync history is JSON and gets {value}',
  },

  *check(project) {
    const fields = jsonFields(project);
    if (fields.length === 0) return;
    for (const field of fields) {
      const found = eachPlace(project, project.commands(), 'real', (event) =>
        event.kind === 'history' && event.action !== 'look-up' && event.unserialisable.has(field) ? event : undefined,
      );
      for (const { event, command, flow } of found) {
        const data = { field, value: described(event.unserialisable.get(field) ?? '') };
        yield { messageId: 'unserialisable', data, at: event.at, subject: command.module, flow };
      }
    }
  },
});

function jsonFields(project: ProjectModel): readonly string[] {
  return project
    .historyFields()
    .filter(({ type, encodes }) => /^django\.(.+\.)?JSONField$/.test(type) && !encodes)
    .map(({ name }) => name);
}

/** `django.utils.timezone.now()` is what the call gives, `Customer` is a class. */
function described(value: string): string {
  const field = /(\w+Field)\(\)$/.exec(value)?.[1];
  if (field !== undefined) return `the value of a \`${field}\``;
  return value.endsWith(')') ? `the result of \`${value}\`` : `an instance of \`${value}\``;
}
