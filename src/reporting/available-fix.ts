import type { Finding } from '../core/finding.ts';
import type { ReportContext } from './reporter.ts';

export type FixChoice = Pick<ReportContext, 'unsafeFixes'>;

/** Would `--fix`, together with the options that were given, fix the finding? */
export function isAvailable({ fix, suppression }: Finding, { unsafeFixes }: FixChoice): boolean {
  if (suppression !== undefined) return false;
  return fix?.applicability === 'safe' || (unsafeFixes && fix?.applicability === 'unsafe');
}
