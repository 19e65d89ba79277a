import type { Block, Call, Expression, FunctionDefinition, Lambda, Statement, Try } from '../../../core/python.ts';
import { walkStatements } from '../../../facts/walk.ts';
import type { Value } from '../values/value.ts';
import { callsIn, dotted, onlyTells } from './telling.ts';

type Handler = Try['handlers'][number];

/**
 * What fails is not what the command is for: something optional is missing, something is there already, somebody reads what is
 * printed, it is one step of several like it, or there is no work in the body that could fail.
 */
export function isSideMatter(
  statement: Try,
  handler: Handler,
  around: FunctionDefinition | Lambda | undefined,
): boolean {
  if (statement.body.every(onlyTells)) return true;
  if (isMissingPackage(statement, handler) || isThereAlready(statement, handler)) return true;
  return around?.kind === 'function' && (isShown(statement, around) || isOneOfSteps(statement, around));
}

/** An import within the body, of something that need not be installed. */
function isMissingPackage({ body }: Try, { type }: Handler): boolean {
  const imports = body.some(({ kind }) => kind === 'import' || kind === 'from-import');
  return imports && catchesOnly(type, /^(ImportError|ModuleNotFoundError)$/);
}

function isThereAlready({ body }: Try, { type }: Handler): boolean {
  return (
    catchesOnly(type, /(^|\.)IntegrityError$/) &&
    callsIn(body).some(({ callee }) => /\.a?(create|get_or_create|create_\w*user)$/.test(dotted(callee)))
  );
}

function catchesOnly(type: Expression | undefined, names: RegExp): boolean {
  if (type === undefined) return false;
  const types = type.kind === 'sequence' ? type.items : [type];
  return types.length > 0 && types.every((one) => names.test(dotted(one)));
}

/** `if options["status"]:` around it. */
function isShown(statement: Try, { body }: FunctionDefinition): boolean {
  return [...walkStatements(body)].some(
    (other) => other.kind === 'if' && asksToShow(other.test) && isWithin(statement, other.body),
  );
}

function asksToShow(test: Expression): boolean {
  switch (test.kind) {
    case 'name':
      return showing.test(test.id);
    case 'attribute':
      return showing.test(test.name);
    case 'subscript': {
      const [key] = test.indexes;
      return key?.kind === 'string' && showing.test(key.value);
    }
    case 'call': {
      const [key] = test.args;
      return dotted(test.callee).endsWith('.get') && key?.kind === 'string' && showing.test(key.value);
    }
    default:
      return false;
  }
}

const showing = /^_*((show|list|print|check)(_[a-z]+)?|([a-z]+_)?(status|stats))$/i;

/** The function does nothing but go from one such `try` to the next. */
function isOneOfSteps(statement: Try, { body }: FunctionDefinition): boolean {
  const steps = body.flatMap((other) => (other.kind === 'try' ? [other] : []));
  const isStep = ({ handlers, body: tried }: Try): boolean =>
    handlers.length > 0 && ![...walkStatements([...tried, ...handlers.flatMap((one) => one.body)])].some(leaves);
  return (
    steps.length > 1 &&
    steps.includes(statement) &&
    steps.every(isStep) &&
    body.every((other) => other.kind === 'try' || saysNothing(other))
  );
}

function saysNothing(statement: Statement): boolean {
  return onlyTells(statement) || (statement.kind === 'expression' && statement.value.kind === 'string');
}

function leaves({ kind }: Statement): boolean {
  return kind === 'return' || kind === 'raise';
}

/** A function all of whose exceptions end in a handler of its own, so that none comes to who calls it. */
export function takesAll(callee: Value | undefined): boolean {
  if (callee?.kind !== 'function' || callee.definition.kind !== 'function') return false;
  const { body } = callee.definition;
  const only = body.filter((statement) => !saysNothing(statement));
  const [first] = only;
  if (first?.kind !== 'try' || only.length > 1 || first.finally.length > 0 || first.otherwise.length > 0) return false;
  return (
    first.handlers.some(({ type }) => type === undefined || catchesOnly(type, /^(Base)?Exception$/)) &&
    ![...walkStatements(first.handlers.flatMap((handler) => handler.body))].some(({ kind }) => kind === 'raise')
  );
}

/** The call, where a body is nothing else. */
export function onlyCallOf(body: Block): Call | undefined {
  const [statement] = body;
  if (body.length !== 1 || (statement?.kind !== 'expression' && statement?.kind !== 'assign')) return undefined;
  return statement.value?.kind === 'call' ? statement.value : undefined;
}

function isWithin({ start, end }: Statement, block: Block): boolean {
  const [first] = block;
  const last = block.at(-1);
  return first !== undefined && last !== undefined && start >= first.start && end <= last.end;
}
