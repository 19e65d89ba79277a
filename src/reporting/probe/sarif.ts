import { fittingText } from '../sarif/sarif.ts';
import { githubLimits } from '../sarif/limits.ts';
import { logBuilder } from '../sarif/log.ts';
import type { ProbeReporter } from './reporter.ts';

/** The same log as a check writes, of another automation, so that code scanning keeps both. */
export const reporter: ProbeReporter = (run, context) =>
  fittingText(logBuilder(run, context, githubLimits, 'synclint/probe/commands/'), githubLimits);
