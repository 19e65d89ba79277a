import type { CommandRun, HandlerEvent, RunEvent } from './command-run.ts';
import { placeOfCall } from './lasting-effects.ts';
import type { Location } from './location.ts';

type Handled = Extract<RunEvent, HandlerEvent>;

/**
 * The function of the handler has changed several things before it comes to a `try` that changes nothing, and goes on behind it:
 * the work was done, and what failed is something beside it.
 */
export function isSideStep(handler: Handled, { events }: CommandRun): boolean {
  if (handler.leaves) return false;
  const { region, file } = handler.tried;
  const worked = new Set<string>();
  for (const event of events) {
    if (event.kind !== 'effect') continue;
    const at = stepOf(event, handler);
    if (at?.file !== file || at.region.startLine > region.endLine) continue;
    if (at.region.startLine >= region.startLine) return false;
    if (!event.inHandler) worked.add(placeOfCall(at));
  }
  return worked.size > 1;
}

/** Where the function of the handler, in the same call, does it or calls what does it. */
function stepOf({ chain, at }: RunEvent, handler: Handled): Location | undefined {
  const depth = handler.chain.length;
  const isOfCall = handler.chain.every(
    (call, index) => chain[index] !== undefined && placeOfCall(chain[index]) === placeOfCall(call),
  );
  return isOfCall ? (chain[depth] ?? at) : undefined;
}
