import type { CheckRun } from '../core/run.ts';
import type { StoredCheck } from '../core/stored-run.ts';
import { findingJson, notificationJson, statsJson } from './finding-json.ts';
import type { ReportContext } from './reporter.ts';
import { shownFindings } from './shown.ts';

/** The run as its JSON says it, and as pages are made of it. */
export function storedCheck(run: CheckRun, context: ReportContext): StoredCheck {
  return {
    version: 1,
    tool: { name: 'synclint', version: context.version },
    root: '.',
    findings: shownFindings(run, context).map((finding) => findingJson(finding, context)),
    notifications: run.notifications.map(notificationJson),
    stats: statsJson(run.stats, context),
  };
}
