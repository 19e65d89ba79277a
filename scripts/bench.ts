import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { measureStart, measureTree, type Row } from './bench/measure.ts';
import { table } from './gen/markdown.ts';

/**
 * `npm run bench -- [--trees PATH]… [PATH]… [--runs N] [--python PYTHON] [--json FILE]`
 *
 * Medians of interleaved runs of the compiled program, as ratios to a baseline. Compile first.
 */
const root = join(import.meta.dirname, '..');
const samples = ['ingestion', 'ingestion-legacy'].map((name) => join(root, 'fixtures/projects', name));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    trees: { type: 'string', multiple: true, default: [] },
    runs: { type: 'string', default: '11' },
    python: { type: 'string', default: 'python3' },
    json: { type: 'string' },
  },
});
const given = [...values.trees, ...positionals].map((tree) => resolve(tree));
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 10) throw new Error('--runs: a number from 10 on');
if (!existsSync(join(root, 'dist/cli.js'))) throw new Error('compile first: npm run compile');

// The interpreter itself: a version manager's shim would add its own start to the baseline.
const python = output(values.python, ['-c', 'import sys; print(sys.executable)']);
const result = {
  versions: {
    synclint: output(process.execPath, [join(root, 'bin/synclint.js'), 'version']),
    node: process.version,
    python: output(python, ['--version']),
    cores: availableParallelism(),
  },
  runs,
  start: measureStart(runs),
  trees: (given.length > 0 ? given : samples).map((tree) => measureTree(tree, python, runs)),
};

const json = `${JSON.stringify(result, null, 2)}\n`;
if (values.json === undefined) console.log(json);
else writeFileSync(values.json, json);
console.log(
  table(
    ['tree', 'files', 'MB', 'case', 'ms', 'baseline', 'ms', 'ratio'],
    [
      ['–', '', '', ...cells(result.start)],
      ...result.trees.flatMap(({ tree, files, megabytes, rows }) =>
        rows.map((row) => [tree, String(files), megabytes.toFixed(2), ...cells(row)]),
      ),
    ],
  ),
);
const { versions } = result;
const machine = `${versions.synclint}, Node ${versions.node}, ${versions.python}, ${versions.cores} cores`;
console.log(`\n${machine}, medians of ${runs} interleaved runs`);
if (given.length === 0) {
  console.log('These are the sample projects, which are far too small to say anything but how long a start takes.');
  console.log('Name real ones: npm run bench -- --trees PATH');
}

function cells({ case: name, milliseconds, baseline, baselineMilliseconds, ratio }: Row): readonly string[] {
  return [`\`${name}\``, milliseconds.toFixed(1), baseline, baselineMilliseconds.toFixed(1), ratio.toFixed(2)];
}

function output(command: string, args: readonly string[]): string {
  return execFileSync(command, args, { encoding: 'utf8' }).trim();
}
