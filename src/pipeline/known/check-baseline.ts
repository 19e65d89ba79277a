import { resolve } from 'node:path';
import { UsageError } from '../../core/errors.ts';
import { listed } from '../../core/listed.ts';
import type { Notification } from '../../core/notification.ts';
import { readBytes } from '../../discovery/read-source.ts';
import { applyBaseline, countOf, type Baseline, type Examined } from '../../triage/baseline.ts';
import type { Check, CheckRequest, ReportableCheck } from '../check.ts';
import { overlayOf } from '../files/overlay.ts';

/** A check whose findings are marked where the named baseline holds them, or the configured one. */
export function withBaseline(full: Check, file: string | undefined): Check {
  return async (request, unwritten, given) => baselined(await full(request, unwritten, given), file, request);
}

/** The outcome with the findings marked that the baseline holds; without one everything stays as it is. */
export async function baselined<T extends ReportableCheck>(
  outcome: T,
  file: string | undefined,
  request: CheckRequest,
): Promise<T> {
  const path = file ?? configuredBaseline(outcome);
  if (path === undefined) return outcome;
  const { findings, expired } = applyBaseline(
    outcome.run.findings,
    await readBaseline(path),
    examined(outcome, request),
  );
  const notifications = [...outcome.run.notifications, ...expiredNotes(expired)];
  return { ...outcome, run: { ...outcome.run, findings, notifications } };
}

/** Absolute; undefined where none is configured. */
export function configuredBaseline({ root, configuration }: ReportableCheck): string | undefined {
  const { file } = configuration.settings.baseline ?? {};
  return file === undefined ? undefined : resolve(root, file);
}

/** Throws where it is not there, or is something else. */
export async function readBaseline(path: string): Promise<Baseline> {
  const read = readBytes(path);
  const remedy = 'write it with `synclint baseline create`';
  if ('unreadable' in read) throw new UsageError(`the baseline \`${path}\` cannot be read: ${read.unreadable}`, remedy);
  const { parseBaseline } = await import('../../triage/baseline-file.ts');
  const parsed = parseBaseline(read.bytes.toString('utf8'));
  if ('baseline' in parsed) return parsed.baseline;
  throw new UsageError(`the baseline \`${path}\` cannot be used: ${parsed.unusable}`, `repair it, or ${remedy}`);
}

/** What a run can tell about a baseline. */
export function examined({ root, run, discovery }: ReportableCheck, request?: CheckRequest): Examined {
  const ran = new Set(run.rules.map(({ rule }) => rule.id));
  const files = new Set<string>([...discovery.files, ...discovery.scripts]);
  const input = request?.stdin === undefined ? undefined : overlayOf(request.stdin, root, request.cwd)[0];
  const inScope = new Set<string>(input === undefined ? [...discovery.inScope, ...discovery.scriptsInScope] : [input]);
  return {
    hasRun: (rule) => ran.has(rule),
    exists: (file) => files.has(file),
    isInScope: (file) => inScope.has(file),
    wholeProject: input === undefined && inScope.size === files.size,
  };
}

function expiredNotes(expired: Baseline): readonly Notification[] {
  if (expired.length === 0) return [];
  const count = countOf(expired);
  const subject = count === 1 ? '1 finding of the baseline is' : `${count} findings of the baseline are`;
  const where = listed([...new Set(expired.map(({ rule, file }) => `${rule}\` in \`${file}`))]);
  const message = `${subject} fixed: ${where}; \`synclint baseline prune\` takes ${count === 1 ? 'it' : 'them'} out`;
  return [{ level: 'note', kind: 'expired-baseline', message }];
}
