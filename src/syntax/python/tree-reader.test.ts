import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTreeReader } from './tree-reader.ts';

const reader = await createTreeReader();
const fixtures = join(import.meta.dirname, '../../../fixtures');
const texts = readdirSync(fixtures, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.py'))
  .map((file) => readFileSync(join(fixtures, file), 'utf8'));

describe('a tree read from the memory of the parser', () => {
  test('is trusted: this version of the parser lays it out as expected', () => {
    expect(reader.fast).toBe(true);
  });

  test('is what the cursor says, for every fixture', () => {
    expect(texts.length).toBeGreaterThan(200);
    for (const text of texts) expect(reader.read(text)).toEqual(reader.readByCursor(text));
  });

  test('is what the cursor says where a file is cut off or damaged', () => {
    const damaged = fc
      .tuple(
        fc.constantFrom(...texts),
        fc.nat(),
        fc.nat(9),
        fc.constantFrom('', ')', '"', '\n', '\t', '\\', 'é😀', '\0'),
      )
      .map(([text, at, gap, inserted]) => {
        const start = at % (text.length + 1);
        return text.slice(0, start) + inserted + text.slice(start + gap);
      });
    fc.assert(
      fc.property(damaged, (text) => {
        expect(reader.read(text)).toEqual(reader.readByCursor(text));
      }),
      { numRuns: 150 },
    );
  });

  test('is what the cursor says of forms that hold each other in unusual ways', () => {
    const lines = [
      'print >>f, "a" "b" f"{x!r:>{y}}" rb"c"',
      'match a:\n case [b, *_] | C(d=1) as e if f: pass\n',
      '@x.y\nasync def g(a, /, b: int = 1, *c, d, **e) -> f: yield (yield from h)\n',
      'class A[T: int](B, metaclass=C): """d"""; x = y = 1\n',
      'with (a as b, c): # d\n  e # f\n# g\n',
      `x = [${'1, '.repeat(300)}]\n`,
      'try: a\nexcept* B as c: d\nelse: e\nfinally: f\n',
      'if a: b\nelif c: d\nelse: e\n',
      'x = not a is not b not in c < d if e else lambda *f, g=1: {**h, i: j}\n',
      '\ufeffx = 1\r\n\f\r\ndel a[1:2, ...], b\n',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...lines), { maxLength: 6 }), (parts) => {
        const text = parts.join('');
        expect(reader.read(text)).toEqual(reader.readByCursor(text));
      }),
    );
  });
});
