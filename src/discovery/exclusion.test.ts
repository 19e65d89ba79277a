import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exclusionOf } from './exclusion.ts';

test.each([
  ['a name, at any depth', 'venv', ['venv/x.py', 'a/venv/b/x.py'], ['a/venv2/x.py', 'my-venv/x.py']],
  ['a glob over names', '*_pb2.py', ['a_pb2.py', 'a/b/c_pb2.py'], ['a/pb2.py']],
  ['a path from the root', 'docs/conf.py', ['docs/conf.py'], ['a/docs/conf.py']],
  ['a folder with everything in it', 'ingestion/legacy/', ['ingestion/legacy/a/b.py'], ['legacy/b.py']],
  ['a glob over paths', '**/migrations/*.py', ['a/migrations/0001.py', 'migrations/x.py'], ['a/migrations.py']],
  ['a path that starts with a dot', './build', ['a/build/x.py', 'build/x.py'], ['rebuild/x.py']],
  ['alternatives', '{old,new}_*', ['old_a/x.py', 'a/new_b.py'], ['older/x.py']],
])('a pattern is %s', (_, pattern, excluded, kept) => {
  const { excludesWithin } = exclusionOf([pattern]);
  expect(excluded.filter((path) => !excludesWithin(path))).toEqual([]);
  expect(kept.filter((path) => excludesWithin(path))).toEqual([]);
});

test('no pattern excludes nothing', () => {
  expect(exclusionOf([]).excludesWithin('.git/x.py')).toBe(false);
  expect(exclusionOf(['', '/']).excludesWithin('a/x.py')).toBe(false);
});

test('what is in an excluded folder is excluded, however deep', () => {
  const part = fc.string({ minLength: 1 }).filter((name) => !name.includes('/'));
  fc.assert(
    fc.property(fc.array(part), fc.array(part, { minLength: 1 }), (above, below) => {
      expect(exclusionOf(['node_modules']).excludesWithin([...above, 'node_modules', ...below].join('/'))).toBe(true);
    }),
  );
});
