import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { medians, type Case } from './interleave.ts';
import { peakOf } from './peak.ts';
import { toolCases } from './tools.ts';

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
  /** Largest resident set of a run without a cache. */
  readonly peakMegabytes: number;
  readonly rows: readonly Row[];
}

const root = join(import.meta.dirname, '../..');
const synclint = join(root, 'bin/synclint.js');
const emptyNode = { name: 'empty Node', command: process.execPath, args: ['--eval', '0'], cwd: root, exitCodes: [0] };
/** Findings, or a file that could not be read, are no reason to stop the clock. */
const found = [0, 1, 2];

/** `synclint version` against a Node that does nothing. */
export function measureStart(runs: number): Row {
  const program = { ...emptyNode, name: 'version', args: [synclint, 'version'] };
  const [row] = compare([{ ...program, against: emptyNode }], runs);
  if (row === undefined) throw new Error('nothing was measured');
  return row;
}

/**
 * `synclint check` of a copy of a tree: against `ast.parse` of the files that it looks at; with what it remembers, against a
 * Node that does nothing; and, where they are installed, against what somebody would run instead.
 */
export function measureTree(tree: string, python: string, runs: number): TreeRows {
  const folder = mkdtempSync(join(tmpdir(), 'synclint-bench-'));
  try {
    return measureCopy(copyOf(tree, folder), { tree: basename(tree), python, runs });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Copy {
  readonly folder: string;
  readonly files: readonly string[];
}

/** Only what the program reads: sources and configuration. */
function copyOf(tree: string, folder: string): Copy {
  const listed = execFileSync(process.execPath, [synclint, 'check', '--show-files'], {
    cwd: tree,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  // Names that do not print as they are would need their own way to Python; they are left out on both counts.
  const files = listed.split('\n').filter((line) => line !== '' && existsSync(join(tree, line)));
  for (const file of [...files, 'synclint.toml', 'pyproject.toml', 'manage.py']) {
    if (!existsSync(join(tree, file))) continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(tree, file), join(folder, file));
  }
  return { folder, files };
}

interface Measuring {
  readonly tree: string;
  readonly python: string;
  readonly runs: number;
}

function measureCopy({ folder, files }: Copy, { tree, python, runs }: Measuring): TreeRows {
  const program = (name: string, ...args: readonly string[]): Case => {
    return { name, command: process.execPath, args: [synclint, 'check', ...args], cwd: folder, exitCodes: found };
  };
  const parsing: Case = {
    name: 'ast.parse',
    command: python,
    args: [join(import.meta.dirname, 'ast_parse.py')],
    cwd: folder,
    input: files.join('\n'),
    exitCodes: [0],
  };
  const cold = program('check --no-cache', '--no-cache');
  const all = ['--preset', 'crm-sync', '--select', 'ALL'];
  const changed = files.filter((file) => file.endsWith('.py')).slice(0, 3);
  const cases = [
    { ...cold, against: parsing },
    { ...program(`check --no-cache ${all.join(' ')}`, '--no-cache', ...all), against: parsing },
    { ...program('check, nothing changed'), against: emptyNode },
    { ...program('check, 3 files changed'), prepare: changing(folder, changed), against: emptyNode },
    ...toolCases(folder).map((tool) => ({ ...tool, against: cold })),
  ];
  const bytes = files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
  return {
    tree,
    files: files.length,
    megabytes: Math.round(bytes / 1e4) / 100,
    peakMegabytes: peakOf(cold, python),
    rows: compare(cases, runs),
  };
}

/** The next run finds other contents. The one that it is compared with in its turn finds them again. */
function changing(folder: string, files: readonly string[]): () => void {
  return () => {
    for (const file of files) appendFileSync(join(folder, file), '\n');
  };
}

interface Compared extends Case {
  readonly against: Case;
}

/** Everything takes turns with everything. */
function compare(cases: readonly Compared[], runs: number): readonly Row[] {
  const baselines = new Set(
    cases.map(({ against }) => against).filter(({ name }) => !cases.some((one) => one.name === name)),
  );
  const times = medians([...baselines, ...cases], runs);
  return cases.map(({ name, against }) => {
    const [own, base] = [times.get(name) ?? Number.NaN, times.get(against.name) ?? Number.NaN];
    return {
      case: name,
      milliseconds: rounded(own, 1),
      baseline: against.name,
      baselineMilliseconds: rounded(base, 1),
      ratio: rounded(own / base, 2),
    };
  });
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
