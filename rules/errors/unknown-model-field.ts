import { defineRule } from '#rule-kit';

/**
 * A model is asked for, or given, a field that it does not have.
 *
 * @remarks
 * Django looks names of fields up when the query is built: `Order.objects.filter(stauts='open')` is a `FieldError`, an unknown
 * keyword of a constructor a `TypeError`, and both wait for the day when the line runs.
 *
 * Use the name of a field. Looked at are queries that start at a model's manager, constructors, and `update_fields` of records
 * whose model is certain. A name is unknown only where the model's whole hierarchy is Django's or the project's own and
 * nothing else may bring it: annotations, managers of its own, fields of other packages, the far end of a relation.
 * Attributes of records are not judged, since Python lets everybody set what they like.
 */
export const rule = defineRule({
  id: 'unknown-model-field',
  title: 'Field that the model does not have',
  scope: 'project',
  severity: 'error',
  confidence: 'certain',
  default: 'always',
  since: '0.1.0',
  messages: {
    unknown: '`{model}` has no field `{field}`, which `{taker}` is given',
    property: '`{field}` of `{model}` is no field of the database, and `{taker}` is given it',
  },

  *check(project) {
    for (const { at, field, flaw, model, modelName, taker } of project
      .correctness('unknown-model-field')
      .unknownModelFields()) {
      yield { messageId: flaw, data: { model: modelName, field, taker }, at, subject: model };
    }
  },
});
