import picomatch from 'picomatch';
import { indexLines, regionOf } from '../core/line-index.ts';
import type { FilePath } from '../core/location.ts';
import type { Notification } from '../core/notification.ts';
import type { QueryMatch } from '../core/query-match.ts';
import type { LoadedRule, QueryRule } from '../core/rule.ts';
import type { SourceStore } from './files/source-store.ts';

export interface QuerySearch {
  /** By rule. */
  readonly matches: ReadonlyMap<string, readonly QueryMatch[]>;
  readonly notifications: readonly Notification[];
}

/** Runs the queries among the rules over the files that they are about; each file is parsed once for all of them. */
export async function searchQueries(
  rules: readonly LoadedRule[],
  inScope: ReadonlySet<FilePath>,
  store: SourceStore,
): Promise<QuerySearch> {
  const wanted = rules.flatMap(({ rule }) => (rule.scope === 'query' ? [{ rule, isAbout: fileMatcher(rule) }] : []));
  const matches = new Map<string, QueryMatch[]>(wanted.map(({ rule }) => [rule.id, []]));
  const notifications: Notification[] = [];
  if (wanted.length === 0) return { matches, notifications };
  const queries = await (await import('../syntax/python/query.ts')).createPythonQueries();
  for (const file of [...inScope].sort()) {
    const own = wanted.filter(({ isAbout }) => isAbout(file)).map(({ rule }) => rule);
    const text = own.length === 0 ? undefined : store.text(file);
    if (text === undefined) continue;
    const { results, broken } = queries.search(
      text,
      own.map(({ query }) => query),
    );
    // Has the file noted as one that was analysed in part only.
    if (broken) store.facts(file);
    const lines = indexLines(text);
    for (const [index, { id }] of own.entries()) {
      const { matches: found = [], complete = true } = results[index] ?? {};
      const located = found.map(({ captures, ...span }) => ({ at: { file, region: regionOf(span, lines) }, captures }));
      matches.get(id)?.push(...located);
      if (!complete) notifications.push(givenUp(id, file));
    }
  }
  return { matches, notifications };
}

function fileMatcher({ files }: QueryRule): (file: FilePath) => boolean {
  if (files.length === 0) return () => true;
  const matches = picomatch([...files], { dot: true });
  return (file) => matches(file);
}

function givenUp(id: string, file: FilePath): Notification {
  const message = `\`${id}\` was given up in this file: its query has too many ways to match`;
  return { level: 'warning', kind: 'unresolved', message, file };
}
