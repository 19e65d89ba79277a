import { withGiven } from './binding.ts';
import type { CallSite } from '../machine.ts';
import type { Arguments, Value } from '../values/value.ts';

/** `partial(f, *given)`; undefined where nothing is known of what is called. */
export function partialOf(callee: Value, given: Arguments, site: CallSite): Value | undefined {
  if (callee.kind === 'function') return { ...callee, given: withGiven(callee.given, given) };
  if (callee.kind === 'method') return { ...callee, given: withGiven(callee.given, given) };
  if (callee.kind === 'entity' || callee.kind === 'external') {
    const named = callee.kind === 'external' && callee.path === 'django.core.management.call_command';
    return { kind: 'method', receiver: callee, name: '__call__', given, ...(named && { named: site }) };
  }
  if (callee.kind !== 'choice') return undefined;
  const parts = callee.of.map((one) => partialOf(one, given, site));
  return parts.every((part) => part !== undefined) ? { kind: 'choice', of: parts } : undefined;
}

/** What `sync_to_async` makes of it: calls run in a thread. */
export function offLoop(callee: Value): Value {
  if (callee.kind === 'choice') return { kind: 'choice', of: callee.of.map(offLoop) };
  if (callee.kind === 'method') return { ...callee, aside: true };
  return callee.kind === 'external' ? { kind: 'method', receiver: callee, name: '__call__', aside: true } : callee;
}
