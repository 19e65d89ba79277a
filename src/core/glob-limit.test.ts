import picomatch from 'picomatch';
import { describe, expect, test } from 'vitest';
import { globProblem } from './glob-limit.ts';

describe('a glob over paths', () => {
  test.each([
    '**/management/commands/*.py',
    'ingestion/sync/*/{clients,engines}/**',
    '*_sync_*_*.py*',
    '!(test_*).py',
    '**/+(a|b)/*.@(py|pyi)',
    '**/a/**/b/**/c/**',
  ])('may be %s', (glob) => {
    expect(globProblem(glob)).toBeUndefined();
  });

  test.each([
    ['**/*a*a*a*a*a*a*a*a*a*a*b', 'too many wildcards in one part of a path: there may be 4 at most'],
    ['a/***a***a***a***a***b', 'too many wildcards in one part of a path: there may be 4 at most'],
    ['+(a)+(a)+(a)+(a)+(a)b', 'too many wildcards in one part of a path: there may be 4 at most'],
    ['**/a/**/a/**/a/**/a/**/b', 'too many `**`: there may be 4 at most'],
    ['*(*a)*(*a)b', 'a repeated group holds another repetition'],
    ['(a+)+b', 'a repeated group holds another repetition'],
  ])('may not be %s', (glob, problem) => {
    expect(globProblem(glob)).toBe(problem);
  });

  test('is matched in time when it may be', () => {
    const matches = picomatch(['**/*a*a*a*b', '{*,*}a{*,*}b', '**/a/**/a/**/a/**/b'], { dot: true });
    expect(matches(`${'a/'.repeat(40)}${'a'.repeat(200)}`)).toBe(false);
  }, 2_000);
});
