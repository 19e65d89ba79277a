import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../config/temporary-folder.ts';
import { check, type CheckRequest } from './check.ts';
import { openProject } from './open-project.ts';

const prints = '((call (identifier) @name (_) @arguments) @report (#eq? @name "print"))';

function custom(parts: Readonly<Record<string, unknown>>) {
  return { id: 'print-in-sync', message: '`{name}{arguments}` is seen by nobody', query: prints, ...parts };
}

function request(cwd: string): CheckRequest {
  return {
    cwd,
    paths: [],
    configArguments: [],
    isolated: false,
    presets: [],
    selection: { extendSelect: [], ignore: [] },
    extendExclude: [],
    forceExclude: false,
    concurrency: 1,
    today: '2026-06-01',
  };
}

async function findingsOf(files: Readonly<Record<string, string>>, settings: object): Promise<readonly string[]> {
  const folder = temporaryFolder({ 'synclint.json': JSON.stringify(settings), ...files });
  const { run } = await check(request(folder));
  return run.findings.map(({ at, severity, ruleId, message, suppression }) => {
    const { startLine, startColumn, endLine, endColumn } = at.region;
    const hidden = suppression === undefined ? '' : ' (suppressed)';
    return `${at.file} ${startLine}:${startColumn}-${endLine}:${endColumn} ${severity} ${ruleId} ${message}${hidden}`;
  });
}

describe('a rule of the project', () => {
  test('reports what its query finds, columns in UTF-16 units', async () => {
    const files = { 'a.py': 'x = "𝕊𝕊"; print("𝕊",\r\n  1)\r\n', 'b.py': 'log(1)\n' };
    expect(await findingsOf(files, { custom: [custom({})] })).toEqual([
      'a.py 1:13-2:5 warning print-in-sync `print("𝕊", 1)` is seen by nobody',
    ]);
  });

  test('looks at the files that it is about', async () => {
    const files = { 'shop/a.py': 'print(1)\n', 'b.py': 'print(2)\n' };
    const found = await findingsOf(files, { custom: [custom({ files: ['shop/**'] })] });
    expect(found.map((line) => line.split(' ')[0])).toEqual(['shop/a.py']);
  });

  test('is suppressed, ignored and given a severity like any other', async () => {
    const files = { 'a.py': 'print(1)  # synclint: ignore[print-in-sync] a script\nprint(2)\n', 'b.py': 'print(3)\n' };
    const settings = {
      custom: [custom({})],
      rules: { 'print-in-sync': { severity: 'error' } },
      'per-file': [{ files: ['b.py'], ignore: ['custom'] }],
    };
    expect(await findingsOf(files, settings)).toEqual([
      'a.py 1:1-1:9 error print-in-sync `print(1)` is seen by nobody (suppressed)',
      'a.py 2:1-2:9 error print-in-sync `print(2)` is seen by nobody',
    ]);
    expect(await findingsOf(files, { custom: [custom({})], select: ['flags'] })).toEqual([]);
    expect(await findingsOf({ 'b.py': 'print(3)\n' }, { custom: [custom({})], ignore: ['print-in-sync'] })).toEqual([]);
  });

  test('has findings with fingerprints that survive moved lines', async () => {
    const prints = async (text: string) => {
      const folder = temporaryFolder({ 'synclint.json': JSON.stringify({ custom: [custom({})] }), 'a.py': text });
      return (await check(request(folder))).run.findings.map(({ fingerprint }) => fingerprint);
    };
    const [first, second, ...others] = await prints('print(1)\ndef f():\n    print(1)\n');
    expect(others).toEqual([]);
    expect(first).not.toBe(second);
    expect(await prints('\n\nprint(1)\n\ndef f():\n\n    print(1)\n')).toEqual([first, second]);
  });

  test('says what was left out, where its query has too many ways to match', async () => {
    const query = '(argument_list (identifier) @a (identifier) @b (identifier) @c) @report';
    const list = `f(${Array.from({ length: 3_000 }, () => 'a').join(', ')})\n`;
    const settings = { custom: [custom({ query, message: 'three arguments' })] };
    const folder = temporaryFolder({ 'synclint.json': JSON.stringify(settings), 'a.py': list });
    const { run } = await check(request(folder));
    expect(run.notifications).toContainEqual(
      expect.objectContaining({ file: 'a.py', kind: 'unresolved', level: 'warning' }),
    );
  });

  test('puts long texts into one short line', async () => {
    const files = { 'a.py': `print(\n    "${'𝕊'.repeat(100)}",\n)\n` };
    const [line = ''] = await findingsOf(files, { custom: [custom({ message: '{arguments}' })] });
    expect(line).toMatch(/print-in-sync \( "𝕊{76}…$/u);
  });
});

describe('the configuration is refused', () => {
  const toml = (query: string, more = '') =>
    `extends = []\n\n[[custom]]\nid = "print-in-sync"\nmessage = "a {name}"\nquery = ${query}\n${more}`;
  const opening = async (files: Readonly<Record<string, string>>) =>
    openProject({ ...request(temporaryFolder(files)) });

  test('for a query that is none, with its place and the place in it', async () => {
    await expect(opening({ 'synclint.toml': toml(`"""\n(call\n  fn: (_))"""`) })).rejects.toThrow(
      "synclint.toml:6:9: `custom[0].query`: line 2, column 3 of the query: bad field name 'fn'",
    );
    const yaml = 'custom:\n  - id: print-in-sync\n    message: a call\n    query: (calll) @report\n';
    await expect(opening({ 'synclint.yaml': yaml })).rejects.toThrow(
      "synclint.yaml:4:12: `custom[0].query`: line 1, column 2 of the query: bad node name 'calll'",
    );
  });

  test('for a placeholder without a capture', async () => {
    await expect(opening({ 'synclint.toml': toml(`'(call) @report'`) })).rejects.toThrow(
      'synclint.toml:5:11: `custom[0].message`: the query has no capture `@name` for `{name}`',
    );
  });

  test('in a shared file, for that file', async () => {
    const files = {
      'synclint.toml': 'extends = ["./shared.toml"]\n',
      'shared.toml': toml(`'(call (_) @name) @reports'`),
    };
    await expect(opening(files)).rejects.toThrow(
      'shared.toml:6:9: `custom[0].query`: nothing is captured as `@report`',
    );
  });

  test.each([
    ['skipped-layer', 'is the id of a rule of synclint'],
    ['layers', 'is the id of a family of rules'],
    ['custom', 'is the id of a family of rules'],
    ['print-in-sync', 'is the id of another rule above'],
    ['Print_in_sync', 'expected a kebab-case id'],
  ])('for the id %s', async (id, reason) => {
    const more = `\n[[custom]]\nid = "${id}"\nmessage = "a call"\nquery = "(call) @report"\n`;
    await expect(opening({ 'synclint.toml': toml(`'(call (_) @name) @report'`, more) })).rejects.toThrow(
      new RegExp(`^synclint\\.toml:9:6: .*${reason}`),
    );
  });
});
