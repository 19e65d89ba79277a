import type { Expression } from '../../core/python.ts';
import type { Hierarchy } from '../classes/hierarchy.ts';
import type { Evaluator } from '../constants/evaluator.ts';
import { isString, type Value } from '../constants/value.ts';
import type { ClassEntity, Entity } from '../entity.ts';
import type { Resolver } from '../imports/resolver.ts';

/** Values of a field's `choices`: literal pairs (groups too), or an enumeration class; undefined where one is unknown. */
export function readChoices(
  choices: Expression,
  owner: ClassEntity,
  resolver: Resolver,
  hierarchy: Hierarchy,
  evaluator: Evaluator,
): readonly string[] | undefined {
  const source = choices.kind === 'attribute' && choices.name === 'choices' ? choices.value : choices;
  const enumeration = nameInClass(source, owner, resolver);
  if (enumeration.kind === 'class' && hierarchy.derivesFrom(enumeration, isTextChoices))
    return enumerationValues(enumeration, evaluator);
  // A class of another kind may have an attribute `choices`.
  const entity = nameInClass(choices, owner, resolver);
  // Django copies the choices when it makes the field, so that only the definition counts.
  const value =
    entity.kind === 'value'
      ? evaluator.constant(entity.value, entity.module, entity.owner)
      : evaluator.constant(choices, owner.module, owner);
  return pairs(value);
}

/** Names in a class body are looked up in the class first. */
function nameInClass(expression: Expression, owner: ClassEntity, resolver: Resolver): Entity {
  if (expression.kind === 'attribute')
    return resolver.attribute(nameInClass(expression.value, owner, resolver), expression.name);
  if (expression.kind !== 'name') return { kind: 'unknown', reason: 'computed' };
  return resolver.ofClass(owner, expression.id) ?? resolver.name(expression.id, owner.module);
}

function isTextChoices(name: string): boolean {
  return /^django\.db\.models\.(enums\.)?TextChoices$/.test(name);
}

/** Members of `TextChoices` are a value, or a tuple of value and label; one that cannot be read makes all unknown. */
function enumerationValues(entity: ClassEntity, evaluator: Evaluator): readonly string[] | undefined {
  const values: string[] = [];
  for (const [name, bindings] of entity.scope.bindings) {
    const [binding, ...others] = bindings;
    // Members start with a letter; `__new__` may make anything of them.
    if (name === '__new__' || name === '_missing_') return undefined;
    if (name.startsWith('_') || bindings.every(({ kind }) => kind === 'function')) continue;
    if (binding?.kind !== 'value' || others.length > 0) return undefined;
    const value = memberValue(evaluator.constant(binding.value, entity.module, entity));
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

/** Pairs of value and label, where a list or dict in place of the label makes a group of it. */
function pairs(value: Value): readonly string[] | undefined {
  const items = value.kind === 'dict' ? value.entries : value.kind === 'list' ? value.items.map(ofPair) : ([] as const);
  const values: string[] = [];
  for (const [key, label] of items) {
    const isGroup = label?.kind === 'list' || label?.kind === 'dict';
    const known = isGroup ? pairs(label) : key !== undefined && isString(key) ? [key.value] : undefined;
    if (known === undefined) return undefined;
    values.push(...known);
  }
  return values.length > 0 ? values : undefined;
}

function ofPair(item: Value): readonly (Value | undefined)[] {
  return item.kind === 'list' ? item.items : [];
}
