import type { Expression } from '../../core/python.ts';
import type { Evaluator } from '../constants/evaluator.ts';
import { iterate, isString, type Value } from '../constants/value.ts';
import type { ClassEntity, Entity } from '../entity.ts';
import type { Resolver } from '../imports/resolver.ts';

/** Values of a field's `choices`: literal pairs (groups too), or an enumeration class; undefined where one is unknown. */
export function readChoices(
  choices: Expression,
  owner: ClassEntity,
  resolver: Resolver,
  evaluator: Evaluator,
): readonly string[] | undefined {
  const source = choices.kind === 'attribute' && choices.name === 'choices' ? choices.value : choices;
  const entity = nameInClass(source, owner, resolver);
  if (entity.kind === 'class') return enumerationValues(entity, evaluator);
  const value = entity.kind === 'value' ? evaluator.entity(entity) : evaluator.constant(choices, owner.module, owner);
  return pairs(value);
}

/** Names in a class body are looked up in the class first. */
function nameInClass(expression: Expression, owner: ClassEntity, resolver: Resolver): Entity {
  if (expression.kind === 'attribute')
    return resolver.attribute(nameInClass(expression.value, owner, resolver), expression.name);
  if (expression.kind !== 'name') return { kind: 'unknown', reason: 'computed' };
  return resolver.ofClass(owner, expression.id) ?? resolver.name(expression.id, owner.module);
}

/** Members of `TextChoices` are a value, or a tuple of value and label. */
function enumerationValues(entity: ClassEntity, evaluator: Evaluator): readonly string[] | undefined {
  const values: string[] = [];
  for (const [name, bindings] of entity.scope.bindings) {
    const last = bindings.at(-1);
    if (name.startsWith('_') || last?.kind !== 'value') continue;
    const value = memberValue(evaluator.constant(last.value, entity.module, entity));
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values.length > 0 ? values : undefined;
}

/** A label is often a call to `gettext_lazy`, which is no matter. */
export function memberValue(value: Value): string | undefined {
  const first = value.kind === 'list' ? value.items[0] : value;
  return first !== undefined && isString(first) ? first.value : undefined;
}

function pairs(value: Value): readonly string[] | undefined {
  const items = value.kind === 'list' || value.kind === 'dict' ? iterate(value) : undefined;
  if (items === undefined) return undefined;
  const values: string[] = [];
  for (const item of items) {
    const [key, label]: readonly (Value | undefined)[] = item.kind === 'list' ? item.items : [item];
    const group = label?.kind === 'list' ? pairs(label) : undefined;
    if (group !== undefined) values.push(...group);
    else if (key !== undefined && isString(key)) values.push(key.value);
    else return undefined;
  }
  return values.length > 0 ? values : undefined;
}
