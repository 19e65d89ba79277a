import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DocumentSyntaxError, positionOf, valueOf, type ConfigNode } from './document.ts';
import { parseJson } from './json.ts';
import { parseToml } from './toml.ts';
import { parseYaml } from './yaml.ts';

const content = {
  select: ['flags', 'state'],
  systems: { arrivy: { commands: 'sync_arrivy_*', 'expected-commands': 7 } },
  'per-file': [
    { files: ['a/**'], ignore: [] },
    { files: [], ignore: ['ALL'] },
  ],
  'respect-gitignore': false,
};

const documents = [
  {
    format: 'TOML',
    parse: parseToml,
    text: `select = ["flags",\r\n  "state"]
respect-gitignore = false
systems.arrivy.commands = "sync_arrivy_*" # ünï 🐍
systems.arrivy."expected-commands" = 7
[[per-file]]
files = ["a/**"]
ignore = []
[[per-file]]
files = []
ignore = ["ALL"]
`,
    second: { line: 2, column: 3 },
    commandsKey: { line: 4, column: 16 },
    ignored: { line: 11, column: 11 },
  },
  {
    format: 'YAML',
    parse: parseYaml,
    text: `# comment
select: [flags,
  state]
systems: {arrivy: {"commands": sync_arrivy_*, expected-commands: 7}}
per-file:
  - files: [a/**]
    ignore: []
  - {files: [], ignore: [ALL]}
respect-gitignore: false
`,
    second: { line: 3, column: 3 },
    commandsKey: { line: 4, column: 20 },
    ignored: { line: 8, column: 26 },
  },
  {
    format: 'JSON',
    parse: parseJson,
    text: `{ // comment
  "select": ["flags", "state"],
  "systems": {"arrivy": {"commands": "sync_arrivy_*", "expected-commands": 7}},
  "per-file": [{"files": ["a/**"], "ignore": []},
    {"files": [], "ignore": ["ALL"]}],
  "respect-gitignore": false,
}`,
    second: { line: 2, column: 23 },
    commandsKey: { line: 3, column: 26 },
    ignored: { line: 5, column: 30 },
  },
];

describe.each(documents)('$format', ({ parse, text, second, commandsKey, ignored }) => {
  test('gives the same values as the other formats', () => {
    expect(valueOf(parse(text))).toEqual(content);
  });

  test('knows the place of every key and value', () => {
    const root = parse(text);
    expect(positionOf(root, ['select', 1])).toEqual(second);
    expect(positionOf(root, ['systems', 'arrivy', 'commands'], 'key')).toEqual(commandsKey);
    expect(positionOf(root, ['per-file', 1, 'ignore', 0])).toEqual(ignored);
  });

  test('points at what is around a value that is not there', () => {
    const root = parse(text);
    expect(positionOf(root, ['select', 1, 'nothing', 3])).toEqual(second);
  });
});

test.each([
  ['TOML without a value', parseToml, 'select = \n', 2],
  ['TOML with a key that occurs twice', parseToml, 'a = 1\na = 2\n', 2],
  ['YAML with an unclosed list', parseYaml, 'a: 1\nselect: [flags\n', 3],
  ['YAML with a key that occurs twice', parseYaml, 'a: 1\na: 2\n', 2],
  ['YAML with a tag that would make an object', parseYaml, 'a: !!python/object:os.system x\n', 1],
  ['YAML of two documents', parseYaml, 'a: 1\n---\nb: 2\n', 2],
  ['JSON with a missing comma', parseJson, '{"a": 1\n "b": 2}', 2],
  ['JSON with a key that occurs twice', parseJson, '{"a": 1,\n "a": 2}', 2],
  ['JSON that is cut off', parseJson, '{"a": ', 1],
])('%s is an error with its line', (_, parse, text, line) => {
  expect(messagesOf(parse, text)[0]?.at.line).toBe(line);
});

test('YAML reads `off` and `no` as text', () => {
  expect(valueOf(parseYaml('severity: off\nother: no'))).toEqual({ severity: 'off', other: 'no' });
});

test('YAML aliases are followed, but not into themselves and not without bound', () => {
  expect(valueOf(parseYaml('a: &x [1, 2]\nb: *x'))).toEqual({ a: [1, 2], b: [1, 2] });
  expect(messagesOf(parseYaml, 'a: &x\n  b: *x')).not.toEqual([]);
  const bomb = Array.from(
    { length: 12 },
    (_, i) =>
      `a${i}: &a${i} [${Array(9)
        .fill(i ? `*a${i - 1}` : 'x')
        .join()}]`,
  );
  expect(messagesOf(parseYaml, bomb.join('\n'))).not.toEqual([]);
});

test('every scalar of a JSON text stands where its text stands', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.array(fc.string({ unit: 'binary' }))), (value) => {
      const text = JSON.stringify(value, null, 2);
      const root = parseJson(text);
      const lines = text.split('\n');
      for (const [key, items] of Object.entries(value)) {
        for (const [index, item] of items.entries()) {
          const { line, column } = positionOf(root, [key, index]);
          expect(lines[line - 1]?.slice(column - 1).startsWith(JSON.stringify(item))).toBe(true);
        }
      }
    }),
  );
});

function messagesOf(parse: (text: string) => ConfigNode, text: string): DocumentSyntaxError['messages'] {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof DocumentSyntaxError) return error.messages;
    throw error;
  }
  return [];
}
