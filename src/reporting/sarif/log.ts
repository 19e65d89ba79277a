import type { Invocation, Log, Result, Run } from 'sarif';
import type { Finding } from '../../core/finding.ts';
import type { FilePath } from '../../core/location.ts';
import { compareText } from '../../core/location.ts';
import type { Notification } from '../../core/notification.ts';
import type { CheckRun } from '../../core/run.ts';
import type { ReportContext } from '../reporter.ts';
import { shownFindings } from '../shown.ts';
import { informationUri } from './home.ts';
import { bySeverity, cutNotices, type Limits, withinLimits } from './limits.ts';
import { lineHashes } from './line-hash.ts';
import { sourceRoot } from './location.ts';
import { notificationDescriptors, sarifNotification } from './notification.ts';
import { sarifResult } from './result.ts';
import { ruleDescriptor } from './rule-descriptor.ts';

/** Makes logs of one run that hold the first `kept` of its results; `total` is how many there are to keep at most. */
export interface LogBuilder {
  readonly total: number;
  log(kept: number): Log;
}

/** @param automation - what code scanning tells runs of different kinds by. */
export function logBuilder(
  run: CheckRun,
  context: ReportContext,
  limits: Limits,
  automation = 'synclint/check/',
): LogBuilder {
  const findings = bySeverity(shownFindings(run, context));
  const candidates = findings.slice(0, limits.results).map((finding) => withinLimits(finding, limits));
  const rules = [...run.rules].sort((a, b) => compareText(a.rule.id, b.rule.id));
  const ruleIndex = new Map(rules.map(({ rule }, index) => [rule.id, index]));
  const hashes = hashesByFile(candidates, context);
  const resultContext = {
    repositoryPrefix: context.repositoryPrefix,
    showSuppressed: context.showSuppressed,
    ruleIndex,
    lineHash: ({ at }: Finding) => hashes.get(at.file)?.get(at.region.startLine),
  };
  const results = candidates.map((finding) => sarifResult(finding, resultContext));
  const ruleDescriptors = rules.map((rule) => ruleDescriptor(rule, context.page(rule.rule.id), context.version));
  return {
    total: results.length,
    log(kept) {
      const notifications = [...run.notifications, ...cutNotices(findings, kept, limits)];
      return logOf(sarifRun(results.slice(0, kept), notifications, ruleDescriptors, automation, context));
    },
  };
}

function logOf(run: Run): Log {
  return { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
}

function sarifRun(
  results: Result[],
  notifications: readonly Notification[],
  rules: ReturnType<typeof ruleDescriptor>[],
  automation: string,
  context: ReportContext,
): Run {
  const descriptors = notificationDescriptors(notifications);
  return {
    tool: {
      driver: {
        name: 'synclint',
        fullName: `synclint ${context.version}`,
        version: context.version,
        semanticVersion: context.version,
        informationUri,
        rules,
        notifications: descriptors,
      },
    },
    automationDetails: { id: automation },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [sourceRoot]: { description: { text: 'The root of the repository that was checked.' } } },
    invocations: [
      {
        ...success(context, notifications),
        toolExecutionNotifications: notifications.map((notification) =>
          sarifNotification(notification, descriptors, context.repositoryPrefix),
        ),
      },
    ],
    results,
  };
}

/** Findings are no failure; what could not be looked at is one, whatever the exit code was told to be. */
function success({ exitCode }: ReportContext, notifications: readonly Notification[]): Invocation {
  const failed = exitCode > 1 || notifications.some((notification) => notification.level === 'error');
  return { executionSuccessful: !failed, exitCode };
}

function hashesByFile(findings: readonly Finding[], context: ReportContext) {
  const linesByFile = new Map<FilePath, Set<number>>();
  for (const { at } of findings) {
    const lines = linesByFile.get(at.file) ?? new Set();
    linesByFile.set(at.file, lines.add(at.region.startLine));
  }
  return new Map(
    [...linesByFile].map(([file, lines]) => {
      const text = context.source(file);
      return [file, text === undefined ? new Map<number, string>() : lineHashes(text, lines)];
    }),
  );
}
