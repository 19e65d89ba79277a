import type { Notification } from '../core/notification.ts';
import { atLeast, type Severity } from '../core/severity.ts';
import type { CheckOptions } from './check-options.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';

/** As much of a run as decides. */
export interface GatedRun {
  readonly findings: readonly { readonly severity: Severity; readonly suppression?: unknown }[];
  readonly notifications: readonly Pick<Notification, 'level'>[];
  readonly stats: { readonly files: number };
}

export type Gates = Pick<CheckOptions, 'allowEmpty' | 'exitZero' | 'failOn' | 'maxWarnings'>;

/** The first that applies: could not look, found something, clean. */
export function exitCodeOf(run: GatedRun, gates: Gates): ExitCode {
  if (lookedAtNothing(run) && !gates.allowEmpty) return exitCodes.failure;
  if (run.notifications.some(({ level }) => level === 'error')) return exitCodes.failure;
  return gates.exitZero || !isRefused(run, gates) ? exitCodes.clean : exitCodes.findings;
}

export function lookedAtNothing(run: GatedRun): boolean {
  return run.stats.files === 0;
}

function isRefused(run: GatedRun, { failOn, maxWarnings }: Gates): boolean {
  const active = run.findings.filter(({ suppression }) => suppression === undefined);
  const warnings = active.filter(({ severity }) => severity === 'warning').length;
  if (maxWarnings !== undefined && warnings > maxWarnings) return true;
  // Whoever says how many warnings are tolerated does not want the first one to fail.
  const threshold = failOn ?? (maxWarnings === undefined ? 'warning' : 'error');
  return active.some(({ severity }) => atLeast(severity, threshold));
}
