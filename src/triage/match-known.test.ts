import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchKnown } from './match-known.ts';

const placed = fc.record({
  fingerprint: fc.constantFrom('a', 'b', 'c'),
  file: fc.constantFrom('x.py', 'y.py', 'z.py'),
});
const findings = fc.array(placed, { maxLength: 20 });
const known = fc.array(
  placed.chain((one) => fc.integer({ min: 1, max: 3 }).map((count) => ({ ...one, count }))),
  { maxLength: 10 },
);

const countOf = (all: readonly { readonly fingerprint: string; readonly count?: number }[], fingerprint: string) =>
  all.filter((one) => one.fingerprint === fingerprint).reduce((sum, { count = 1 }) => sum + count, 0);

test('what is fresh, and what is left, is the difference of two multisets of fingerprints', () => {
  fc.assert(
    fc.property(findings, known, (after, before) => {
      const { fresh, left } = matchKnown(after, before);
      for (const fingerprint of ['a', 'b', 'c']) {
        const difference = countOf(after, fingerprint) - countOf(before, fingerprint);
        expect(countOf(fresh, fingerprint)).toBe(Math.max(0, difference));
        expect(countOf(left, fingerprint)).toBe(Math.max(0, -difference));
      }
    }),
  );
});

test('fresh findings keep their order, and none of them is invented', () => {
  fc.assert(
    fc.property(findings, known, (after, before) => {
      const { fresh } = matchKnown(after, before);
      expect(after.filter((one) => fresh.includes(one))).toEqual(fresh);
    }),
  );
});

test('a file has its own findings before another file has them', () => {
  fc.assert(
    fc.property(findings, known, (after, before) => {
      const { fresh } = matchKnown(after, before);
      for (const { fingerprint, file } of fresh) {
        const own = (
          all: readonly { readonly fingerprint: string; readonly file: string; readonly count?: number }[],
        ) =>
          countOf(
            all.filter((one) => one.file === file),
            fingerprint,
          );
        expect(own(after)).toBeGreaterThan(own(before));
      }
    }),
  );
});

test('a finding that moves to another file is known, and of two the one in the new file is fresh', () => {
  const before = [{ fingerprint: 'a', file: 'x.py', count: 1 }];
  expect(matchKnown([{ fingerprint: 'a', file: 'y.py' }], before)).toEqual({ fresh: [], left: [] });
  const both = [
    { fingerprint: 'a', file: 'a-new.py' },
    { fingerprint: 'a', file: 'x.py' },
  ];
  expect(matchKnown(both, before).fresh).toEqual([both[0]]);
});
