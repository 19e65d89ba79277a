import type { Span } from '../../../core/location.ts';
import type { Expression, Try } from '../../../core/python.ts';
import { expressionsOf, walkExpression, walkStatements } from '../../../facts/walk.ts';
import type { PlainEvent } from '../events.ts';
import type { Cell, Changes, Frame } from '../values/value.ts';

/** Nobody can tell afterwards that it has happened. */
export function isTraceless({ kind }: PlainEvent): boolean {
  return kind === 'output' || kind === 'option-read' || kind === 'option-use' || kind === 'handler';
}

/**
 * Behind the `try` nothing depends on how it ended: no state outlives it but names of the function, and these stand nowhere
 * else in it.
 *
 * `path`: what is known of the path under way.
 */
export function leavesNoTrace(statement: Try, ends: readonly Changes[], frame: Frame, path: Cell): boolean {
  const names = new Set<string>();
  for (const changes of ends) {
    for (const [cell, keys] of changes) {
      if (cell === path) continue;
      if (cell !== frame.cell) return false;
      for (const name of keys.keys()) names.add(name);
    }
  }
  return [...elsewhere(statement, frame)].every((part) => part.kind !== 'name' || !names.has(part.id));
}

/** The expressions of the function around a statement that are not in it. */
function* elsewhere(statement: Span, { function: definition }: Frame): Generator<Expression> {
  if (definition?.kind !== 'function') return;
  for (const other of walkStatements(definition.body, (one) => one !== statement)) {
    if (other !== statement) for (const expression of expressionsOf(other)) yield* walkExpression(expression);
  }
}
