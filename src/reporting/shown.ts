import type { Finding } from '../core/finding.ts';
import type { CheckRun } from '../core/run.ts';
import type { ReportContext } from './reporter.ts';

/** The findings that every output is about: suppressed ones only when they were asked for. */
export function shownFindings(run: CheckRun, context: ReportContext): readonly Finding[] {
  return context.showSuppressed ? run.findings : run.findings.filter((finding) => finding.suppression === undefined);
}
