import type { Configuration } from '../config/configuration.ts';
import { formatKey } from '../config/key-path.ts';
import { placeOf } from '../config/source-place.ts';
import { ConfigError } from '../core/errors.ts';
import { indexLines, positionOf } from '../core/line-index.ts';
import type { QueryMatch } from '../core/query-match.ts';
import type { LoadedRule, QueryRule, Report } from '../core/rule.ts';
import type { PythonQueries } from '../syntax/python/query.ts';

export const customFamily = 'custom';

type Definition = NonNullable<Configuration['settings']['custom']>[number];

/** The rules that a project has written into its configuration; throws a `ConfigError` where one cannot work. */
export async function customRules(configuration: Configuration): Promise<readonly LoadedRule[]> {
  const definitions = configuration.settings.custom ?? [];
  if (definitions.length === 0) return [];
  // The grammar is loaded only for those who have such rules.
  const queries = await (await import('../syntax/python/query.ts')).createPythonQueries();
  const problems = definitions.flatMap((definition, index) => {
    return problemsOf(definition, queries).map(({ key, message }) => {
      const path = ['custom', index, key];
      const source = configuration.sources.findLast(({ settings }) => settings.custom !== undefined);
      return `${source === undefined ? '' : `${placeOf(source, path)}: `}\`${formatKey(path)}\`: ${message}`;
    });
  });
  if (problems.length > 0) throw new ConfigError(problems.join('\n'), 'see docs/custom-rules.md');
  return definitions.map((definition) => ({ family: customFamily, rule: ruleOf(definition) }));
}

function problemsOf(
  { query, message }: Definition,
  queries: PythonQueries,
): readonly { key: string; message: string }[] {
  const check = queries.check(query);
  if (!check.ok) return [{ key: 'query', message: `${inQuery(query, check.offset)}${check.message}` }];
  const unknown = placeholdersOf(message).filter((name) => !check.captures.includes(name));
  return unknown.map((name) => ({
    key: 'message',
    message: `the query has no capture \`@${name}\` for \`{${name}}\``,
  }));
}

function inQuery(query: string, offset: number | undefined): string {
  if (offset === undefined) return '';
  const { line, column } = positionOf(offset, indexLines(query));
  return `line ${line}, column ${column} of the query: `;
}

function ruleOf({ id, message, severity = 'warning', query, files = [] }: Definition): QueryRule {
  const names = placeholdersOf(message);
  return {
    id,
    title: message,
    scope: 'query',
    severity,
    confidence: 'likely',
    default: 'always',
    since: '0.1.0',
    messages: { match: message },
    query,
    files,
    *check(matches: readonly QueryMatch[]): Iterable<Report> {
      for (const { at, captures } of matches) {
        const data = Object.fromEntries(names.map((name) => [name, shortened(captures[name] ?? '')]));
        yield { messageId: 'match', at, data };
      }
    },
  };
}

function placeholdersOf(message: string): readonly string[] {
  return [...new Set([...message.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))];
}

/** On one line, and no longer than a message should be. */
function shortened(text: string): string {
  const words = text.replaceAll(/\s+/g, ' ').trim();
  return words.replace(/^(.{79}).{2,}$/su, '$1…');
}
