import type { Expiry } from '../core/suppression.ts';

/** A suppression holds through its last day; `today` is `YYYY-MM-DD`. */
export function expiryOf(until: string | undefined, today: string): Expiry {
  if (until === undefined) return { state: 'none' };
  if (!isDate(until)) return { state: 'malformed', until };
  return { state: until < today ? 'expired' : 'valid', until };
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  // 2026-02-30 parses, as a day in March.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
