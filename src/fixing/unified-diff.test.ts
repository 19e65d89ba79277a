import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { unifiedDiff } from './unified-diff.ts';

test('a change is shown with three lines around it', () => {
  const lines = (middle: string) => ['a', 'b', 'c', 'd', middle, 'f', 'g', 'h', 'i', ''].join('\n');
  expect(unifiedDiff('ingestion/sync.py', lines('e'), lines('E'))).toBe(
    [
      '--- ingestion/sync.py',
      '+++ ingestion/sync.py',
      '@@ -2,7 +2,7 @@',
      ' b',
      ' c',
      ' d',
      '-e',
      '+E',
      ' f',
      ' g',
      ' h',
      '',
    ].join('\n'),
  );
});

test('no change is nothing', () => {
  expect(unifiedDiff('ingestion/sync.py', 'x = 1\n', 'x = 1\n')).toBe('');
});

test.each([
  ['LF', 'a.py', 'a\nb\nc\n', 'a\nB\nc\n'],
  ['CRLF', 'a.py', 'a\r\nb\r\nc\r\n', 'a\r\nc\r\n'],
  ['no line end at the end', 'a.py', 'a\nb', 'a\nb\nc'],
  ['a byte order mark', 'a.py', '\ufeffa\nb\n', '\ufeffA\nb\n'],
  ['a form feed and an astral character', 'a.py', '\fa\n𝕊\n', '\fa\n𝕊𝕊\n'],
  ['a file name that has to be quoted', 'jobs/résumé "mapping".py', 'a\n', 'b\n'],
  ['a file that becomes empty', 'a.py', 'a\n', ''],
])('git can apply it: %s', (_, name, before, after) => {
  const folder = mkdtempSync(join(tmpdir(), 'synclint-diff-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), before);
  execFileSync('git', ['apply', '-p0', '-'], { cwd: folder, input: unifiedDiff(name, before, after) });
  expect(readFileSync(join(folder, name), 'utf8')).toBe(after);
});
