import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pythonWith } from '../src/probing/testing/pythons.ts';

const documents = readdirSync('docs', { recursive: true, encoding: 'utf8' }).map((name) => join('docs', name));
const pages = ['README.md', ...documents.filter((file) => file.endsWith('.md'))].sort();

test('the output in the readme is what the program prints', () => {
  const [, command = '', printed = ''] =
    /```console\n\$ synclint (check .*)\n([\s\S]*?)```/.exec(read('README.md')) ?? [];
  const { stdout, status } = synclint(command.split(' '), 'fixtures/projects/ingestion-legacy');
  expect(stdout).toBe(printed);
  expect(status).toBe(1);
});

test('what probes say in the readme is what the program prints', () => {
  const [, command = '', shown = ''] =
    /```console\n\$ synclint (probe .*)\n([\s\S]*?)```/.exec(read('README.md')) ?? [];
  const args = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain = '']) => quoted ?? plain);
  const surroundings = ['--no-record', '--python', pythonWith('django52')];
  const { stdout, stderr, status } = synclint([...args, ...surroundings], 'fixtures/projects/ingestion-legacy');
  const parts = shown.split('[…]\n').filter((part) => part !== '');
  expect(parts.length).toBeGreaterThan(1);
  for (const part of parts) expect(withoutVersions(stdout), stderr).toContain(withoutVersions(part));
  expect(status).toBe(1);
}, 180_000);

test('the output on the page of the inventory is what the program prints', () => {
  const page = read('docs/inventory.md');
  const examples = [...page.matchAll(/^(`{3,})console\n\$ synclint (inventory .*)\n([\s\S]*?)^\1$/gm)];
  expect(examples).toHaveLength(2);
  for (const [, , command = '', printed = ''] of examples) {
    expect(synclint(command.split(' '), 'fixtures/projects/ingestion-legacy')).toMatchObject({
      stdout: printed,
      status: 0,
    });
  }
});

test('the flag on the page of the inventory is one of the sample', () => {
  const [, command = ''] =
    /as `synclint (inventory [^`]*json)` has it/.exec(read('docs/inventory.md').replaceAll('\n', ' ')) ?? [];
  const [, shown = ''] = /```json\n([\s\S]*?)```/.exec(read('docs/inventory.md')) ?? [];
  const { stdout } = synclint(command.split(' '), 'fixtures/projects/ingestion-legacy');
  const { commands } = JSON.parse(stdout) as { readonly commands: readonly { readonly flags: readonly unknown[] }[] };
  expect(commands[0]?.flags).toContainEqual(JSON.parse(shown));
});

test('the page of the inventory has every option of `inventory`', () => {
  const help = synclint(['inventory', '--help'], '.').stdout;
  const offered = [...help.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, option = '']) => option);
  expect(offered.length).toBeGreaterThan(10);
  for (const option of offered.filter((one) => one !== '--help')) {
    expect(read('docs/inventory.md')).toContain(`\`${option}`.replace(/ .*/, ''));
  }
});

test.each(['check', 'probe commands'])(
  'the page of the command line has every option of `%s`, and no other',
  (name) => {
    const help = synclint([...name.split(' '), '--help'], '.').stdout;
    const offered = [...help.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, option = '']) => option);
    const [, section = ''] =
      new RegExp(`## Options of \`${name}\`\\n([\\s\\S]*?)\\n## `).exec(read('docs/cli.md')) ?? [];
    const rows = section.split('\n').flatMap((line) => /^\| (`.*?) \| /.exec(line)?.[1] ?? []);
    const documented = rows.flatMap((row) => [...row.matchAll(/`(--[a-z-]+)/g)].map(([, option = '']) => option));
    expect(offered.length).toBeGreaterThan(20);
    expect([...new Set(documented), '--help'].sort()).toEqual(offered.sort());
  },
);

test('the page of the command line has the exit codes that the program names', () => {
  const named = [...synclint(['--help'], '.').stdout.matchAll(/^ {2}(\d+) {2,}/gm)].map(([, code = '']) => code);
  const [, section = ''] = /## Options of `probe commands`\n([\s\S]*?)\n## /.exec(read('docs/cli.md')) ?? [];
  const documented = [...section.matchAll(/^\| (\d+) \| /gm)].map(([, code = '']) => code);
  expect(named).toContain('3');
  expect(documented).toEqual(named);
});

test('the page of the command line has every command', () => {
  const commands = [...synclint(['--help'], '.').stdout.matchAll(/^ {2}([a-z]+)(?: |$)/gm)].map(
    ([, name = '']) => name,
  );
  expect(commands).toContain('check');
  for (const command of commands) expect(read('docs/cli.md')).toContain(`| \`synclint ${command}`);
});

describe.each(pages)('%s', (page) => {
  const text = read(page).replaceAll(/^(`{3,})[\s\S]*?^\1$/gm, '');

  test('links to files that are there', () => {
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target.replace(/#.*/, ''));
    const files = targets.filter((target) => target !== '' && !/^[a-z]+:/.test(target));
    expect(files.filter((file) => !existsSync(resolve(dirname(page), file)))).toEqual([]);
  });

  test('links to headings that are there', () => {
    const links = [...text.matchAll(/\]\(([^)\s#]*)#([^)\s]+)\)/g)].filter(([, file = '']) => !/^[a-z]+:/.test(file));
    for (const [, file = '', heading = ''] of links) {
      const target = file === '' ? page : resolve(dirname(page), file);
      expect(headingsOf(target), target).toContain(heading);
    }
  });

  test('names no folder of one machine', () => {
    expect(read(page)).not.toMatch(/(^|[\s"'`(])\/(home|root|work|Users|tmp)\//m);
  });
});

function read(file: string): string {
  return readFileSync(file, 'utf8');
}

/** As GitHub makes anchors of them. */
function headingsOf(file: string): readonly string[] {
  const lines = read(file).matchAll(/^#{1,6} (.*)$/gm);
  return [...lines].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\d\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** Of Python, Django and the database; nor the fences, which depend on the kernel. */
function withoutVersions(output: string): string {
  return output.replaceAll(/\d+(?:\.\d+){1,2}/g, 'N').replaceAll(/fence: [^.]+/g, 'fence: N');
}

function synclint(args: readonly string[], cwd: string) {
  const program = [resolve('node_modules/tsx/dist/cli.mjs'), resolve('src/cli/start.ts')];
  return spawnSync(process.execPath, [...program, ...args], { cwd: join(process.cwd(), cwd), encoding: 'utf8' });
}
