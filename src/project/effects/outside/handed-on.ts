import { walkExpression } from '../../../facts/walk.ts';
import type { CallSite, Machine } from '../machine.ts';
import type { Value } from '../values/value.ts';

/** Functions go to code that cannot be followed, which may call them. */
export function handOn(machine: Machine, values: readonly Value[], { at, frame }: CallSite): void {
  const callbacks = values.filter((value) => calledWith(value).length > 0);
  const [name] = callbacks.flatMap(calledWith);
  if (callbacks.length > 0) machine.unresolved({ at, frame, ...(name !== undefined && { name }) }, callbacks);
}

/** The names of what is called when somebody calls it. */
export function calledWith(value: Value): readonly (string | undefined)[] {
  switch (value.kind) {
    case 'choice':
      return value.of.flatMap(calledWith);
    case 'entity':
      return value.entity.kind === 'module' ? [] : [value.entity.definition.name];
    case 'method':
      return value.receiver.kind === 'unknown' ? [value.name] : [];
    case 'function': {
      const { definition } = value;
      if (definition.kind === 'function') return [definition.name];
      return [...walkExpression(definition.body)].flatMap((part) => {
        if (part.kind !== 'call') return [];
        const { callee } = part;
        if (callee.kind !== 'name') return [callee.kind === 'attribute' ? callee.name : undefined];
        // Who knows what a local name stands for when the time has come?
        return [value.around?.cell.values.has(callee.id) === true ? undefined : callee.id];
      });
    }
    default:
      return [];
  }
}
