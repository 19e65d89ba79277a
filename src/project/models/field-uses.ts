import type { Call, Expression } from '../../core/python.ts';

/** A name that a call hands to a model. */
export interface FieldUse {
  /** With lookups and relations, as it is written; no sign of an order. */
  readonly path: string;
  /** `lookup`: may follow relations and ends in lookups. `value`: is stored. `column`: is stored by the database alone. */
  readonly use: 'lookup' | 'value' | 'column';
  readonly at: Expression | Call['keywords'][number];
}

interface GivenField extends FieldUse {
  readonly value: Expression;
}

const filtering = /^a?(filter|exclude|get|get_or_create|update_or_create)$/;
const listing =
  /^(values|values_list|only|defer|order_by|distinct|a?latest|a?earliest|dates|datetimes|select_related)$/;

/** Of the method of a query. */
export function* usesOfMethod(name: string, call: Call, isQ: (call: Call) => boolean): Generator<FieldUse> {
  if (filtering.test(name)) {
    const upserts = name.endsWith('_or_create');
    for (const { path, use, at, value } of keywords(call.keywords, 'lookup')) {
      if (upserts && /^(create_)?defaults$/.test(path)) yield* ofDict(value);
      else yield { path, use, at };
    }
    for (const argument of call.args) yield* ofCondition(argument, isQ);
  } else if (/^a?create$/.test(name)) yield* keywords(call.keywords, 'value');
  else if (/^a?update$/.test(name)) yield* keywords(call.keywords, 'column');
  else if (listing.test(name)) yield* texts(name.startsWith('date') ? call.args.slice(0, 1) : call.args);
  else if (/^a?bulk_update$/.test(name)) yield* texts(call.args.slice(1).flatMap(items), 'column');
  for (const keyword of call.keywords)
    if (/^a?bulk_(create|update)$/.test(name) && /^(update_|unique_)?fields$/.test(keyword.name ?? ''))
      yield* texts(items(keyword.value), 'column');
}

/** Of `Model(…)`. */
export function usesOfConstructor(call: Call): Generator<FieldUse> {
  return keywords(call.keywords, 'value');
}

/** Of `record.save(update_fields=[…])`. */
export function* usesOfRecord(name: string, call: Call): Generator<FieldUse> {
  const option = name === 'save' || name === 'asave' ? 'update_fields' : 'fields';
  if (!/^a?(save|refresh_from_db)$/.test(name)) return;
  for (const keyword of call.keywords) if (keyword.name === option) yield* texts(items(keyword.value), 'column');
}

function* keywords(given: Call['keywords'], use: FieldUse['use']): Generator<GivenField> {
  for (const keyword of given) {
    if (keyword.name !== null) yield { path: keyword.name, use, at: keyword, value: keyword.value };
    else yield* ofDict(keyword.value, use);
  }
}

/** A dict that is written in place. */
function* ofDict(dict: Expression, use: FieldUse['use'] = 'value'): Generator<GivenField> {
  if (dict.kind !== 'dict') return;
  for (const { key, value } of dict.entries) if (key?.kind === 'string') yield { path: key.value, use, at: key, value };
}

/** `Q(…)` and what `~`, `|` and `&` make of it. */
function* ofCondition(condition: Expression, isQ: (call: Call) => boolean): Generator<FieldUse> {
  if (condition.kind === 'operation') for (const operand of condition.operands) yield* ofCondition(operand, isQ);
  if (condition.kind !== 'call' || !isQ(condition)) return;
  yield* keywords(
    condition.keywords.filter(({ name }) => !/^_(negated|connector)$/.test(name ?? '')),
    'lookup',
  );
  for (const argument of condition.args) yield* ofCondition(argument, isQ);
}

function* texts(expressions: readonly Expression[], use: FieldUse['use'] = 'lookup'): Generator<FieldUse> {
  for (const at of expressions) {
    if (at.kind === 'string' && /^-?\w+$/.test(at.value)) yield { path: at.value.replace(/^-/, ''), use, at };
  }
}

function items(value: Expression): readonly Expression[] {
  return value.kind === 'sequence' ? value.items : [];
}
