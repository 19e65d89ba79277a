import type { Configuration } from '../../config/configuration.ts';
import { nameMatcher } from '../../core/name-glob.ts';
import type { BypassReason } from '../../probing/plan.ts';

/**
 * What `probe.bypass` leaves out: a list of globs over commands, or a table of such globs, where the value says why, or
 * is a table of probes, each with its reason.
 */
export function bypassFrom({ settings }: Configuration): BypassReason {
  const bypass = settings.probe?.bypass;
  if (bypass === undefined) return () => undefined;
  const entries = isList(bypass) ? bypass.map((glob) => [glob, leftOut] as const) : Object.entries(bypass);
  const rows = entries.map(([glob, reason]) => ({ isCommand: nameMatcher([glob]), reason }));
  return (probe, command) => {
    for (const { isCommand, reason } of rows) {
      if (!isCommand(command)) continue;
      if (typeof reason === 'string') return reason;
      for (const [id, why] of Object.entries(reason ?? {})) {
        if (nameMatcher([id])(probe)) return typeof why === 'string' ? why : leftOut;
      }
    }
    return undefined;
  };
}

const leftOut = 'left out by `probe.bypass`';

/** `Array.isArray` takes the items of a list that cannot be changed for anything. */
function isList(bypass: readonly string[] | object): bypass is readonly string[] {
  return Array.isArray(bypass);
}
