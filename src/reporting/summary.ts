import type { Finding } from '../core/finding.ts';
import type { CheckRun, Stats } from '../core/run.ts';
import { severities } from '../core/severity.ts';
import { count, enumerate } from './count.ts';
import type { ReportContext } from './reporter.ts';

/** What was found, then what was looked at: a clean run says as much as another one. */
export function summary(run: CheckRun, context: ReportContext): string[] {
  return [foundLine(run, context), lookedLine(run, context)];
}

function foundLine(run: CheckRun, context: ReportContext): string {
  const active = run.findings.filter((finding) => finding.suppression === undefined);
  const hidden = run.findings.length - active.length;
  const suppressed = hidden > 0 ? `, ${hidden} suppressed` : '';
  if (active.length === 0) return `${nothingFound(run)}${suppressed}.`;
  const counts = severities
    .map((severity) => ({ severity, number: active.filter((finding) => finding.severity === severity).length }))
    .filter(({ number }) => number > 0)
    .map(({ severity, number }) => count(number, severity));
  return `Found ${enumerate(counts)}${suppressed}${fixable(active, context)}.`;
}

/** "Could not look" is never "clean". */
function nothingFound(run: CheckRun): string {
  if (run.stats.files === 0) return 'No file was looked at';
  const incomplete = run.notifications.some((notification) => notification.level === 'error');
  return incomplete ? 'No findings, but not everything could be looked at' : 'No findings';
}

function fixable(findings: readonly Finding[], { unsafeFixes }: ReportContext): string {
  const safe = findings.filter((finding) => finding.fix?.applicability === 'safe').length;
  const unsafe = findings.filter((finding) => finding.fix?.applicability === 'unsafe').length;
  if (unsafeFixes && unsafe > 0) return `; ${safe + unsafe} fixable with \`--fix --unsafe-fixes\``;
  const parts = [
    ...(safe > 0 ? [`${safe} fixable with \`--fix\``] : []),
    ...(unsafe > 0 ? [`${unsafe}${safe > 0 ? ' more' : ' fixable'} with \`--fix --unsafe-fixes\``] : []),
  ];
  return parts.length === 0 ? '' : `; ${parts.join(', ')}`;
}

function lookedLine(run: CheckRun, context: ReportContext): string {
  const { stats, rules } = run;
  const time = context.durationMs === null ? '' : ` in ${Math.round(context.durationMs)} ms`;
  const looked = enumerate([count(stats.files, 'file'), count(stats.commands, 'command')]);
  return `Looked at ${looked} with ${count(rules.length, 'rule')}${time}; resolution: ${resolution(stats)}.`;
}

/** Rounded down, so that 100 % is only said when nothing is open. */
function resolution(stats: Stats): string {
  const { options, calls } = stats.resolution;
  const open = options.open + calls.open;
  const total = options.resolved + calls.resolved + open;
  if (total === 0) return 'nothing to resolve';
  const percent = Math.floor(((total - open) * 1000) / total) / 10;
  return `${open === 0 ? '100' : percent.toFixed(1)} %, ${open} unresolved`;
}
