import type { Block, Expression, Statement } from '../core/python.ts';
import { expressionsOf, walkExpression, walkStatements } from './walk.ts';

/** Every name that a block binds in its own scope, in whatever way; names of a `match` pattern are not told apart. */
export function boundNames(body: Block): ReadonlySet<string> {
  const names = new Set<string>();
  const bind = (target: Expression): void => {
    if (target.kind === 'name') names.add(target.id);
    else if (target.kind === 'sequence') target.items.forEach(bind);
    else if (target.kind === 'starred') bind(target.value);
  };
  for (const statement of walkStatements(body, ({ kind }) => kind !== 'function' && kind !== 'class')) {
    targetsOf(statement).forEach(bind);
    namesOf(statement).forEach((name) => names.add(name));
    for (const expression of expressionsOf(statement)) {
      for (const part of walkExpression(expression)) if (part.kind === 'named') bind(part.target);
    }
  }
  return names;
}

function targetsOf(statement: Statement): readonly Expression[] {
  switch (statement.kind) {
    case 'assign':
      return statement.targets;
    case 'loop':
      return statement.target === undefined ? [] : [statement.target];
    case 'with':
      return statement.items.flatMap(({ target }) => target ?? []);
    case 'other':
      return statement.form === 'delete_statement' ? statement.expressions : [];
    default:
      return [];
  }
}

function namesOf(statement: Statement): readonly string[] {
  switch (statement.kind) {
    case 'function':
    case 'class':
      return [statement.name];
    case 'try':
      return statement.handlers.flatMap(({ name }) => name ?? []);
    case 'import':
      return [statement.alias ?? statement.module.split('.')[0] ?? ''];
    case 'from-import':
      return statement.names.map(({ name, alias }) => alias ?? name);
    default:
      return [];
  }
}
