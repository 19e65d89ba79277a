import type { ProbeRun } from '../../core/probe-run.ts';
import type { ReportContext } from '../reporter.ts';

/** Pure, like every reporter. */
export type ProbeReporter = (run: ProbeRun, context: ReportContext) => string;
