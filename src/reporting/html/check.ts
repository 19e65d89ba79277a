import type { Reporter } from '../reporter.ts';
import { storedCheck } from '../stored-check.ts';
import { page } from './page.ts';

/** One page without script that shows the findings of a check. */
export const reporter: Reporter = (run, context) =>
  page({ version: context.version, probes: [], checks: [{ file: 'this run', run: storedCheck(run, context) }] });
