import { expect, test } from 'vitest';
import { temporaryFolder } from '../../config/temporary-folder.ts';
import { fixtureRequest } from '../../testing/fixture.ts';
import { checkAndFix } from './fix.ts';

function project(text: string | Buffer) {
  const files = { 'synclint.toml': 'select = ["suppressions", "layers"]\n', 'a.py': text };
  return fixtureRequest(temporaryFolder(files), []);
}

test('what is left after the last turn is told', async () => {
  const request = project('x = 1  # synclint: ignore[skipped-layer, upward-import] not so\n');
  const early = await checkAndFix(request, false, { passes: 1 });
  expect(early.fixed).toHaveLength(1);
  expect(early.outcome.run.notifications).toContainEqual(
    expect.objectContaining({ level: 'warning', message: expect.stringContaining('after 1 turns') as string }),
  );
  const { fixed, changes, outcome } = await checkAndFix(request, false);
  expect(fixed).toHaveLength(2);
  expect(changes.map(({ file, after }) => [file, after.toString()])).toEqual([['a.py', 'x = 1\n']]);
  expect(outcome.run.notifications.filter(({ kind }) => kind === 'rule-crash')).toEqual([]);
});

test('nothing is written', async () => {
  const request = project('x = 1  # synclint: ignore[skipped-layer] not so\n');
  const [first] = (await checkAndFix(request, false)).changes;
  const [second] = (await checkAndFix(request, false)).changes;
  expect(second).toEqual(first);
});

test('a fix that would break its file is an error, and is not applied', async () => {
  // With lone carriage returns the parser takes everything after the comment for a part of it.
  const { fixed, changes, outcome } = await checkAndFix(
    project('x = 1  # synclint: ignore[skipped-layer] no\ry = 1'),
    false,
  );
  expect({ fixed, changes }).toEqual({ fixed: [], changes: [] });
  expect(outcome.run.notifications).toContainEqual({
    level: 'error',
    kind: 'rule-crash',
    message: 'a fix of `unused-suppression` was not applied: it would break the syntax of the file',
    file: 'a.py',
    line: 1,
  });
});

test('a text that its encoding cannot hold any more is not written', async () => {
  const text = Buffer.from(
    '# coding: iso-2022-jp\nx = "\x1b$B$"\x1b(B"  # synclint: ignore[skipped-layer] no\n',
    'latin1',
  );
  const { changes, outcome } = await checkAndFix(project(text), false);
  expect(changes).toEqual([]);
  expect(outcome.run.notifications).toContainEqual(
    expect.objectContaining({ level: 'error', kind: 'unwritten-file', file: 'a.py' }),
  );
});
