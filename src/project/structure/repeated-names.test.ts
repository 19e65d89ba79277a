import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRedefinitions } from '../../facts/redefinitions.ts';
import { createPythonParser } from '../../syntax/python/parse.ts';
import { repeatedNames } from './repeated-names.ts';

const parser = await createPythonParser();

describe('the scan for names that are defined twice', () => {
  test.each<readonly [string, boolean]>([
    ['def sail():\n    pass\ndef moor():\n    pass\n', false],
    ['def sail():\n    pass\ndef sail():\n    pass\n', true],
    ['class Ship:\n    def sail(self): pass\nclass Boat:\n    def sail(self): pass\n', false],
    ['class Ship:\n    def sail(self): pass\n    async def sail(self): pass\n', true],
    ['class Ship:\n    def sail(self): pass\n    """\nclass X:\n    """\n    def sail(self): pass\n', true],
    ['class Ship:\n    def sail(self): pass\n    # """\n    def sail(self): pass\n', true],
    ['class Ship:\r    def sail(self): pass\r    def sail(self): pass\r', true],
    ['class Ship:\n\tdef sail (self): pass\n\tdef  sail(self): pass\n', true],
  ])('says of %j: %s', (text, expected) => {
    expect(repeatedNames.test(text)).toBe(expected);
  });

  /** Lines of a block, its definitions and their bodies indented. */
  const { block } = fc.letrec<{ block: readonly string[] }>((tie) => ({
    block: fc
      .array(
        fc.oneof(
          { depthSize: 'small', withCrossShrink: true },
          fc.constantFrom(['"""', 'def a(): pass', '"""'], ["x = 'a'"], ['# class a:'], ['pass']),
          fc.tuple(fc.constantFrom('def', 'class', 'if'), fc.constantFrom('a', 'b'), tie('block')).map(headed),
        ),
        { minLength: 1, maxLength: 4 },
      )
      .map((parts) => parts.flat()),
  }));

  test('misses no text in which there are some', () => {
    fc.assert(
      fc.property(block, (lines) => {
        const text = `${lines.join('\n')}\n`;
        const found = readRedefinitions(parser.parse(text).body);
        expect(found.length > 0 && !repeatedNames.test(text)).toBe(false);
      }),
    );
  });
});

function headed([keyword, name, body]: readonly [string, string, readonly string[]]): readonly string[] {
  const head = keyword === 'if' ? 'if a:' : `${keyword} ${name}():`;
  return [head, ...body.map((line) => `    ${line}`)];
}
