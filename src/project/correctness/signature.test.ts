import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filePath } from '../../core/location.ts';
import { extractFacts } from '../../facts/extract.ts';
import { createPythonParser } from '../../syntax/python/parse.ts';
import { mismatchOf } from './signature.ts';

const parser = await createPythonParser();

/** What Python says: 1 for a call that it binds. */
const judge = `
import json, sys
answers = []
for header, call in json.load(sys.stdin):
    space = {"some": [1], "more": {"z": 1}}
    exec(f"def take({header}): pass", space)
    try:
        exec(f"take({call})", space)
        answers.append(True)
    except TypeError:
        answers.append(False)
print(json.dumps(answers))
`;

function binds(header: string, call: string): boolean {
  const text = `def take(${header}): pass\n\nresult = take(${call})\n`;
  const { functions, scope } = extractFacts(filePath('a.py'), text, parser.parse(text));
  const [value] = scope.bindings.get('result') ?? [];
  const [definition] = functions;
  if (value?.kind !== 'value' || value.value.kind !== 'call' || definition === undefined) throw new Error(text);
  return mismatchOf(value.value, definition.definition, 0) === undefined;
}

const headers = fc
  .record({
    required: fc.subarray(['a', 'b']),
    optional: fc.subarray(['c=1', 'd=2']),
    list: fc.constantFrom('', '*', '*rest'),
    named: fc.subarray(['e', 'f=3'], { minLength: 1 }),
    dict: fc.boolean(),
  })
  .map(({ required, optional, list, named, dict }) => {
    const behind = list === '' ? [] : [list, ...named];
    return [...required, ...optional, ...behind, ...(dict ? ['**options'] : [])].join(', ');
  });

const calls = fc
  .record({
    given: fc.subarray(['1', '2', '3']),
    named: fc.subarray(['a=1', 'b=1', 'c=1', 'e=1', 'f=1', 'g=1']),
  })
  .map(({ given, named }) => [...given, ...named].join(', '));

describe('the arguments of a call', () => {
  test('are bound exactly where Python binds them', () => {
    const cases = fc.sample(fc.tuple(headers, calls), { numRuns: 600, seed: 1 });
    const answer = execFileSync('python3', ['-c', judge], { input: JSON.stringify(cases), encoding: 'utf8' });
    const expected: unknown = JSON.parse(answer);
    const differing = cases.filter(([header, call], index) => {
      const python = Array.isArray(expected) && expected[index] === true;
      // With `**options` a parameter may be positional-only, which leaves its name to them.
      const isExcused = !python && header.includes('**options');
      return binds(header, call) !== python && !isExcused;
    });
    expect(differing).toEqual([]);
    expect(expected).toContain(true);
    expect(expected).toContain(false);
  });

  test.each([
    ['a, b', '*some', true],
    ['a', '*some, 1, 2', false],
    ['a', '**more', true],
    ['a', '1, **more', true],
    ['a', 'b=1, **more', false],
    ['', '1', false],
  ])('of `take(%s)` called with %j may fit: %s', (header, call, fits) => {
    expect(binds(header, call)).toBe(fits);
  });
});
