import { findingJson, notificationJson, statsJson } from './finding-json.ts';
import type { StoredCheck } from '../core/stored-run.ts';
import type { Reporter } from './reporter.ts';
import { shownFindings } from './shown.ts';
import { toJson } from './to-json.ts';

/** The stable contract for programs: `docs/schemas/check.schema.json`. */
export const reporter: Reporter = (run, context) => {
  const output: StoredCheck = {
    version: 1,
    tool: { name: 'synclint', version: context.version },
    root: '.',
    findings: shownFindings(run, context).map((finding) => findingJson(finding, context)),
    notifications: run.notifications.map(notificationJson),
    stats: statsJson(run.stats, context),
  };
  return `${toJson(output, 2)}\n`;
};
