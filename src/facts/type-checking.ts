import type { Block, Expression } from '../core/python.ts';
import { blocksOf } from './walk.ts';

/** True in the eyes of a type checker, false when the program runs. */
const typeChecking: ReadonlySet<string> = new Set(['TYPE_CHECKING']);

/** The names of a file that only type checkers take for true: `TYPE_CHECKING`, its aliases, and mypy's `MYPY = False`. */
export function typeCheckingNames(body: Block): ReadonlySet<string> {
  const names: string[] = [];
  collectNames(body, names);
  return names.length === 0 ? typeChecking : new Set([...typeChecking, ...names]);
}

function collectNames(body: Block, names: string[]): void {
  for (const statement of body) {
    if (statement.kind === 'function' || statement.kind === 'class') continue;
    if (statement.kind === 'from-import') {
      for (const { name, alias } of statement.names) if (name === 'TYPE_CHECKING' && alias !== null) names.push(alias);
    } else if (statement.kind === 'assign' && statement.value?.kind === 'constant' && statement.value.value === false) {
      for (const target of statement.targets) if (target.kind === 'name' && target.id === 'MYPY') names.push('MYPY');
    } else for (const block of blocksOf(statement)) collectNames(block, names);
  }
}

/** Which branch of `if test:` never runs, because it is there for type checkers or for nobody. */
export function neverRuns(test: Expression, names = typeChecking): 'body' | 'otherwise' | undefined {
  const holds = truth(test, names);
  return holds === undefined ? undefined : holds ? 'otherwise' : 'body';
}

/** What a condition is when the program runs; undefined where that takes more than a look. */
function truth(test: Expression, names: ReadonlySet<string>): boolean | undefined {
  switch (test.kind) {
    case 'name':
      return names.has(test.id) ? false : undefined;
    case 'attribute':
      return typeChecking.has(test.name) ? false : undefined;
    case 'constant':
      return test.value === true;
    case 'number':
      return test.value !== 0;
    case 'operation': {
      const operands = test.operands.map((operand) => truth(operand, names));
      const [left, right] = operands;
      const [operator, ...more] = test.operators;
      if (more.length > 0) return undefined;
      if (operator === 'not') return left === undefined ? undefined : !left;
      if (operator === 'and') return operands.includes(false) ? false : left === undefined ? undefined : right;
      if (operator === 'or') return operands.includes(true) ? true : left === undefined ? undefined : right;
      if (left === undefined || !test.operands.slice(1).every(isBoolean)) return undefined;
      if (operator === 'is' || operator === '==') return left === right;
      return operator === 'is not' || operator === '!=' ? left !== right : undefined;
    }
    default:
      return undefined;
  }
}

function isBoolean(expression: Expression): boolean {
  return expression.kind === 'constant' && expression.value !== null;
}
