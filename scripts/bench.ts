import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { pythonWith } from '../src/probing/testing/pythons.ts';
import { measureGrowth } from './bench/growth.ts';
import { measureStart, measureTree } from './bench/measure.ts';
import { measureProbes } from './bench/probes/measure-probes.ts';
import { measureRepeats } from './bench/probes/measure-repeats.ts';
import { printGrowth, printProbes, printRepeats, printTrees } from './bench/print.ts';

/**
 * `npm run bench -- [--part check|growth|probes|repeats]… [--trees PATH]… [PATH]… [--runs N] [--repeats N] [--python PYTHON] [--json FILE]`
 *
 * `check`: medians of interleaved runs of the compiled program, as ratios to a baseline, and beside other linters where they are
 * installed; compile first. `growth`: one, two and four copies of a tree. `probes`: what running a
 * command costs, beside `manage.py`. `repeats`: whether it comes out the same each time; some minutes, hence only when it is named.
 */
const root = join(import.meta.dirname, '..');
const samples = ['ingestion', 'ingestion-legacy'].map((name) => join(root, 'fixtures/projects', name));
const parts = ['check', 'growth', 'probes', 'repeats'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    part: { type: 'string', multiple: true, default: ['check', 'probes'] },
    trees: { type: 'string', multiple: true, default: [] },
    runs: { type: 'string', default: '11' },
    repeats: { type: 'string', default: '200' },
    python: { type: 'string', default: 'python3' },
    json: { type: 'string' },
  },
});
const given = [...values.trees, ...positionals].map((tree) => resolve(tree));
const runs = Number(values.runs);
const repeats = Number(values.repeats);
if (!Number.isInteger(runs) || runs < 10) throw new Error('--runs: a number from 10 on');
if (!Number.isInteger(repeats) || repeats < 2) throw new Error('--repeats: a number from 2 on');
const unknown = values.part.find((part) => !parts.includes(part));
if (unknown !== undefined) throw new Error(`--part: there is no ${unknown}, but ${parts.join(', ')}`);
if (values.part.includes('check') && !existsSync(join(root, 'dist/cli.js')))
  throw new Error('compile first: npm run compile');

// The interpreter itself: a version manager's shim would add its own start to the baseline.
const python = output(values.python, ['-c', 'import sys; print(sys.executable)']);
const trees = given.length > 0 ? given : samples;
const wants = (part: string): boolean => values.part.includes(part);
const check = wants('check')
  ? { start: measureStart(runs), trees: trees.map((tree) => measureTree(tree, python, runs)) }
  : undefined;
const growth = wants('growth') ? trees.map((tree) => measureGrowth(tree, Math.min(runs, 3))) : undefined;
const probes = wants('probes') ? await measureProbes(pythonWith('django52'), runs) : undefined;
const repeated = wants('repeats') ? await measureRepeats(pythonWith('django52'), repeats) : undefined;
const versions = {
  synclint: output(process.execPath, ['--import', 'tsx', join(root, 'src/cli/start.ts'), 'version']),
  node: process.version,
  python: output(python, ['--version']),
  cores: availableParallelism(),
};

const json = `${JSON.stringify({ versions, runs, ...check, growth, probes, repeats: repeated }, null, 2)}\n`;
if (values.json === undefined) console.log(json);
else writeFileSync(values.json, json);
if (check !== undefined) printTrees(check.start, check.trees);
if (growth !== undefined) printGrowth(growth);
if (probes !== undefined) printProbes(probes);
if (repeated !== undefined) printRepeats(repeated);
const machine = `${versions.synclint}, Node ${versions.node}, ${versions.python}, ${versions.cores} cores`;
console.log(`\n${machine}, medians of ${runs} interleaved runs`);
console.log('One part alone: npm run bench -- --part check, or growth, or probes, or repeats');
if (given.length === 0 && check !== undefined) {
  console.log('The trees are the sample projects, which are far too small to say anything but how long a start takes.');
  console.log('Name real ones: npm run bench -- --trees PATH');
}

function output(command: string, args: readonly string[]): string {
  return execFileSync(command, args, { encoding: 'utf8' }).trim();
}
