import { altered } from '../../../core/altered.ts';
import type { Expression } from '../../../core/python.ts';
import type { Ancestor } from '../../classes/hierarchy.ts';
import type { ClassEntity, Entity } from '../../entity.ts';
import { moduleFrame } from './frames.ts';
import type { CallSite, Machine } from '../machine.ts';
import { isMoment } from '../values/moments.ts';
import { functionOf } from '../values/functions.ts';
import { join } from '../values/joining.ts';
import {
  Cell,
  external,
  literal,
  noArguments,
  textOf,
  unknown,
  unknownValue,
  valuesOf,
  type Arguments,
  type Frame,
  type InstanceValue,
  type Value,
} from '../values/value.ts';

/** `Class(…)`: runs `__init__`, or fills the fields of a dataclass or a model. */
export function makeInstance(machine: Machine, entity: ClassEntity, args: Arguments, site: CallSite): Value {
  const instance: InstanceValue = { kind: 'instance', class: entity, cell: new Cell() };
  machine.emit({ kind: 'creation', class: entity.symbol }, site);
  const found = machine.definitions.member(entity, '__init__');
  if (found.kind === 'found' && found.entity.kind === 'function') {
    machine.invoke(functionOf(found.entity, found.owner, instance), args, site);
    return instance;
  }
  if (found.kind === 'unknown') {
    machine.leak(valuesOf(args));
    instance.cell.open = true;
  }
  const fields = fieldsOf(machine, entity);
  args.positional.forEach((value, index) => {
    const name = fields[index]?.name;
    if (name !== undefined) machine.store.set(instance.cell, name, value);
  });
  for (const [name, value] of args.keywords) machine.store.set(instance.cell, name, value);
  for (const { name, value, owner } of fields) {
    if (value === undefined || instance.cell.values.get(name) !== undefined) continue;
    const made = defaultOf(machine, value, moduleFrame({ module: owner.module, owner }), site);
    if (made !== undefined) machine.store.set(instance.cell, name, made);
  }
  return instance;
}

interface Field {
  readonly name: string;
  readonly value?: Expression;
  readonly owner: ClassEntity;
}

/** `0`, `field(default=0)`, `field(default_factory=list)`; undefined: made in a way that is not known. */
function defaultOf(machine: Machine, value: Expression, frame: Frame, site: CallSite): Value | undefined {
  if (value.kind !== 'call') return machine.evaluate(value, frame);
  if (!/^(field|ib|attrib)$/.test(nameOf(value))) return undefined;
  const given = (name: string): Expression | undefined =>
    value.keywords.find((keyword) => keyword.name === name)?.value;
  const factory = given('default_factory') ?? given('factory');
  if (factory !== undefined) return machine.call(machine.evaluate(factory, frame), noArguments, site);
  const constant = given('default');
  return constant && machine.evaluate(constant, frame);
}

/** The annotated names of a dataclass or named tuple, bases first. */
function fieldsOf({ analysis }: Machine, entity: ClassEntity): readonly Field[] {
  const order = analysis.hierarchy.order(entity);
  const isData = order.some(
    (ancestor) =>
      (ancestor.kind === 'external' && /NamedTuple$/.test(ancestor.name)) ||
      (ancestor.kind === 'class' &&
        ancestor.class.definition.decorators.some((decorator) =>
          /dataclass|define|frozen|attrs/.test(nameOf(decorator)),
        )),
  );
  if (!isData) return [];
  return order.toReversed().flatMap((ancestor): readonly Field[] => {
    if (ancestor.kind !== 'class') return [];
    return ancestor.class.definition.body.flatMap((statement): readonly Field[] => {
      const [target] = statement.kind === 'assign' ? statement.targets : [];
      if (statement.kind !== 'assign' || statement.annotation === undefined || target?.kind !== 'name') return [];
      const { value } = statement;
      return [{ name: target.id, owner: ancestor.class, ...(value && { value }) }];
    });
  });
}

function nameOf(expression: Expression): string {
  if (expression.kind === 'call') return nameOf(expression.callee);
  return expression.kind === 'name' ? expression.id : expression.kind === 'attribute' ? expression.name : '';
}

/** `object.name` */
export function attributeOf(machine: Machine, instance: InstanceValue, name: string, site: CallSite): Value {
  // Where it goes, somebody may look the record up.
  if ((name === 'pk' || name === 'id') && machine.models.isHistory(instance.class))
    return { kind: 'method', receiver: instance, name: 'pk' };
  const own = instance.cell.values.get(name);
  if (own !== undefined) return own;
  if (name === '__class__') return { kind: 'entity', entity: instance.class };
  const found = machine.definitions.member(instance.class, name);
  switch (found.kind) {
    case 'found':
      return bound(machine, found.entity, found.owner, instance, site);
    case 'external':
      return /(stdout|stderr|style)$/.test(name) && /Command$/.test(found.name)
        ? external(`command.${name}`)
        : { kind: 'method', receiver: instance, name };
    case 'unknown':
      return unknown(holdsDry(instance.cell));
    case 'absent':
      return instance.cell.open || hasDynamicAttributes(machine, instance.class)
        ? unknown(holdsDry(instance.cell))
        : unknownValue;
  }
}

/** `Class.name` */
export function attributeOfClass(machine: Machine, entity: ClassEntity, name: string, site: CallSite): Value {
  const receiver: Value = { kind: 'entity', entity };
  const found = machine.definitions.member(entity, name);
  if (found.kind === 'found') return bound(machine, found.entity, found.owner, receiver, site);
  if (name === '__name__' || name === '__qualname__') return literal(entity.definition.name);
  return found.kind === 'external' ? { kind: 'method', receiver, name } : unknownValue;
}

/** `super().name` */
export function attributeOfSuper(
  machine: Machine,
  receiver: Value,
  after: ClassEntity,
  name: string,
  site: CallSite,
): Value {
  const entity = classOf(receiver);
  if (entity === undefined) return unknownValue;
  const order = machine.analysis.hierarchy.order(entity);
  const index = order.findIndex((ancestor: Ancestor) => ancestor.kind === 'class' && ancestor.class === after);
  const found = machine.definitions.member(entity, name, index + 1);
  if (found.kind === 'found') return bound(machine, found.entity, found.owner, receiver, site);
  return found.kind === 'external' ? { kind: 'method', receiver, name } : unknownValue;
}

export function classOf(value: Value): ClassEntity | undefined {
  if (value.kind === 'instance') return value.class;
  if (value.kind === 'query') return value.class;
  return value.kind === 'entity' && value.entity.kind === 'class' ? value.entity : undefined;
}

/** A member of a class, seen through an object or the class itself. */
export function bound(machine: Machine, member: Entity, owner: ClassEntity, receiver: Value, site: CallSite): Value {
  if (member.kind !== 'function') return constantOf(machine, member, owner, receiver);
  const { isStatic, isOfClass, isProperty } = machine.definitions.decorators(member.definition, member.module);
  if (isStatic) return functionOf(member, owner);
  if (isOfClass) {
    const entity = classOf(receiver);
    return functionOf(member, owner, entity && { kind: 'entity', entity });
  }
  if (receiver.kind === 'entity') return functionOf(member, owner);
  const method = functionOf(member, owner, receiver);
  if (!isProperty) return method;
  const ofModel = machine.models.isModel(owner) && { ofRecord: true as const };
  return machine.invoke(altered(method, { bare: true as const, ...ofModel }), noArguments, site);
}

/** Something that the class body assigns: a constant, a field, a manager, a member of an enumeration. */
function constantOf(machine: Machine, member: Entity, owner: ClassEntity, receiver: Value): Value {
  const { hierarchy } = machine.analysis;
  const value = machine.entity(member);
  const isEnumeration = hierarchy.derivesFrom(owner, (base) => /(^|\.)(\w*Choices|\w*Enum)$/.test(base));
  if (isEnumeration && value.kind === 'list') return value.cell.values.get('0') ?? unknownValue;
  if (isEnumeration || !machine.models.isModel(owner)) return value;
  const entity = classOf(receiver);
  if (entity === undefined) return unknownValue;
  if (receiver.kind === 'entity') return managerOf(machine, value, entity) ?? value;
  // The field of a record is no field object.
  if (value.kind === 'external' && /(ManyToMany|Generic)\w*\(\)$/.test(value.path)) return external('django.related');
  if (value.kind === 'external' && isMoment(value.path)) return { ...unknownValue, made: value.path };
  return value.kind === 'external' || value.kind === 'instance' ? unknownValue : value;
}

function managerOf(machine: Machine, value: Value, model: ClassEntity): Value | undefined {
  if (value.kind === 'instance') {
    const isManager = machine.analysis.hierarchy.derivesFrom(value.class, (base) => /(Manager|QuerySet)\b/.test(base));
    return isManager ? { kind: 'query', model, class: value.class, filters: new Map() } : undefined;
  }
  if (value.kind === 'query') return { ...value, model };
  return value.kind === 'external' && /Manager\b/.test(value.path)
    ? { kind: 'query', model, filters: new Map() }
    : undefined;
}

function hasDynamicAttributes({ analysis }: Machine, entity: ClassEntity): boolean {
  return analysis.hierarchy
    .order(entity)
    .some((ancestor) => ancestor.kind === 'class' && ancestor.class.scope.bindings.has('__getattr__'));
}

/** Something that is known only in a dry run was put into it. */
function holdsDry(cell: Cell): boolean {
  return [...cell.values.values()].some(
    (value) => value !== undefined && (value.kind === 'literal' || value.kind === 'unknown') && value.dry,
  );
}

/** `setattr(object, "name", value)` */
export function setAttribute(machine: Machine, receiver: Value, name: Value | undefined, value: Value): void {
  const text = textOf(name);
  if (receiver.kind === 'instance' && text !== undefined) machine.store.set(receiver.cell, text, value);
  else if (receiver.kind === 'instance') {
    receiver.cell.open = true;
    machine.records.escape([receiver], false);
  } else machine.leak([value]);
}

/** `getattr(object, "name", default)` */
export function getAttribute(
  machine: Machine,
  receiver: Value,
  name: Value | undefined,
  fallback: Value | undefined,
  site: CallSite,
): Value {
  const text = textOf(name);
  if (text === undefined) return unknown(receiver.kind === 'instance' && holdsDry(receiver.cell));
  if (receiver.kind === 'instance' && fallback !== undefined) {
    const absent =
      receiver.cell.values.get(text) === undefined &&
      !receiver.cell.open &&
      machine.definitions.member(receiver.class, text).kind === 'absent';
    if (absent) return fallback;
  }
  const value = machine.attribute(receiver, text, site);
  return fallback === undefined || value.kind !== 'unknown' ? value : join([value, fallback]);
}
