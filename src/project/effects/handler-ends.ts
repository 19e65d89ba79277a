import type { HandlerEvent, OutputEvent, RunEvent } from '../../core/command-run.ts';
import type { Try } from '../../core/python.ts';
import type { PlainEvent } from './events.ts';
import { caught } from './naming.ts';

/** A handler that ends without raising, as rules see it. */
export function handlerEvent(
  handler: Try['handlers'][number],
  events: readonly RunEvent[],
  known: Pick<HandlerEvent, 'ofCommand' | 'repeated' | 'dropped' | 'madeUpFor'>,
): PlainEvent {
  const outputs = events.flatMap((event) => (event.kind === 'output' ? [event] : []));
  return {
    kind: 'handler',
    catches: caught(handler.type),
    tells: outputs.length > 0,
    complains: outputs.some(isComplaint),
    ...known,
  };
}

/** Text on the standard error stream, or one that speaks of a failure. */
function isComplaint({ channel, text }: OutputEvent): boolean {
  if (/^\W*warn/i.test(text)) return false;
  return (
    channel === 'stderr' || /error|fail|could not|couldn't|unable|exception|cannot|can't|abort|invalid/i.test(text)
  );
}
