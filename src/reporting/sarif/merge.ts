import { compareText } from '../../core/location.ts';
import { severities } from '../../core/severity.ts';
import type { Limits } from './limits.ts';
import { leftOutNotices, unshownNotices } from './limits.ts';
import { mergeNotifications } from './merge-notifications.ts';
import { terminated } from './message.ts';
import { notificationDescriptors } from './notification.ts';
import type { OwnLog, OwnNotification, OwnResult } from './own-log.ts';

export interface MergedLogs {
  readonly total: number;
  readonly results: readonly OwnResult[];
  readonly notifications: readonly OwnNotification[];
  /** The log with the first `kept` of its results. */
  log(kept: number, exitCode: number): OwnLog;
}

/** Why logs cannot become one; undefined where they can. */
export function contradictionOf(logs: readonly OwnLog[]): string | undefined {
  const differ = (of: (log: OwnLog) => unknown): boolean => new Set(logs.map(of)).size > 1;
  if (differ(({ runs: [run] }) => run.tool.driver.version)) return 'they come from different versions of synclint';
  const told = logs.flatMap(({ runs: [run] }) => run.results.map(({ suppressions }) => suppressions !== undefined));
  return new Set(told).size > 1 ? 'some of them show suppressed findings, and some do not' : undefined;
}

/**
 * Joins logs of parts of one project into the log of the whole. Where parts overlap, what is in several of them is taken
 * once; the order of the logs makes no difference.
 */
export function mergeLogs(logs: readonly [OwnLog, ...OwnLog[]], limits: Limits): MergedLogs {
  const inOrder = [...logs].sort((a, b) => compareText(JSON.stringify(a), JSON.stringify(b)));
  const runs = inOrder.map(({ runs: [run] }) => run);
  const rules = byId(runs.flatMap(({ tool }) => tool.driver.rules));
  const ruleIndex = new Map(rules.map(({ id }, index) => [id, index]));
  const found = mergeResults(runs.map((run) => run.results));
  const results = found.slice(0, limits.results);
  const notifications = mergeNotifications(runs.map(({ invocations: [one] }) => one.toolExecutionNotifications));
  const descriptors = runs.flatMap(({ tool }) => tool.driver.notifications);
  const [first] = logs;
  const [{ tool, ...rest }] = first.runs;
  return {
    total: results.length,
    results,
    notifications,
    log(kept, exitCode) {
      const notices = [...leftOutNotices(found.length, kept), ...unshownNotices(kept, limits)];
      const noticeDescriptors = notificationDescriptors(notices);
      const all = [
        ...notifications,
        ...notices.map(({ kind, level, message }) => ({
          descriptor: { id: kind, index: 0 },
          level,
          message: { text: terminated(message) },
        })),
      ];
      const used = new Set(all.map(({ descriptor }) => descriptor.id));
      const described = byId([...descriptors, ...noticeDescriptors.map((one) => ({ ...one }))]).filter(({ id }) =>
        used.has(id),
      );
      const indexed = all.map((one) => {
        const index = described.findIndex(({ id }) => id === one.descriptor.id);
        return { ...one, descriptor: { ...one.descriptor, index } };
      });
      const isSuccess = exitCode <= 1 && !all.some(({ level }) => level === 'error');
      return {
        ...first,
        runs: [
          {
            tool: { ...tool, driver: { ...tool.driver, rules, notifications: described } },
            ...rest,
            invocations: [{ executionSuccessful: isSuccess, exitCode, toolExecutionNotifications: indexed }],
            results: results.slice(0, kept).map((result) => withIndex(result, ruleIndex.get(result.ruleId))),
          },
        ],
      };
    },
  };
}

function withIndex(result: OwnResult, ruleIndex: number | undefined): OwnResult {
  return ruleIndex === undefined ? result : { ...result, ruleIndex };
}

/** Equal results of one log are several findings; of several logs they are the same ones. */
function mergeResults(lists: readonly (readonly OwnResult[])[]): readonly OwnResult[] {
  const taken = new Map<string, number>();
  const merged: OwnResult[] = [];
  for (const results of lists) {
    const seen = new Map<string, number>();
    for (const result of results) {
      const key = JSON.stringify({ ...result, ruleIndex: 0 });
      const count = (seen.get(key) ?? 0) + 1;
      seen.set(key, count);
      if (count <= (taken.get(key) ?? 0)) continue;
      taken.set(key, count);
      merged.push(result);
    }
  }
  return merged.sort(compareResults);
}

/** The gravest first, then by place and rule; equal ones stay as they are, which is by message. */
function compareResults(a: OwnResult, b: OwnResult): number {
  const [one, other] = [placeOf(a), placeOf(b)];
  return (
    severities.indexOf(a.level) - severities.indexOf(b.level) ||
    compareText(one.file, other.file) ||
    one.region.startLine - other.region.startLine ||
    one.region.startColumn - other.region.startColumn ||
    one.region.endLine - other.region.endLine ||
    one.region.endColumn - other.region.endColumn ||
    compareText(a.ruleId, b.ruleId)
  );
}

function placeOf({ locations: [{ physicalLocation }] }: OwnResult) {
  return { file: decoded(physicalLocation.artifactLocation.uri), region: physicalLocation.region };
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

function byId<T extends { readonly id: string }>(items: readonly T[]): T[] {
  const known = new Map(items.map((item) => [item.id, item]));
  return [...known.values()].sort((a, b) => compareText(a.id, b.id));
}
