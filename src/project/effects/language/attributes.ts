import { attributeOf, attributeOfClass, attributeOfSuper, bound } from './instances.ts';
import { attributeOfFuture, isFuture } from '../outside/concurrency.ts';
import type { CallSite, Machine } from '../machine.ts';
import { join } from '../values/joining.ts';
import { external, unknown, isDry, withAnswer, type Value } from '../values/value.ts';

/** `value.name` */
export function attributeOfValue(machine: Machine, value: Value, name: string, site: CallSite): Value {
  switch (value.kind) {
    case 'instance':
      return attributeOf(machine, value, name, site);
    case 'entity': {
      const { entity } = value;
      if (entity.kind === 'module') return machine.entity(machine.analysis.resolver.attribute(entity, name));
      if (entity.kind !== 'class') return { kind: 'method', receiver: value, name };
      const found = attributeOfClass(machine, entity, name, site);
      // Django gives every model a manager.
      const isManager = name === 'objects' || name === '_default_manager' || name === '_base_manager';
      const isDefault = found.kind === 'unknown' || found.kind === 'method';
      return isManager && isDefault && machine.models.isModel(entity)
        ? { kind: 'query', model: entity, filters: new Map() }
        : found;
    }
    case 'query': {
      const own = value.class && machine.definitions.member(value.class, name);
      return own?.kind === 'found'
        ? bound(machine, own.entity, own.owner, value, site)
        : { kind: 'method', receiver: value, name };
    }
    case 'super':
      return attributeOfSuper(machine, value.receiver, value.after, name, site);
    case 'external':
      return isFuture(value)
        ? attributeOfFuture(value, name)
        : withAnswer(external(`${value.path}.${name}`, value.dry, value.args), value.answer);
    case 'choice': {
      // `None` has none: whoever goes on has something else.
      const some = value.of.filter((one) => one.kind !== 'literal' || one.value !== null);
      return join(some.map((one) => attributeOfValue(machine, one, name, site)));
    }
    case 'literal':
      if (value.value === null) machine.crash('AttributeError', site);
      return { kind: 'method', receiver: value, name };
    case 'list':
    case 'dict':
    case 'function':
      return { kind: 'method', receiver: value, name };
    case 'method':
      return unknown(isDry(value));
    case 'unknown':
      return { kind: 'method', receiver: value, name };
  }
}
