import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { medians, type Case } from './interleave.ts';

export interface Row {
  readonly case: string;
  readonly milliseconds: number;
  readonly baseline: string;
  readonly baselineMilliseconds: number;
  readonly ratio: number;
}

export interface TreeRows {
  readonly tree: string;
  readonly files: number;
  readonly megabytes: number;
  readonly rows: readonly Row[];
}

const root = join(import.meta.dirname, '../..');
const synclint = join(root, 'bin/synclint.js');

/** How a user calls `check`: on a fresh checkout, and with every rule and the preset. */
const calls = [
  { name: 'check', args: [] },
  { name: 'check --preset crm-sync --select ALL', args: ['--preset', 'crm-sync', '--select', 'ALL'] },
];

/** `synclint version` against a Node that does nothing. */
export function measureStart(runs: number): Row {
  const common = { command: process.execPath, cwd: root, exitCodes: [0] };
  const program = { ...common, name: 'version', args: [synclint, 'version'] };
  const baseline = { ...common, name: 'empty Node', args: ['--eval', '0'] };
  const [row] = compare([program], baseline, runs);
  if (row === undefined) throw new Error('nothing was measured');
  return row;
}

/** `synclint check` against `ast.parse` of the files that it looks at. */
export function measureTree(tree: string, python: string, runs: number): TreeRows {
  const listed = execFileSync(process.execPath, [synclint, 'check', '--show-files'], {
    cwd: tree,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  // Names that do not print as they are would need their own way to Python; they are left out on both counts.
  const files = listed.split('\n').filter((line) => line !== '' && existsSync(join(tree, line)));
  const bytes = files.reduce((sum, file) => sum + statSync(join(tree, file)).size, 0);
  const programs = calls.map(({ name, args }): Case => {
    // Findings, or a file that could not be read, are no reason to stop the clock.
    return { name, command: process.execPath, args: [synclint, 'check', ...args], cwd: tree, exitCodes: [0, 1, 2] };
  });
  const script = join(import.meta.dirname, 'ast_parse.py');
  const baseline = {
    name: 'ast.parse',
    command: python,
    args: [script],
    cwd: tree,
    input: files.join('\n'),
    exitCodes: [0],
  };
  return {
    tree: basename(tree),
    files: files.length,
    megabytes: Math.round(bytes / 1e4) / 100,
    rows: compare(programs, baseline, runs),
  };
}

function compare(programs: readonly Case[], baseline: Case, runs: number): readonly Row[] {
  const times = medians([baseline, ...programs], runs);
  const base = times.get(baseline.name) ?? Number.NaN;
  return programs.map(({ name }) => {
    const own = times.get(name) ?? Number.NaN;
    return {
      case: name,
      milliseconds: rounded(own, 1),
      baseline: baseline.name,
      baselineMilliseconds: rounded(base, 1),
      ratio: rounded(own / base, 2),
    };
  });
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
