import { hasItems, keysOf, mayHaveMore } from '../values/collections.ts';
import type { Machine } from '../machine.ts';
import type { Value } from '../values/value.ts';

/** Python's truth of a value; undefined where it cannot be told. */
export function truthOf(machine: Machine, value: Value): boolean | undefined {
  switch (value.kind) {
    case 'literal':
      return value.value !== null && value.value !== false && value.value !== 0 && value.value !== '';
    case 'list':
      return hasItems(value);
    case 'dict':
      if (keysOf(value).length > 0) return true;
      return mayHaveMore(value) ? undefined : false;
    case 'entity':
    case 'function':
    case 'super':
      return true;
    case 'method': {
      // Of something unknown, or where a base from outside may have it, an attribute need not be a method.
      const { receiver, name } = value;
      return receiver.kind === 'unknown' || (receiver.kind === 'instance' && name !== 'pk') ? undefined : true;
    }
    case 'instance':
      return machine.definitions.hasTruthOfItsOwn(value.class) ? undefined : true;
    case 'choice': {
      const [first, ...others] = value.of.map((one) => truthOf(machine, one));
      return others.every((other) => other === first) ? first : undefined;
    }
    case 'unknown':
      return value.truth;
    case 'external':
      // An exception that was made.
      return /(Error|Exception)\(\)$/.test(value.path) ? true : undefined;
    case 'query':
      return undefined;
  }
}
