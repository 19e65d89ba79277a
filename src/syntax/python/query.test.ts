import { describe, expect, test } from 'vitest';
import { createPythonQueries } from './query.ts';

const queries = await createPythonQueries();
const prints = '(call function: (identifier) @name (#eq? @name "print") arguments: (_) @arguments) @report';

/** What is reported, as it stands in the text. */
function found(text: string, query: string): readonly string[] {
  const [result] = queries.search(text, [query]).results;
  return (result?.matches ?? []).map(({ start, end }) => text.slice(start, end));
}

describe('a query', () => {
  test('tells its captures', () => {
    expect(queries.check(prints)).toEqual({ ok: true, captures: ['name', 'arguments', 'report'] });
  });

  test.each([
    ['an unknown node', '(calll) @report', "bad node name 'calll'", 1],
    ['an unknown field', '(call fn: (_)) @report', "bad field name 'fn'", 6],
    ['a parenthesis too few', '; first\n(call', "bad syntax at offset 13: ''...", 13],
    ['a capture that is not there', '(call) @x (#eq? @y "a")', 'bad capture name @y', 17],
    [
      'an impossible pattern',
      '(identifier (call)) @report',
      "bad pattern structure at offset 12: '(call)) @report'...",
      12,
    ],
  ])('with %s is refused with its place', (_, query, message, offset) => {
    expect(queries.check(query)).toEqual({ ok: false, message, offset });
  });

  test.each([
    ['', 'nothing is captured as `@report`'],
    ['(call) @reports', 'nothing is captured as `@report`'],
    ['(call) @report (call) @other', 'pattern 2 captures nothing as `@report`'],
    ['(call) @report (#eq? @report "f()")', 'pattern 2 captures nothing as `@report` (a predicate stands within'],
    ['((call) @report (#near? @report "x"))', 'unknown predicate `#near?`'],
    ['((call) @report (#is-not? local))', 'the predicates `#is?` and `#is-not?` have no meaning here'],
    ['((call) @report (#match? @report "("))', 'invalid regular expression: /(/'],
    ['((call) @report (#eq? @report))', 'wrong number of arguments to `#eq?`'],
  ])('%s is refused: %s', (query, message) => {
    const check = queries.check(query);
    expect(check.ok ? '' : check.message).toContain(message);
  });
});

describe('a search', () => {
  test('gives places and texts of captures, in UTF-16 units', () => {
    const text = 'title = "𝕊"; print("𝕊")\r\nprint(1, 2)\r\n';
    const captures = (argument: string) => ({ name: 'print', arguments: argument });
    const { results, broken } = queries.search(text, [prints]);
    expect(results).toMatchObject([
      {
        complete: true,
        matches: [
          { start: 14, end: 25, captures: captures('("𝕊")') },
          { start: 27, end: 38, captures: captures('(1, 2)') },
        ],
      },
    ]);
    expect(broken).toBe(false);
  });

  test('answers each query', () => {
    const { results } = queries.search('print(x)\n', ['(identifier) @report', '(integer) @report', prints]);
    expect(results.map(({ matches }) => matches.length)).toEqual([2, 0, 1]);
  });

  test('leaves the carriage return out of a comment', () => {
    expect(found('x = 1  # TODO\r\n# TODO\r\n', '(comment) @report')).toEqual(['# TODO', '# TODO']);
  });

  test('reports every node that is captured so, and each place once', () => {
    expect(found('f(a, b)\n', '(argument_list (identifier) @report)')).toEqual(['a', 'b']);
    expect(found('f(a, b)\n', '(call (argument_list (identifier)* @any)) @report')).toEqual(['f(a, b)']);
    const [result] = queries.search('f(a)\n', ['(call (argument_list . (_)? @first)) @report']).results;
    expect(result?.matches).toMatchObject([{ captures: { first: 'a' } }]);
  });

  test('understands the usual predicates', () => {
    expect(found('a()\nb()\nab()\n', '((call (identifier) @f) @report (#match? @f "^a"))')).toEqual(['a()', 'ab()']);
    expect(found('a()\nb()\nab()\n', '((call (identifier) @f) @report (#any-of? @f "b" "ab"))')).toEqual([
      'b()',
      'ab()',
    ]);
    expect(found('a(a)\na(b)\n', '((call (identifier) @f (_ (identifier) @x)) @report (#eq? @f @x))')).toEqual([
      'a(a)',
    ]);
  });

  test('finds nothing in what does not parse, and goes on behind it', () => {
    const text = 'print(1)\ndef f(:\n  print(\n)(\nclass A:\n    x = print(3)\n';
    expect(queries.search(text, [prints]).broken).toBe(true);
    expect(found(text, prints)).toContain('print(1)');
    expect(found('print(\n', prints)).toEqual([]);
    expect(found('print(1 1)\n', prints)).toEqual([]);
  });

  test('is given up where the query has too many ways to match', () => {
    const list = `f(${Array.from({ length: 3_000 }, () => 'a').join(', ')})\n`;
    const pairs = '(argument_list (identifier) @a (identifier) @b (identifier) @c) @report';
    const [result] = queries.search(list, [pairs]).results;
    expect(result?.complete).toBe(false);
  });
});
