import type { Try } from '../../../core/python.ts';
import { walkStatements } from '../../../facts/walk.ts';
import type { HandlerKnowledge, Machine } from '../machine.ts';
import type { Frame } from '../values/value.ts';
import { isCalledHarmless, isNotification } from './harmless-failures.ts';
import { isMadeUpFor } from './made-up-for.ts';
import { isSideMatter, onlyCallOf, takesAll } from './side-matters.ts';

/** What the text says of a handler and of the body that it watches over. */
export function knownOf(
  machine: Machine,
  statement: Try,
  handler: Try['handlers'][number],
  frame: Frame,
): Omit<HandlerKnowledge, 'dropped'> {
  return {
    madeUpFor:
      isMadeUpFor(statement, handler, frame.function) ||
      isCalledHarmless(handler, frame.module) ||
      isSideMatter(statement, handler, frame.function) ||
      isDead(machine, statement, frame),
    notifies: isNotification(statement.body),
    leaves: [...walkStatements(handler.body)].some(({ kind }) => kind === 'return' || kind === 'raise'),
    tried: frame.module.locate(statement),
  };
}

/** No exception comes to the handler: what the body calls takes all of them itself. */
function isDead(machine: Machine, { body }: Try, frame: Frame): boolean {
  const call = onlyCallOf(body);
  return call !== undefined && isPath(call) && takesAll(machine.evaluate(call.callee, frame));
}

/** Asking what it stands for calls nothing. */
function isPath({ callee }: NonNullable<ReturnType<typeof onlyCallOf>>): boolean {
  return callee.kind === 'name' || (callee.kind === 'attribute' && callee.value.kind === 'name');
}
