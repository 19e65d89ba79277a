import { altered } from '../core/altered.ts';
import type { ClassFact, FunctionFact } from '../core/fact.ts';
import type { Block, ClassDefinition } from '../core/python.ts';
import { blocksOf } from './walk.ts';

/** Every function and class of a file, nested ones too, in source order. */
export function readDefinitions(body: Block): { functions: readonly FunctionFact[]; classes: readonly ClassFact[] } {
  const functions: FunctionFact[] = [];
  const classes: ClassFact[] = [];
  const visit = (block: Block, path: readonly string[], owner: ClassDefinition | undefined): void => {
    for (const statement of block) {
      if (statement.kind === 'function' || statement.kind === 'class') {
        const inner = [...path, statement.name];
        const qualifiedName = inner.join('.');
        if (statement.kind === 'class') classes.push({ kind: 'class', qualifiedName, definition: statement });
        else {
          const fact = { kind: 'function', qualifiedName, definition: statement } as const;
          functions.push(owner === undefined ? fact : altered(fact, { owner }));
        }
        if (statement.kind === 'class') visit(statement.body, inner, statement);
        else if (statement.holds.definitions) visit(statement.body, inner, undefined);
      } else for (const nested of blocksOf(statement)) visit(nested, path, owner);
    }
  };
  visit(body, [], undefined);
  return { functions, classes };
}
