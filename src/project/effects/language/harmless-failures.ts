import type { Block, Call, Expression, FunctionDefinition, Statement, Try } from '../../../core/python.ts';
import { expressionsOf, walkExpression, walkStatements } from '../../../facts/walk.ts';
import type { Module } from '../../entity.ts';

type Handler = Try['handlers'][number];

/** A comment in the handler says that the command can do without. */
export function isCalledHarmless({ type, body }: Handler, { facts }: Module): boolean {
  const from = type?.start ?? body[0]?.start ?? 0;
  const to = body.at(-1)?.end ?? from;
  // It may stand behind the last statement.
  return facts.comments.some(
    ({ start, text }) => start >= from && start <= to + 100 && harmless.test(text.replace(pragma, '')),
  );
}

/** Says `ignore` to a tool, which says nothing of the failure; the reason of a suppression is about the finding. */
const pragma = /#\s*(?:synclint\s*:.*|noqa\b.*|type\s*:\s*ignore\b(?:\[[^\]]*\])?)/i;

const harmless =
  /\b(?:non-?fatal|non-?critical|not (?:fatal|critical)|optional|best[- ]effort|fallback|fall back|defensive|(?:still )?continue|carry on|go on|proceed|ignore|(?:do not|don't) (?:fail|crash|abort|raise|stop|block))\b/i;

/** The body brings somebody the news. */
export function isNotification(body: Block): boolean {
  return calleesIn(body).some((name) =>
    /send_mail|mail_(?:admins|managers)|email|notif|slack|send_\w*(?:alert|warning|reminder|digest)/i.test(name),
  );
}

/** An error tracker gets the exception: somebody is told. */
export function isTracked(handler: Block): boolean {
  return calleesIn(handler).some((name) => tracker.test(name));
}

const tracker =
  /(^|[._])(?:capture_?(?:exception|message|event)|captureException|captureMessage|report_exc_info|notice_error|record_exception)$|(^|\.)(?:sentry_sdk|sentry|rollbar|bugsnag|honeybadger|airbrake|newrelic)\.|(^|[._])(?:send|report|log)_(?:\w+_)?to_(?:sentry|rollbar|bugsnag)$/;

/** The handler calls what the body calls: another attempt. */
export function isTriedAgain(body: Block, handler: Block): boolean {
  const tried = new Set(calleesIn(body).filter((name) => name !== '' && !saysNothing.test(name)));
  return calleesIn(handler).some((name) => tried.has(name)) || isPrintedInstead(body, handler);
}

/** `self.stdout.write(report)`, for want of a file to write it to. */
function isPrintedInstead(body: Block, handler: Block): boolean {
  const given = new Set(callsIn(body).flatMap(namesGiven));
  return callsIn(handler).some(
    (call) =>
      /(^|\.)(write|print|echo|secho)$/.test(dotted(call.callee)) && namesGiven(call).some((name) => given.has(name)),
  );
}

function namesGiven({ args }: Call): readonly string[] {
  return args.flatMap((argument) => (argument.kind === 'name' ? [argument.id] : []));
}

/** What many things are called that are no attempt at anything, among them all that is there to tell or to keep a record. */
const saysNothing =
  /(^|\.)(write|writelines|print|echo|secho|flush|format|join|str|repr|int|len|type|getattr|isinstance|debug|info|warning|warn|error|exception|critical|log|style\.\w+|now|time|today|perf_counter|monotonic|isoformat|strftime|get|items|append|add|pop|save|refresh_from_db|exit|close|print_exc|format_exc)$/;

/** Something is counted or put on a list of failures: it is one of many. */
export function isCounted(handler: Block): boolean {
  return [...walkStatements(handler)].some((statement) => {
    if (statement.kind === 'assign' && statement.operator === '+=') return statement.targets.some(isTally);
    return expressionsOf(statement).some(
      (expression) =>
        expression.kind === 'call' &&
        expression.callee.kind === 'attribute' &&
        /^(append|add)$/.test(expression.callee.name) &&
        isTally(expression.callee.value),
    );
  });
}

function isTally(expression: Expression): boolean {
  const words = [...walkExpression(expression)].map((part) =>
    part.kind === 'name' ? part.id : part.kind === 'attribute' ? part.name : part.kind === 'string' ? part.value : '',
  );
  return words.some((word) => /err|fail|skip|problem|invalid|missing|issue|count|stat|result|total/i.test(word));
}

/** `error.with_traceback()` lacks its argument, which is an error that nobody takes. */
export function crashes(handler: Block): boolean {
  return [...walkStatements(handler)].some((statement) =>
    expressionsOf(statement).some((expression) =>
      [...walkExpression(expression)].some(
        (part) =>
          part.kind === 'call' &&
          part.callee.kind === 'attribute' &&
          part.callee.name === 'with_traceback' &&
          part.args.length === 0,
      ),
    ),
  );
}

/** The handler gives a name of the body another value, and goes on to code that reads it. */
export function bindsFallback(statement: Try, handler: Block, { body }: FunctionDefinition): boolean {
  if ([...walkStatements(handler)].some(leaves)) return false;
  const bound = new Set(namesBound(statement.body));
  const fallbacks = namesBound(handler).filter((name) => bound.has(name));
  if (fallbacks.length === 0) return false;
  const behind = [...walkStatements(body)].filter(({ start }) => start > statement.end);
  const read = new Set(
    behind.flatMap((inner) =>
      expressionsOf(inner).flatMap((expression) =>
        [...walkExpression(expression)].flatMap((part) => (part.kind === 'name' ? [part.id] : [])),
      ),
    ),
  );
  return fallbacks.some((name) => read.has(name));
}

function leaves(statement: Statement): boolean {
  return statement.kind === 'return' || statement.kind === 'raise' || statement.kind === 'other';
}

/** Without flags, and what keeps the failure. */
function namesBound(block: Block): readonly string[] {
  return [...walkStatements(block)].flatMap((statement) => {
    if (statement.kind !== 'assign' || statement.value === undefined || statement.operator !== undefined) return [];
    if (statement.value.kind === 'constant' && statement.value.value !== null) return [];
    return statement.targets.flatMap((target) =>
      target.kind === 'name' && !/succe|(^|_)ok$|fail|error|status|exit|code|message/i.test(target.id)
        ? [target.id]
        : [],
    );
  });
}

function calleesIn(block: Block): readonly string[] {
  return callsIn(block).map(({ callee }) => dotted(callee));
}

function callsIn(block: Block): readonly Call[] {
  return [...walkStatements(block)].flatMap((statement) =>
    expressionsOf(statement).flatMap((expression) =>
      [...walkExpression(expression)].filter((part): part is Call => part.kind === 'call'),
    ),
  );
}

function dotted(expression: Expression): string {
  if (expression.kind === 'name') return expression.id;
  if (expression.kind === 'call') return dotted(expression.callee);
  return expression.kind === 'attribute' ? `${dotted(expression.value)}.${expression.name}` : '';
}
