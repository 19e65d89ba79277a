import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { mergeLinearisations } from './c3.ts';

/** Class → its bases, in an order in which Python could define them. */
type Bases = readonly (readonly number[])[];

/** Every class merges the orders of its bases; undefined from the first contradiction on. */
function orders(hierarchy: Bases): readonly (readonly number[] | undefined)[] {
  const found: (readonly number[] | undefined)[] = [];
  for (const [index, bases] of hierarchy.entries()) {
    const inherited = bases.map((base) => found[base]);
    const known = inherited.filter((order) => order !== undefined);
    const merged =
      known.length < inherited.length ? undefined : mergeLinearisations([...known, bases], (a, b) => a === b);
    found.push(merged === undefined ? undefined : [index, ...merged]);
  }
  return found;
}

const judge = `
import json, sys
answers = []
for hierarchy in json.load(sys.stdin):
    classes, answer = [], []
    for bases in hierarchy:
        known = [classes[base] for base in bases]
        try:
            if None in known:
                raise TypeError
            made = type("C", tuple(known) or (object,), {})
        except TypeError:
            made = None
        classes.append(made)
        answer.append(made and [classes.index(c) for c in made.__mro__ if c is not object])
    answers.append(answer)
print(json.dumps(answers))
`;

function random(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
}

function randomHierarchy(next: () => number): Bases {
  return Array.from({ length: 3 + Math.floor(next() * 7) }, (_, index) => {
    const others = Array.from({ length: index }, (__, base) => base).sort(() => next() - 0.5);
    return others.slice(0, Math.floor(next() * 4));
  });
}

test('merges as Python does, and refuses what Python refuses', () => {
  const next = random(7);
  const hierarchies = Array.from({ length: 1_500 }, () => randomHierarchy(next));
  const answer = execFileSync('python3', ['-c', judge], { input: JSON.stringify(hierarchies), encoding: 'utf8' });
  const expected = JSON.parse(answer) as (number[] | null)[][];
  const found = hierarchies.map((hierarchy) => orders(hierarchy).map((order) => order ?? null));
  expect(found).toEqual(expected);
  expect(expected.flat().filter((order) => order === null).length).toBeGreaterThan(100);
  expect(expected.flat().filter((order) => (order?.length ?? 0) > 4).length).toBeGreaterThan(100);
});

test('refuses bases in the order of a class and its own base', () => {
  expect(mergeLinearisations([['Base'], ['Child', 'Base'], ['Base', 'Child']], (a, b) => a === b)).toBeUndefined();
});

test('keeps what stands alone', () => {
  expect(mergeLinearisations<string>([], (a, b) => a === b)).toEqual([]);
  expect(mergeLinearisations([['A'], [], ['A']], (a, b) => a === b)).toEqual(['A']);
});
