import type { Block, Expression, Statement } from '../core/python.ts';
import { assertNever } from '../core/assert-never.ts';

const none: readonly never[] = [];

/** The blocks that a statement contains, a definition's body included. */
export function blocksOf(statement: Statement): readonly Block[] {
  switch (statement.kind) {
    case 'if':
    case 'loop':
      return [statement.body, statement.otherwise];
    case 'try':
      return [
        statement.body,
        ...statement.handlers.map((handler) => handler.body),
        statement.otherwise,
        statement.finally,
      ];
    case 'with':
    case 'function':
    case 'class':
      return [statement.body];
    case 'other':
      return statement.blocks;
    case 'import':
    case 'from-import':
    case 'expression':
    case 'assign':
    case 'return':
    case 'raise':
      return none;
    default:
      return assertNever(statement);
  }
}

/** The expressions that stand in a statement itself, not in its blocks. */
export function expressionsOf(statement: Statement): readonly Expression[] {
  switch (statement.kind) {
    case 'expression':
      return [statement.value];
    case 'return':
    case 'raise':
      return present([statement.value]);
    case 'assign':
      return present([...statement.targets, statement.annotation, statement.value]);
    case 'if':
      return [statement.test];
    case 'loop':
      return present([statement.target, statement.subject]);
    case 'try':
      return present(statement.handlers.map((handler) => handler.type));
    case 'with':
      return present(statement.items.flatMap((item) => [item.context, item.target]));
    case 'function':
      return present([...statement.decorators, ...statement.parameters.map((parameter) => parameter.default)]);
    case 'class':
      return [...statement.decorators, ...statement.bases, ...statement.keywords.map((keyword) => keyword.value)];
    case 'other':
      return statement.expressions;
    case 'import':
    case 'from-import':
      return none;
    default:
      return assertNever(statement);
  }
}

/** The direct parts of an expression. */
function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'name':
    case 'string':
    case 'number':
    case 'constant':
      return none;
    case 'attribute':
    case 'starred':
    case 'await':
      return [expression.value];
    case 'yield':
      return expression.value === undefined ? [] : [expression.value];
    case 'call':
      return [expression.callee, ...expression.args, ...expression.keywords.map((keyword) => keyword.value)];
    case 'formatted':
      return expression.parts.filter((part) => typeof part !== 'string');
    case 'sequence':
      return expression.items;
    case 'dict':
      return expression.entries.flatMap(({ key, value }) => (key === null ? [value] : [key, value]));
    case 'operation':
      return expression.operands;
    case 'conditional':
      return [expression.test, expression.then, expression.otherwise];
    case 'subscript':
      return [expression.value, ...expression.indexes];
    case 'comprehension':
      return [
        expression.element,
        ...expression.clauses.flatMap((clause) =>
          clause.kind === 'if' ? [clause.test] : [clause.target, clause.iterable],
        ),
      ];
    case 'lambda':
      return [expression.body];
    case 'named':
      return [expression.target, expression.value];
    case 'opaque':
      return expression.parts;
    default:
      return assertNever(expression);
  }
}

/** An expression and everything in it, outermost first. */
export function* walkExpression(expression: Expression): Generator<Expression> {
  // A stack of its own: generators within generators hand every item through all levels.
  const waiting = [expression];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next;
    pushReversed(waiting, partsOf(next));
  }
}

/** Every statement of a block in source order, nested ones too; `into` says whose blocks are entered. */
export function* walkStatements(
  block: Block,
  into: (statement: Statement) => boolean = () => true,
): Generator<Statement> {
  const waiting: Statement[] = [];
  pushReversed(waiting, block);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next;
    if (into(next)) for (const inner of blocksOf(next).toReversed()) pushReversed(waiting, inner);
  }
}

function pushReversed<T>(stack: T[], items: readonly T[]): void {
  for (let index = items.length - 1; index >= 0; index -= 1) {
    const item = items[index];
    if (item !== undefined) stack.push(item);
  }
}

function present<T>(values: readonly (T | undefined)[]): readonly T[] {
  return values.filter((value) => value !== undefined);
}
