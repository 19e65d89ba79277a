import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Expression } from '../../core/python.ts';
import { createPythonParser } from './parse.ts';

const parser = await createPythonParser();

function valueOf(source: string): Expression | undefined {
  const [statement] = parser.parse(`value = ${source}\n`).body;
  return statement?.kind === 'assign' ? statement.value : undefined;
}

/** The text of a string, with each `{name}` of an f-string replaced by the name. */
function textOf(expression: Expression | undefined): string | null {
  if (expression?.kind === 'string') return expression.value;
  if (expression?.kind !== 'formatted') return null;
  return expression.parts
    .map((part) => (typeof part === 'string' ? part : part.kind === 'name' ? part.id : '?'))
    .join('');
}

const judge = `
import json, sys, warnings
warnings.simplefilter("ignore")
names = {"name": "name", "b": "b"}
answers = []
for source in json.load(sys.stdin):
    try:
        answers.append(eval(source, dict(names)))
    except Exception:
        answers.append(None)
print(json.dumps(answers))
`;

function evaluate(sources: readonly string[]): readonly (string | null)[] {
  const input = JSON.stringify(sources);
  return JSON.parse(execFileSync('python3', ['-c', judge], { input, encoding: 'utf8' })) as (string | null)[];
}

const plainPieces = ['a', ' ', 'é', '😀', '#', '{', '}', '{{', '}}', '{name}', '\\n', '\\\\', '\\"', "\\'", '\\x41'];
const oddPieces = [
  '\\u00e9',
  '\\U0001F600',
  '\\101',
  '\\7',
  '\\400',
  '\\q',
  '\\8',
  '\\x4',
  '\\\n',
  '\\\r\n',
  '\\0',
  '%s',
];
const quotes = ["'", '"', "'''", '"""'];
const prefixes = ['', 'r', 'R', 'u', 'U', 'f', 'F', 'rf', 'fR', 'Rf'];

const literal = fc
  .tuple(
    fc.constantFrom(...prefixes),
    fc.constantFrom(...quotes),
    fc.array(fc.constantFrom(...plainPieces, ...oddPieces, '\n', '\r\n', '\r', '"', "'"), { maxLength: 8 }),
  )
  .map(([prefix, quote, pieces]) => {
    const inner = pieces.join('');
    const text = quote.length === 3 ? inner : inner.replace(/(?<!\\)[\r\n]+/g, '');
    return `${prefix}${quote}${text}${quote}`;
  });
const concatenation = fc
  .array(literal, { minLength: 1, maxLength: 3 })
  .chain((parts) => fc.constantFrom(' ', '', ' \\\n').map((glue) => parts.join(glue)));

describe('a string literal', () => {
  test('has the value that Python gives it', () => {
    const sources = fc.sample(concatenation, { numRuns: 8_000, seed: 42 });
    const expected = evaluate(sources);
    const wrong = sources.flatMap((source, index) => {
      const value = expected[index];
      if (value === null || value === undefined) return [];
      const found = textOf(valueOf(source));
      return found === value ? [] : [{ source, value, found }];
    });
    expect(wrong).toEqual([]);
    expect(expected.filter((value) => value !== null).length).toBeGreaterThan(1_500);
  });

  test.each([['b"bytes"'], ['rb"bytes"'], ['t"template {name}"'], ['"text" b"bytes"']])(
    'is opaque where it is no text: %s',
    (source) => {
      expect(valueOf(source)?.kind).toBe('opaque');
    },
  );

  test('that is formatted or converted on its way has an opaque part', () => {
    const parts = (source: string) => {
      const value = valueOf(source);
      return value?.kind === 'formatted'
        ? value.parts.map((part) => (typeof part === 'string' ? part : part.kind))
        : [];
    };
    expect(parts('f"--{name!r}"')).toEqual(['--', 'opaque']);
    expect(parts('f"{name:>10}--"')).toEqual(['opaque', '--']);
    expect(parts('f"{name=}"')).not.toContain('name');
    expect(parts('"a" f"{name}" "b"')).toEqual(['a', 'name', 'b']);
    expect(parts(`f"{f'{name}'}"`)).toEqual(['formatted']);
  });

  test('may hold quotes of its own kind within braces, since Python 3.12', () => {
    const value = valueOf('f"{names["first"]}-x"');
    expect(value?.kind === 'formatted' ? value.parts.at(-1) : undefined).toBe('-x');
  });
});
