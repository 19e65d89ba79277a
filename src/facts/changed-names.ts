import type { FunctionFact } from '../core/fact.ts';
import { mutators } from '../core/mutators.ts';
import type { Expression } from '../core/python.ts';
import { expressionsOf, walkExpression, walkStatements } from './walk.ts';

export { mutators };

/** Names that some function of a file declares `global`, or whose list or dict it changes; local names may be among them. */
export function changedNames(functions: readonly FunctionFact[]): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (expression: Expression): void => {
    if (expression.kind === 'name') names.add(expression.id);
  };
  for (const { definition } of functions) {
    if (!definition.holds.changes) continue;
    for (const statement of walkStatements(definition.body)) {
      if (statement.kind === 'other' && statement.form === 'global_statement') statement.expressions.forEach(add);
      if (statement.kind === 'assign') {
        for (const target of statement.targets) if (target.kind === 'subscript') add(target.value);
      }
      for (const expression of expressionsOf(statement)) {
        for (const part of walkExpression(expression)) {
          const callee = part.kind === 'call' ? part.callee : undefined;
          if (callee?.kind === 'attribute' && mutators.has(callee.name)) add(callee.value);
        }
      }
    }
  }
  return names;
}
