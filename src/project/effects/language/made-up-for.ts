import type { Call, Expression, FunctionDefinition, Lambda, Statement, Try } from '../../../core/python.ts';
import { expressionsOf, walkExpression, walkStatements } from '../../../facts/walk.ts';
import { bindsFallback, crashes, isCounted, isTriedAgain } from './harmless-failures.ts';

type Handler = Try['handlers'][number];

/**
 * Whether the failure that a handler tells of is not the end of it: the same is tried in another way or left to a task, only
 * tidying up has failed, the command has a way to fail too, a program need not be there, or what comes behind fails for want of
 * a value that the body did not come to give a name.
 */
export function isMadeUpFor(
  statement: Try,
  handler: Handler,
  around: FunctionDefinition | Lambda | undefined,
): boolean {
  const { body } = handler;
  if (statement.body.every(tidiesUp)) return true;
  if (around?.kind === 'function' && (isOneOfTwoWays(statement, around) || isExtra(statement, handler, around)))
    return true;
  const calls = [...walkStatements(body)].flatMap((inner) => expressionsOf(inner).flatMap(callOf));
  if (calls.some((call) => isTask(call) || (around?.kind === 'function' && isAgain(call, around.name)))) return true;
  if (isTriedAgain(statement.body, body) || isCounted(body) || crashes(body)) return true;
  if (around?.kind === 'function' && bindsFallback(statement, body, around)) return true;
  const goesOn = [...walkStatements(body)].every(({ kind }) => kind !== 'return');
  return goesOn && around?.kind === 'function' && leavesUnbound(statement, around);
}

function tidiesUp(statement: Statement): boolean {
  if (statement.kind !== 'expression') return false;
  const [call] = callOf(statement.value);
  return (
    call !== undefined && /(^|\.)(rmtree|remove|unlink|rmdir|close|disconnect|logout|quit)$/.test(dotted(call.callee))
  );
}

/** A queued task that does not merely bring the news. */
function isTask({ callee }: Call): boolean {
  const name = dotted(callee);
  return /\.(delay|apply_async)$/.test(name) && !/notif|mail|alert|report|slack/i.test(name);
}

/** An `if` decides whether the same call is made with handlers or without. */
function isOneOfTwoWays(statement: Try, around: FunctionDefinition): boolean {
  const [tried] = namesOfCalls(statement.body);
  return [...walkStatements(around.body)].some((other) => {
    if (other.kind !== 'if' || statement.body.length !== 1) return false;
    const blocks = [other.body, other.otherwise];
    const [plain] = blocks.filter((block) => !block.includes(statement));
    if (plain === undefined || !blocks.some((block) => block.includes(statement))) return false;
    return tried !== undefined && plain.length === 1 && namesOfCalls(plain)[0] === tried;
  });
}

/** Only whether a program is there is in question, and the work that comes behind needs nothing of it. */
function isExtra(statement: Try, { type, body }: Handler, around: FunctionDefinition): boolean {
  if (type?.kind !== 'name' || type.id !== 'FileNotFoundError') return false;
  const started = namesOfCalls([...walkStatements(statement.body)]);
  if (
    !started.some((name) => /(^|\.)(call_command|system|Popen|check_call|check_output)$|^subprocess\.\w+$/.test(name))
  )
    return false;
  const binds = [...walkStatements(statement.body)].some(({ kind }) => kind === 'assign' || kind === 'with');
  if (binds || [...walkStatements(body)].some(({ kind }) => kind === 'return')) return false;
  const behind = [...walkStatements(around.body)].filter(({ start }) => start > statement.end);
  return namesOfCalls(behind).some((name) => !/(^|\.)(print|write|debug|info|warning|error|exception)$/.test(name));
}

/** What is called by the statements of a list, one name for each that is nothing but a call or keeps what it returns. */
function namesOfCalls(statements: readonly Statement[]): readonly string[] {
  return statements.flatMap((statement) => {
    if (statement.kind !== 'expression' && statement.kind !== 'assign' && statement.kind !== 'return') return [];
    return statement.value === undefined ? [] : callOf(statement.value).map(({ callee }) => dotted(callee));
  });
}

function isAgain({ callee }: Call, name: string): boolean {
  return dotted(callee) === name || dotted(callee) === `self.${name}`;
}

function callOf(expression: Expression): readonly Call[] {
  const value = expression.kind === 'await' ? expression.value : expression;
  return value.kind === 'call' ? [value] : [];
}

/** Nothing but the body binds a name, and code behind the `try` reads it. */
function leavesUnbound(statement: Try, { body, parameters }: FunctionDefinition): boolean {
  const end = Math.max(...statement.body.map((inner) => inner.end));
  const names = [...walkStatements(statement.body)].flatMap((inner) =>
    inner.kind === 'assign' ? inner.targets.flatMap((target) => (target.kind === 'name' ? [target.id] : [])) : [],
  );
  const uses = [...walkStatements(body)].flatMap((inner) =>
    expressionsOf(inner).flatMap((expression) => [...walkExpression(expression)]),
  );
  return names.some((name) => {
    const places = uses.flatMap((use) => (use.kind === 'name' && use.id === name ? [use.start] : []));
    const isBoundBefore =
      places.some((start) => start < statement.start) || parameters.some((parameter) => parameter.name === name);
    const isBoundByHandler = places.some((start) => start > end && start < statement.end);
    return !isBoundBefore && !isBoundByHandler && places.some((start) => start > statement.end);
  });
}

function dotted(expression: Expression): string {
  if (expression.kind === 'name') return expression.id;
  return expression.kind === 'attribute' ? `${dotted(expression.value)}.${expression.name}` : '';
}
