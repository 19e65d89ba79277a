import type { FunctionFact } from '../../core/fact.ts';
import type { Expression } from '../../core/python.ts';
import { mutators } from '../../facts/changed-names.ts';
import { walkStatements } from '../../facts/walk.ts';
import type { ClassEntity } from '../entity.ts';

export interface SelfAssignment {
  readonly name: string;
  readonly value: Expression;
  /** The method that assigns. */
  readonly method: FunctionFact;
}

/** What the methods of a class assign to attributes of `self`, or change in them; the bodies of functions within them are left out. */
export function* selfAssignments({ definition, module }: ClassEntity): Generator<SelfAssignment> {
  for (const method of module.facts.functions) {
    if (method.owner !== definition) continue;
    for (const statement of walkStatements(method.definition.body, isSameFunction)) {
      if (statement.kind === 'assign' && statement.value !== undefined) {
        for (const target of statement.targets) {
          const name = attributeOfSelf(target.kind === 'subscript' ? target.value : target);
          if (name !== undefined) yield { name, value: statement.value, method };
        }
      }
      if (statement.kind === 'expression' && statement.value.kind === 'call') {
        const { callee } = statement.value;
        const name = callee.kind === 'attribute' ? attributeOfSelf(callee.value) : undefined;
        if (callee.kind === 'attribute' && name !== undefined && mutators.has(callee.name)) {
          yield { name, value: statement.value, method };
        }
      }
    }
  }
}

function attributeOfSelf(expression: Expression): string | undefined {
  const own = expression.kind === 'attribute' && expression.value.kind === 'name' && expression.value.id === 'self';
  return own ? expression.name : undefined;
}

/** Stays within one function: the bodies of definitions inside it are somebody else's. */
export function isSameFunction(statement: { readonly kind: string }): boolean {
  return statement.kind !== 'function' && statement.kind !== 'class';
}
