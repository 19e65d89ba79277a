import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const documents = readdirSync('docs', { recursive: true, encoding: 'utf8' }).map((name) => join('docs', name));
const pages = ['README.md', ...documents.filter((file) => file.endsWith('.md'))].sort();

test('the output in the readme is what the program prints', () => {
  const [, command = '', printed = ''] =
    /```console\n\$ synclint (check .*)\n([\s\S]*?)```/.exec(read('README.md')) ?? [];
  const { stdout, status } = synclint(command.split(' '), 'fixtures/projects/ingestion-legacy');
  expect(stdout).toBe(printed);
  expect(status).toBe(1);
});

test('the page of the command line has every option of `check`, and no other', () => {
  const help = synclint(['check', '--help'], '.').stdout;
  const offered = [...help.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, option = '']) => option);
  const [, section = ''] = /## Options of `check`\n([\s\S]*?)\n## /.exec(read('docs/cli.md')) ?? [];
  const rows = section.split('\n').flatMap((line) => /^\| (`.*?) \| /.exec(line)?.[1] ?? []);
  const documented = rows.flatMap((row) => [...row.matchAll(/`(--[a-z-]+)/g)].map(([, option = '']) => option));
  expect(offered.length).toBeGreaterThan(20);
  expect([...new Set(documented), '--help'].sort()).toEqual(offered.sort());
});

test('the page of the command line has every command', () => {
  const commands = [...synclint(['--help'], '.').stdout.matchAll(/^ {2}([a-z]+)(?: |$)/gm)].map(
    ([, name = '']) => name,
  );
  expect(commands).toContain('check');
  for (const command of commands) expect(read('docs/cli.md')).toContain(`| \`synclint ${command}`);
});

describe.each(pages)('%s', (page) => {
  const text = read(page).replaceAll(/^```[\s\S]*?^```/gm, '');

  test('links to files that are there', () => {
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target.replace(/#.*/, ''));
    const files = targets.filter((target) => target !== '' && !/^[a-z]+:/.test(target));
    expect(files.filter((file) => !existsSync(resolve(dirname(page), file)))).toEqual([]);
  });

  test('names no folder of one machine', () => {
    expect(read(page)).not.toMatch(/(^|[\s"'`(])\/(home|root|work|Users|tmp)\//m);
  });
});

function read(file: string): string {
  return readFileSync(file, 'utf8');
}

function synclint(args: readonly string[], cwd: string) {
  const program = [resolve('node_modules/tsx/dist/cli.mjs'), resolve('src/cli/start.ts')];
  return spawnSync(process.execPath, [...program, ...args], { cwd: join(process.cwd(), cwd), encoding: 'utf8' });
}
