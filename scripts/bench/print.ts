import { table } from '../gen/markdown.ts';
import type { Growth } from './growth.ts';
import type { Row, TreeRows } from './measure.ts';
import type { ProbeRow, ProbeRows } from './probes/measure-probes.ts';
import type { Agreement, Repeats } from './probes/measure-repeats.ts';

export function printTrees(start: Row, trees: readonly TreeRows[]): void {
  const rows = trees.flatMap(({ tree, files, megabytes, rows: all }) =>
    all.map((row) => [tree, String(files), megabytes.toFixed(2), ...cellsOf(row)]),
  );
  const head = ['tree', 'files', 'MB', 'case', 'ms', 'baseline', 'ms', 'ratio'];
  console.log(table(head, [['–', '', '', ...cellsOf(start)], ...rows]));
  for (const { tree, peakMegabytes } of trees) console.log(`${tree}: at most ${peakMegabytes} MB without a cache`);
}

function cellsOf({ case: name, milliseconds, baseline, baselineMilliseconds, ratio }: Row): readonly string[] {
  return [`\`${name}\``, milliseconds.toFixed(1), baseline, baselineMilliseconds.toFixed(1), ratio.toFixed(2)];
}

/** The bar: twice the files take at most twice the time. */
export function printGrowth(growths: readonly Growth[]): void {
  const rows = growths.map(({ tree, milliseconds }) => {
    const [one = Number.NaN, two = Number.NaN, four = Number.NaN] = [1, 2, 4].map(
      (copies) => milliseconds[copies] ?? Number.NaN,
    );
    return [tree, ...[one, two, four].map((time) => time.toFixed(0)), (two / one).toFixed(2), (four / two).toFixed(2)];
  });
  console.log(`\n${table(['copies of', '1, ms', '2, ms', '4, ms', '2 / 1', '4 / 2'], rows)}`);
}

export function printProbes({ rows, notes }: ProbeRows): void {
  console.log(`\n${table(['probes', 'measured', 'bar', 'met'], rows.map(probeCells))}`);
  for (const note of notes) console.log(note);
}

function probeCells({ case: name, figure, unit, bar }: ProbeRow): readonly string[] {
  const measured = `${figure.toFixed(1)} ${unit}`;
  if (bar === undefined) return [name, measured, '', ''];
  const [sign, limit] = 'atMost' in bar ? ['≤', bar.atMost] : ['≥', bar.atLeast];
  const met = sign === '≤' ? figure <= limit : figure >= limit;
  return [name, measured, `${sign} ${String(limit)} ${unit}`, met ? 'yes' : 'no'];
}

const bar = 0.999;
const around = 60;

export function printRepeats({ repeats, commands, runs, verdicts }: Repeats): void {
  const row = (name: string, { same, all }: Agreement): readonly string[] => [
    ...[name, String(same), String(all), `${((same / all) * 100).toFixed(2)} %`],
    ...[`≥ ${String(bar * 100)} %`, same / all >= bar ? 'yes' : 'no'],
  ];
  const head = [`${String(repeats)} repeats of ${String(commands)} commands`, 'the same', 'of', '', 'bar', 'met'];
  console.log(`\n${table(head, [row('runs', runs), row('verdicts', verdicts)])}`);
  for (const { kind, usual, other } of [...runs.differing, ...verdicts.differing]) {
    const start = Math.max(0, firstDifference(usual, other) - around);
    console.log(
      `${kind}\n    …${usual.slice(start, start + 2 * around)}\n    …${other.slice(start, start + 2 * around)}`,
    );
  }
}

function firstDifference(a: string, b: string): number {
  let index = 0;
  while (index < a.length && a[index] === b[index]) index += 1;
  return index;
}
