import type { HandlerEvent, OutputEvent, RunEvent } from '../../../core/command-run.ts';
import type { Block, Try } from '../../../core/python.ts';
import { expressionsOf, walkExpression, walkStatements } from '../../../facts/walk.ts';
import type { PlainEvent } from '../events.ts';
import type { HandlerKnowledge } from '../machine.ts';
import { caught } from '../values/naming.ts';

/** A handler that ends without raising, as rules see it. */
export function handlerEvent(
  handler: Try['handlers'][number],
  events: readonly RunEvent[],
  known: HandlerKnowledge & Pick<HandlerEvent, 'ofCommand' | 'repeated' | 'unconditional'>,
): PlainEvent {
  const outputs = events.flatMap((event) => (event.kind === 'output' ? [event] : []));
  const isStyled = isStyledAsError(handler.body);
  return {
    kind: 'handler',
    catches: caught(handler.type),
    tells: outputs.length > 0,
    complains: !outputs.some(saysHandled) && weighty(outputs).some((output) => isComplaint(output, isStyled)),
    ...known,
  };
}

/** Whatever happens, the handler takes it and goes on. */
export function isOfStep({ type, body }: Try['handlers'][number]): boolean {
  const takesAll = type === undefined || (type.kind === 'name' && /^(Base)?Exception$/.test(type.id));
  return takesAll && [...walkStatements(body)].every(({ kind }) => kind !== 'return');
}

/** What is said at the terminal in the style of a warning is one, whatever the log says besides. */
function weighty(outputs: readonly OutputEvent[]): readonly OutputEvent[] {
  const shown = outputs.filter(({ channel }) => channel !== 'log');
  return shown.some(({ mild }) => mild) ? shown : outputs;
}

/** Text on the standard error stream, or one that speaks of a failure. */
function isComplaint({ channel, text, mild }: OutputEvent, isStyled: boolean): boolean {
  if (mild || /^\W*warn/i.test(text)) return false;
  if (channel === 'stderr') return true;
  const isRemark = channel === 'stdout' && !isStyled;
  // That something is not there may well be all that there is to say.
  const told = isRemark ? text.replaceAll(/\b(?:could not|couldn't) (?:be found|find)\b/gi, '') : text;
  return /error|fail|could not|couldn't|unable|exception|cannot|can't|abort|invalid/i.test(told);
}

/** The text itself says that the command gets along without. */
function saysHandled({ text }: OutputEvent): boolean {
  return handled.some((pattern) => pattern.test(text));
}

const handled = [
  /(?<!\b(?:not|without|instead of)\s+)\b(?:skipping|skipped|ignoring|ignored|retrying|continuing|falling back)\b/i,
  /\b(?:non-?fatal|non-?critical|not (?:fatal|critical|required)|optional|best[- ]effort|fallback|(?:using|use) default|proceeding|proceed anyway)\b/i,
  /\bnothing (?:else )?to (?:do|sync|import|update|delete|remove)\b/i,
  /\balready exists?\b/i,
  /\bnot found\W+(?:creating|using)\b/i,
  /^\W*no (?:existing|previous|cached|old)\b/i,
];

/** `self.style.ERROR(…)` */
function isStyledAsError(body: Block): boolean {
  return [...walkStatements(body)].some((statement) =>
    expressionsOf(statement).some((expression) =>
      [...walkExpression(expression)].some((part) => part.kind === 'attribute' && part.name === 'ERROR'),
    ),
  );
}
