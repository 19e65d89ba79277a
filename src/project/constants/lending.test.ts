import { expect, test } from 'vitest';
import { sourcesOf } from '../../testing/in-memory.ts';
import { Stability } from './stability.ts';

function isStable(...lines: readonly string[]): boolean {
  const sources = sourcesOf({ 'shop/load.py': ['TABLES = ["orders"]', ...lines] });
  return new Stability(sources).isStable('TABLES', false);
}

const giving = ['class Load:', '    def handle(self, options):', '        self.pick(TABLES, options)'];
const pick = (...body: readonly string[]) => [
  '    def pick(self, known, options):',
  ...body.map((line) => `        ${line}`),
];

test.each([
  ['loops over it', ['for name in known:', '    print(name)']],
  ['asks for an item', ['return [n for n in options if n in known], known[0], len(known)']],
  ['copies it first', ['known = list(known)', 'known.append("items")', 'return known']],
  ['does nothing with it', ['return options']],
])('a list is the same after a function that %s', (_, body) => {
  expect(isStable(...giving, ...pick(...body))).toBe(true);
});

test.each([
  ['appends to it', ['known.append("items")']],
  ['sets an item', ['known[0] = "items"']],
  ['changes an item', ['known[0].append("items")']],
  ['keeps it', ['self.known = known']],
  ['returns it', ['return known']],
  ['gives it away', ['change(known)']],
  ['copies it last', ['known.sort()', 'known = list(known)']],
])('a list may be another one after a function that %s', (_, body) => {
  expect(isStable(...giving, ...pick(...body))).toBe(false);
});

test.each([
  ['is not in the project', []],
  ['is a class', ['class pick:', '    pass']],
  ['takes everything', ['    def pick(self, *known):', '        return len(known)']],
  ['exists twice, and once changes it', [...pick('return len(known)'), 'class Other:', ...pick('known.clear()')]],
])('a list may be another one after a function that %s', (_, lines) => {
  expect(isStable(...giving, ...lines)).toBe(false);
});

test('a list that a module gives away while it is imported may be another one', () => {
  expect(isStable('def pick(known):', '    return len(known)', 'pick(TABLES)')).toBe(false);
});
