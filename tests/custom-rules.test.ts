import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../src/config/temporary-folder.ts';

const page = readFileSync('docs/custom-rules.md', 'utf8');
const example = /```toml\n([\s\S]*?)```\n\n```python\n# (\S+)\n([\s\S]*?)```\n\n```text\n([\s\S]*?)```/g;
const examples = [...page.matchAll(example)].map(([, toml = '', file = '', python = '', text = '']) => {
  return { toml, file, python: `# ${file}\n${python}`, text };
});

test('the page has two examples', () => {
  expect(examples).toHaveLength(2);
});

test.each(examples)('the example with $file finds what the page says', ({ toml, file, python, text }) => {
  const folder = temporaryFolder({ 'synclint.toml': toml, [file]: python, 'ingestion/__init__.py': '' });
  const { stdout, status } = synclint(folder, 'check', '--output-format', 'concise');
  const findings = stdout.split('\n').filter((line) => /^\S+:\d+:\d+ /.test(line));
  expect(findings).toEqual(text.trimEnd().split('\n'));
  expect(status).toBe(1);
});

test('the page shows the message of a query that cannot work', () => {
  const [, shown = ''] = /```text\n(synclint\.toml:.*)\n```/.exec(page) ?? [];
  const toml = `[[custom]]\nid = "some-call"\nquery = "(calll) @report"\nmessage = "a call"\n`;
  const { stderr, status } = synclint(temporaryFolder({ 'synclint.toml': toml, 'a.py': '' }), 'check');
  expect(stderr).toBe(`error: ${shown}\nhelp: see docs/custom-rules.md\n`);
  expect(status).toBe(2);
});

function synclint(cwd: string, ...args: readonly string[]) {
  const program = [resolve('node_modules/tsx/dist/cli.mjs'), resolve('src/cli/start.ts')];
  return spawnSync(process.execPath, [...program, ...args], { cwd: join(cwd), encoding: 'utf8' });
}
