import type { FunctionFact } from '../../core/fact.ts';
import type { Expression } from '../../core/python.ts';
import { walkStatements } from '../../facts/walk.ts';
import type { ClassEntity } from '../entity.ts';

export interface SelfAssignment {
  readonly name: string;
  readonly value: Expression;
  /** The method that assigns. */
  readonly method: FunctionFact;
}

/** What the methods of a class assign to attributes of `self`; the bodies of functions within them are left out. */
export function* selfAssignments({ definition, module }: ClassEntity): Generator<SelfAssignment> {
  for (const method of module.facts.functions) {
    if (method.owner !== definition) continue;
    for (const statement of walkStatements(method.definition.body, isSameFunction)) {
      if (statement.kind !== 'assign' || statement.value === undefined) continue;
      for (const target of statement.targets) {
        const own = target.kind === 'attribute' && target.value.kind === 'name' && target.value.id === 'self';
        if (own) yield { name: target.name, value: statement.value, method };
      }
    }
  }
}

/** Stays within one function: the bodies of definitions inside it are somebody else's. */
export function isSameFunction(statement: { readonly kind: string }): boolean {
  return statement.kind !== 'function' && statement.kind !== 'class';
}
