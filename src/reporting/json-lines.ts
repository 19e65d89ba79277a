import { findingJson, notificationJson, statsJson } from './finding-json.ts';
import type { Reporter } from './reporter.ts';
import { shownFindings } from './shown.ts';
import { toJson } from './to-json.ts';

/** One finding a line, then one object with the notifications and the statistics of the run. */
export const reporter: Reporter = (run, context) => {
  const last = { notifications: run.notifications.map(notificationJson), stats: statsJson(run.stats, context) };
  const findings = shownFindings(run, context).map((finding) => findingJson(finding, context));
  return [...findings, last].map((value) => `${toJson(value, 0)}\n`).join('');
};
