import { Language, Parser, Query, type Node } from 'web-tree-sitter';
import type { Span } from '../../core/location.ts';
import { grammarFiles } from './grammar-files.ts';

/** The capture that marks what is reported. */
export const reportCapture = 'report';

/** Partial matches under way at once, and milliseconds in one file: more of them are no pattern, but a puzzle. */
const limits = { partialMatches: 4_000, milliseconds: 2_000 };

export type QueryCheck =
  | { readonly ok: true; readonly captures: readonly string[] }
  /** `offset`: into the query, where the parser names one. */
  | { readonly ok: false; readonly message: string; readonly offset?: number };

export interface QueryResult {
  readonly matches: readonly (Span & { readonly captures: Readonly<Record<string, string>> })[];
  /** False when the search was given up before its end. */
  readonly complete: boolean;
}

export interface PythonQueries {
  check(query: string): QueryCheck;
  /** The matches of each query in one text, in the order of the queries; `broken`: the text has a syntax error. */
  search(
    text: string,
    queries: readonly string[],
  ): { readonly results: readonly QueryResult[]; readonly broken: boolean };
}

/** Loads the grammar for tree-sitter queries (https://tree-sitter.github.io/tree-sitter/using-parsers/queries). */
export async function createPythonQueries(): Promise<PythonQueries> {
  await Parser.init({ locateFile: grammarFiles.runtime });
  const language = await Language.load(grammarFiles.python());
  const parser = new Parser();
  parser.setLanguage(language);
  const compiled = new Map<string, Query>();
  const compile = (source: string): Query => {
    const query = compiled.get(source) ?? new Query(language, source);
    compiled.set(source, query);
    return query;
  };
  return {
    check: (source) => checkQuery(source, compile),
    search: (text, queries) => {
      const tree = parser.parse(text);
      if (tree === null) throw new Error('the parser was cancelled, although nothing cancels it');
      try {
        const { rootNode } = tree;
        return { results: queries.map((query) => run(compile(query), rootNode)), broken: rootNode.hasError };
      } finally {
        tree.delete();
      }
    },
  };
}

function checkQuery(source: string, compile: (source: string) => Query): QueryCheck {
  try {
    const query = compile(source);
    const message = problemOf(query);
    return message === undefined ? { ok: true, captures: query.captureNames } : { ok: false, message };
  } catch (error) {
    // A regular expression or the arguments of a predicate are refused by other errors, without a place.
    if (!(error instanceof Error)) throw error;
    const message = error.message.charAt(0).toLowerCase() + error.message.slice(1);
    return 'index' in error && typeof error.index === 'number'
      ? { ok: false, message, offset: error.index }
      : { ok: false, message };
  }
}

/** What the parser accepts although it cannot be meant. */
function problemOf(query: Query): string | undefined {
  const [unknown] = query.predicates.flat();
  if (unknown !== undefined) return `unknown predicate \`#${unknown.operator}\``;
  const properties = [...query.assertedProperties, ...query.refutedProperties];
  // Unset where a pattern has none, whatever the type says.
  if (properties.some((one: unknown) => one !== undefined))
    return 'the predicates `#is?` and `#is-not?` have no meaning here';
  const report = query.captureNames.indexOf(reportCapture);
  if (report < 0) return 'nothing is captured as `@report`';
  const silent = query.captureQuantifiers.findIndex((quantifiers) => (quantifiers[report] ?? 0) === 0);
  if (silent < 0) return undefined;
  return `pattern ${silent + 1} captures nothing as \`@report\` (a predicate stands within the parentheses of its pattern)`;
}

function run(query: Query, root: Node): QueryResult {
  const end = performance.now() + limits.milliseconds;
  const budget = { spent: false };
  const found = query.matches(root, {
    matchLimit: limits.partialMatches,
    progressCallback: () => (budget.spent = performance.now() > end),
  });
  const matches = found.flatMap(({ captures }) => {
    const texts = textsOf(captures);
    return captures.flatMap(({ name, node }) =>
      name === reportCapture && isSound(node) ? [{ ...spanOf(node), captures: texts }] : [],
    );
  });
  return { matches: distinct(matches), complete: !budget.spent && !query.didExceedMatchLimit() };
}

/** Several nodes of one name are the first of them. */
function textsOf(
  captures: readonly { readonly name: string; readonly node: Node }[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(captures.toReversed().map(({ name, node }) => [name, withoutReturn(node.text)]));
}

/** What the parser made up to get past a syntax error says nothing about the code. */
function isSound(node: Node): boolean {
  if (node.hasError) return false;
  for (let around = node.parent; around !== null; around = around.parent) if (around.isError) return false;
  return true;
}

/** A comment takes the carriage return before a line feed along. */
function spanOf({ startIndex, text }: Node): Span {
  return { start: startIndex, end: startIndex + withoutReturn(text).length };
}

function withoutReturn(text: string): string {
  return text.replace(/\r$/, '');
}

/** A pattern with something optional matches once for each choice: of one place the match that says most is kept. */
function distinct(matches: QueryResult['matches']): QueryResult['matches'] {
  const kept = new Map<string, QueryResult['matches'][number]>();
  for (const match of matches) {
    const place = `${match.start} ${match.end}`;
    const other = kept.get(place);
    if (other === undefined || countOf(match) > countOf(other)) kept.set(place, match);
  }
  return [...kept.values()];
}

function countOf({ captures }: QueryResult['matches'][number]): number {
  return Object.keys(captures).length;
}
