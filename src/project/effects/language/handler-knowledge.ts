import type { Call, Try } from '../../../core/python.ts';
import type { HandlerKnowledge, Machine } from '../machine.ts';
import type { Frame, Value } from '../values/value.ts';
import { onlyCallOf, takesAll } from './side-matters.ts';

/** What is known of a handler and of the body that it watches over. */
export function knownOf(
  machine: Machine,
  statement: Try,
  handler: Try['handlers'][number],
  frame: Frame,
): Omit<HandlerKnowledge, 'dropped'> {
  const reading = machine.definitions.statements.handler(statement, handler, frame.function, frame.module);
  return { ...reading, madeUpFor: reading.madeUpFor || isDead(machine, statement, frame) };
}

/** No exception comes to the handler: what the body calls takes all of them itself. */
function isDead(machine: Machine, { body }: Try, frame: Frame): boolean {
  const call = onlyCallOf(body);
  return call !== undefined && takesAll(calleeOf(machine, call, frame));
}

/** Of `function()` and `self.method()`, without running anything. */
function calleeOf(machine: Machine, { callee }: Call, frame: Frame): Value | undefined {
  if (callee.kind === 'name') {
    const entity = machine.analysis.resolver.expression(callee, frame.module);
    return entity.kind === 'function' ? machine.entity(entity) : undefined;
  }
  const isOwn = callee.kind === 'attribute' && callee.value.kind === 'name' && callee.value.id === 'self';
  if (!isOwn || frame.receiver?.kind !== 'instance') return undefined;
  return machine.attribute(frame.receiver, callee.name, { at: frame.module.locate(callee), frame });
}
