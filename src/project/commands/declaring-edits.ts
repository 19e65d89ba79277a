import type { Edit } from '../../core/finding.ts';
import type { Block, FunctionDefinition, Statement } from '../../core/python.ts';
import { boundNames } from '../../facts/bound-names.ts';
import { blocksOf, walkStatements } from '../../facts/walk.ts';
import type { ClassEntity } from '../entity.ts';

/** One more call at the end of an `add_arguments`, before anything that may leave it. */
export function intoMethod(
  entity: ClassEntity,
  { parameters, body, async }: FunctionDefinition,
  argument: string,
  text: string,
): readonly Edit[] | undefined {
  const [first, parser] = parameters;
  if (async || first?.form !== 'plain' || parser?.form !== 'plain' || parser.keywordOnly) return undefined;
  if (boundNames(body).has(parser.name)) return undefined;
  const indent = indentOf(body[0], text);
  const end = body.findIndex(mayLeave);
  const offset = lineEndAfter(body[end < 0 ? body.length - 1 : end - 1], text);
  if (indent === undefined || offset === undefined) return undefined;
  return [insertion(entity, offset, [`${indent}${parser.name}.add_argument(${argument})`], text)];
}

/** An `add_arguments` for a class that has none, above its first method; the calls of several options share its head. */
export function withMethod(entity: ClassEntity, argument: string, text: string): readonly Edit[] | undefined {
  const { body } = entity.definition;
  const indent = indentOf(body[0], text);
  const outer = blanksBefore(startOf(entity.definition), text) ?? '';
  const firstMethod = body.findIndex(({ kind }) => kind === 'function' || kind === 'class');
  const offset = lineEndAfter(body[firstMethod > 0 ? firstMethod - 1 : body.length - 1], text);
  if (indent === undefined || offset === undefined) return undefined;
  const inner = indent + (indent.slice(outer.length) || '    ');
  const head = ['', `${indent}def add_arguments(self, parser):`, `${inner}super().add_arguments(parser)`];
  return [
    insertion(entity, offset, head, text),
    insertion(entity, offset, [`${inner}parser.add_argument(${argument})`], text),
  ];
}

/** New lines behind the one that ends at the offset. */
function insertion({ module }: ClassEntity, offset: number, lines: readonly string[], text: string): Edit {
  const [lineEnd = '\n'] =
    /^(?:\r\n|\n|\r)/.exec(text.slice(offset, offset + 2)) ??
    /(?:\r\n|\n|\r)(?=[^\n\r]*$)/.exec(text.slice(0, offset)) ??
    [];
  return {
    at: module.locate({ start: offset, end: offset }),
    replacement: lines.map((line) => lineEnd + line).join(''),
  };
}

/** The blanks before the first statement of a block; undefined where it shares a line with the head of the block. */
function indentOf(statement: Statement | undefined, text: string): string | undefined {
  if (statement === undefined) return undefined;
  return blanksBefore(startOf(statement), text) || undefined;
}

/** What stands before an offset on its line, where that is nothing but blanks. */
function blanksBefore(offset: number, text: string): string | undefined {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const before = text.slice(start, offset);
  return /^[ \t]*$/.test(before) ? before : undefined;
}

/** A definition starts with its decorators. */
function startOf(statement: Statement): number {
  if (statement.kind !== 'function' && statement.kind !== 'class') return statement.start;
  // The `@` stands before the expression.
  return Math.min(statement.start, ...statement.decorators.map(({ start }) => start - 1));
}

/** The end of the line on which a statement ends, where nothing but a comment follows. */
function lineEndAfter(statement: Statement | undefined, text: string): number | undefined {
  if (statement === undefined) return undefined;
  const end = endOf(statement);
  const rest = /^[^\n\r]*/.exec(text.slice(end))?.[0] ?? '';
  return /^[ \t\f]*;?[ \t\f]*(?:#.*)?$/.test(rest) ? end + rest.length : undefined;
}

/** Of a compound statement the end of what stands last in it. */
function endOf(statement: Statement): number {
  const inner: Block = blocksOf(statement).flat();
  return Math.max(statement.end, ...inner.map(endOf));
}

function mayLeave(statement: Statement): boolean {
  const own = walkStatements([statement], ({ kind }) => kind !== 'function' && kind !== 'class');
  return [...own].some(({ kind }) => kind === 'return' || kind === 'raise');
}
