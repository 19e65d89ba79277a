import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ruleId } from '../core/finding.ts';
import { createPythonParser } from '../syntax/python/parse.ts';
import { addIgnores } from './add-ignore.ts';

const parser = await createPythonParser();
const target = (startLine: number, id = 'a-rule', endLine = startLine) => ({
  ruleId: ruleId(id),
  at: { region: { startLine, startColumn: 1, endLine, endColumn: 2 } },
});

function added(text: string, ...findings: readonly ReturnType<typeof target>[]): string {
  return addIgnores({ text, comments: parser.parse(text).comments, ignores: [] }, findings, 'why').text;
}

const comment = '# synclint: ignore[a-rule] why';
const long = `x = ${'1 + '.repeat(25)}1`;

describe('the comment stands', () => {
  test.each([
    ['behind the code', 'x = 1  \r\ny = 2', 1, `x = 1  ${comment}\r\ny = 2`],
    ['behind another comment', 'x = 1  # why not', 1, `x = 1  # why not  ${comment}`],
    ['above a line that would get too long', `if y:\r\n\t${long}\r\n`, 2, `if y:\r\n\t${comment}\r\n\t${long}\r\n`],
    ['above a line that ends in a backslash', 'x = \\\n  1', 1, `${comment}\nx = \\\n  1`],
    ['behind what follows a backslash, however long', `x = \\\n  ${long}`, 2, `x = \\\n  ${long}  ${comment}`],
    ['above a line that a string begins in', 'x = """\n"""', 1, `${comment}\nx = """\n"""`],
    ['behind the end of a string', 'x = f"""{y}\nz"""', 2, `x = f"""{y}\nz"""  ${comment}`],
    ['in an empty file', '', 1, `${comment}\n`],
    ['in the first line, which is empty', '\nx = 1', 1, `${comment}\nx = 1`],
    ['behind a declared encoding', `# coding: utf-8\nx = 1`, 1, `# coding: utf-8  ${comment}\nx = 1`],
    ['behind a first line below that', `#!/bin/env python\n${long}`, 2, `#!/bin/env python\n${long}  ${comment}`],
    ['behind a comment that ends in a backslash', 'x = 1  # a \\\n', 1, `x = 1  # a \\  ${comment}\n`],
  ])('%s', (_, text, line, expected) => {
    expect(added(text, target(line))).toBe(expected);
  });

  test('behind the last line of a finding where nothing can stand at its first', () => {
    const text = 'x = 1 + \\\n    f("""a\n    b""")\n';
    expect(added(text, target(2, 'a-rule', 3))).toBe(`x = 1 + \\\n    f("""a\n    b""")  ${comment}\n`);
  });

  test('nowhere: within a string, behind a backslash on both sides, in a shebang', () => {
    const strings = ['x = """\na\n"""', 'x = \\\n  1 + \\\n  2'].map((text) => [text, 2] as const);
    for (const [text, line] of [...strings, ['#!/bin/env python\n', 1] as const]) {
      const found = target(line);
      const result = addIgnores({ text, comments: parser.parse(text).comments, ignores: [] }, [found], 'why');
      expect(result).toEqual({ text, edits: [], suppressed: [], left: [found] });
    }
  });
});

test('rules that share a line share the comment, each named once', () => {
  const text = added('x = 1\n', target(1, 'b-rule'), target(1), target(1));
  expect(text).toBe('x = 1  # synclint: ignore[a-rule, b-rule] why\n');
});

test('a list that is there gets longer, behind the code or above it', () => {
  const text = '# synclint: ignore[a-rule] old\nx = 1\ny = 2  # synclint: ignore[a-rule] old\n';
  const ignores = [
    { lines: [1, 2], listEnd: text.indexOf(']') },
    { lines: [3], listEnd: text.lastIndexOf(']') },
  ];
  const { comments } = parser.parse(text);
  const result = addIgnores({ text, comments, ignores }, [target(2, 'b-rule'), target(3, 'c-rule')], 'why');
  expect(result.text).toBe(
    '# synclint: ignore[a-rule, b-rule] old\nx = 1\ny = 2  # synclint: ignore[a-rule, c-rule] old\n',
  );
});

const pieces = [
  'x = 1',
  `y = [${'1, '.repeat(40)}]`,
  'z = 1 + \\\n    2',
  'z = 1 + \\\n    2 + \\\n    3',
  't = """a\n# b \\\n\'c\'"""',
  "t = r'''a\\'''  # '''",
  's = f"""{x}\n{y!r:>{z}}\n"""',
  's = \'a\\\nb\' # """',
  'if x:\n    y = (\n        1,  # one\n\n        """\n        """,\n    )',
  '# alone \\',
  '',
  's = "#" \'"""\' b"\\\\"',
  'def f():\n\t"""doc\n\n\tmore"""\n\treturn 1',
];

test('in whatever text, what is added are comments, and all else stays', () => {
  const texts = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(texts, fc.constantFrom('\n', '\r\n'), fc.nat(), fc.nat(), (lines, lineEnd, from, more) => {
      const text = `${lines.join('\n')}\n`.replaceAll('\n', lineEnd);
      const before = parser.parse(text);
      const count = text.split(lineEnd).length;
      const [start, other] = [(from % count) + 1, (more % count) + 1];
      const findings = [target(start), target(other, 'b-rule', Math.min(count, other + 2))];
      const result = addIgnores({ text, comments: before.comments, ignores: [] }, findings, 'why');
      const after = parser.parse(result.text);
      const own = after.comments.filter((one) => one.text.includes('synclint: ignore['));
      expect(after.firstError).toBeUndefined();
      const ids = own.flatMap((one) => /\[(.*)\]/.exec(one.text)?.[1]?.split(', ') ?? []);
      expect(ids.sort()).toEqual(result.suppressed.map((one) => one.ruleId).sort());
      expect(withoutOwn(result.text)).toBe(withoutOwn(text));
    }),
    { numRuns: 300 },
  );
});

/** Blanks at the ends of lines and empty lines are not what this is about. */
function withoutOwn(text: string): string {
  const bare = text.replace(/# synclint: ignore\[[^\]]*\] why/g, '');
  return bare
    .replace(/[ \t]+$/gm, '')
    .replace(/[\r\n]+/g, '\n')
    .trim();
}
