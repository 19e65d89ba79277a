import { type BadInput, tiny } from './bad-input.ts';

const command = 'ingestion/management/commands/sync_arrivy_tasks.py';
const configured = { 'manage.py': '', 'synclint.toml': 'extends = ["crm-sync"]\n' };
/** A command that the rules look into, so that its file is parsed for certain. */
const wanted = (body: string | Buffer): Record<string, string | Buffer> => ({ ...configured, [command]: body });

/** What is wrong with the content of files, or with their names. */
export const fileInputs: readonly BadInput[] = [
  {
    title: 'A file in UTF-16',
    files: { ...tiny, 'x.py': Buffer.from('\ufeffx = 1\n', 'utf16le') },
    args: ['check'],
    exitCode: 2,
    says: /x\.py error\[unreadable-file\] not looked at: the file is UTF-16; Python reads UTF-8/,
  },
  {
    title: 'A file that is no valid UTF-8',
    files: { ...tiny, 'x.py': Buffer.from('a = 1\nb = "\xe9"\n', 'latin1') },
    args: ['check'],
    exitCode: 2,
    says: /x\.py error\[unreadable-file\] not looked at: line 2 is not valid UTF-8, and no encoding is declared/,
  },
  {
    title: 'A file with NUL bytes',
    files: { ...tiny, 'x.py': 'a = 1\n\0\n' },
    args: ['check'],
    exitCode: 2,
    says: /x\.py error\[unreadable-file\] not looked at: line 2 contains a NUL byte/,
  },
  {
    title: 'A file that declares an unknown encoding',
    files: { ...tiny, 'x.py': Buffer.from('# -*- coding: klingon -*-\nx = "\xe9"\n', 'latin1') },
    args: ['check'],
    exitCode: 2,
    says: /x\.py error\[unreadable-file\] not looked at: unknown encoding `klingon`/,
  },
  {
    title: 'A binary file that is called Python',
    files: { ...tiny, 'x.py': Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7919) % 256)) },
    args: ['check', 'x.py'],
    exitCode: 2,
    says: /x\.py error\[unreadable-file\] not looked at: /,
  },
  {
    title: 'An unreadable file, told beside a report for programs',
    files: { ...tiny, 'x.py': 'a = 1\n\0\n' },
    args: ['check', '--isolated', '--output-format', 'json', '-o', 'out.json'],
    exitCode: 2,
    says: /^x\.py error\[unreadable-file\] not looked at: line 2 contains a NUL byte\n$/,
  },
  { title: 'An empty file', files: { 'x.py': '' }, args: ['check', 'x.py'], exitCode: 0, says: /Looked at 1 file/ },
  {
    title: 'A command of five megabytes',
    files: wanted(`ROWS = [\n${'    {"name": "value", "number": 12345},\n'.repeat(130_000)}]\n`),
    args: ['check'],
    exitCode: 1,
    says: /not-a-command/,
  },
  {
    title: 'Two thousand nested parentheses',
    files: wanted(`x = ${'('.repeat(2_000)}1${')'.repeat(2_000)}\n`),
    args: ['check'],
    exitCode: 1,
    says: /not-a-command/,
  },
  {
    title: 'Fifty thousand nested brackets that never end',
    files: wanted(`x = ${'['.repeat(50_000)}`),
    args: ['check'],
    exitCode: 0,
    says: /sync_arrivy_tasks\.py:1 warning\[degraded-parse\] syntax error/,
  },
  {
    title: 'A chain of twenty thousand operators',
    files: wanted(`x = 1${' + 1'.repeat(20_000)}\n`),
    args: ['check'],
    exitCode: 1,
    says: /not-a-command/,
  },
  {
    title: 'A line of a million characters',
    files: wanted(
      `from django.core.management.base import BaseCommand\nx = "${'a'.repeat(1_000_000)}"\nclass Command(BaseCommand): pass\n`,
    ),
    args: ['check'],
    exitCode: 1,
    says: /sync_arrivy_tasks\.py:3:7 /,
  },
  {
    title: 'A command with a syntax error',
    files: wanted('class Command(\n'),
    args: ['check'],
    exitCode: 0,
    says: /sync_arrivy_tasks\.py:1 warning\[degraded-parse\] syntax error/,
  },
  {
    title: 'A file name with a line break',
    files: { ...tiny, 'shop/a\nb.py': '\0' },
    args: ['check'],
    exitCode: 2,
    says: /^shop\/a\\nb\.py error\[unreadable-file\]/m,
  },
  {
    title: 'A file name that colours the terminal',
    files: { ...tiny, 'shop/\u001b[31mred.py': '\0' },
    args: ['check'],
    exitCode: 2,
    says: /^shop\/\\x1b\[31mred\.py error/m,
  },
  ...[' ', '#', '%', 'é', ':', '?', '😀'].map((character): BadInput => ({
    title: `A file name with “${character}”`,
    files: { ...tiny, [`shop/a${character}b.py`]: '\0' },
    args: ['check', `shop/a${character}b.py`],
    exitCode: 2,
    says: new RegExp(`^shop/a${character === '?' ? '\\?' : character}b\\.py error\\[unreadable-file\\]`, 'm'),
  })),
  {
    title: 'A file name that looks like an option',
    files: { ...tiny, '--version.py': '' },
    args: ['check', '--', '--version.py'],
    exitCode: 0,
    says: /Looked at 1 file/,
  },
  {
    title: 'Empty standard input',
    files: tiny,
    args: ['check', '-', '--stdin-filename', 'shop/x.py'],
    exitCode: 0,
    says: /Looked at 1 file/,
  },
  {
    title: 'Standard input that is no text',
    files: tiny,
    args: ['check', '-', '--stdin-filename', 'shop/x.py'],
    input: '\0',
    exitCode: 2,
    says: /shop\/x\.py error\[unreadable-file\] not looked at: line 1 contains a NUL byte/,
  },
  {
    title: 'Git that is not installed',
    files: { ...tiny, '.git/HEAD': 'ref: refs/heads/main\n' },
    args: ['check'],
    env: { PATH: '/nonexistent' },
    exitCode: 0,
    says: /git was not asked which files are ignored: git is not installed/,
  },
  {
    title: 'A repository that is none',
    files: { ...tiny, '.git': 'gitdir: /nonexistent\n' },
    args: ['check'],
    exitCode: 0,
    says: /Looked at 2 files/,
  },
];
