import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { examineAll } from './mutants/crew.ts';
import { allKinds } from './mutants/kinds/all.ts';
import { Laboratory } from './mutants/laboratory.ts';
import { mutantsOf, type Mutant } from './mutants/mutant.ts';
import { diffOf, explain, kindTable, ruleTable, sentence, summaryOf, wantedShare } from './mutants/report.ts';
import { intoDocument } from './mutants/document.ts';

/**
 * `npm run test:mutants -- [--kind ID]… [--rule ID]… [--list] [--diff] [--json FILE] [--markdown FILE] [--most N] [--jobs N] [--project PATH]`
 *
 * Breaks the compliant sample in one place after the other, and asks whether the expected rule says so at the expected line.
 */
const root = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    kind: { type: 'string', multiple: true, default: [] },
    rule: { type: 'string', multiple: true, default: [] },
    list: { type: 'boolean', default: false },
    diff: { type: 'boolean', default: false },
    json: { type: 'string' },
    markdown: { type: 'string' },
    most: { type: 'string', default: '3' },
    jobs: { type: 'string', default: String(Math.min(2, availableParallelism())) },
    project: { type: 'string', default: join(root, 'fixtures/projects/ingestion') },
  },
});
const start = performance.now();
const folder = resolve(values.project);
const laboratory = await Laboratory.open(folder);
const kinds = allKinds.filter(
  ({ id, rule }) =>
    (values.kind.length === 0 || values.kind.includes(id)) && (values.rule.length === 0 || values.rule.includes(rule)),
);
const most = Number(values.most);
const mutants = kinds.flatMap((kind) => mutantsOf(kind, laboratory.sample, most));

if (values.list) list();
else await examine();

function list(): void {
  for (const mutant of mutants) {
    const places = mutant.expected.map(({ file, line }) => `${file}:${line}`);
    console.log(`${mutant.id} (${mutant.group}): ${mutant.kind.rule} at ${places.slice(0, 3).join(', ')}`);
    if (values.diff) console.log(diffOf(mutant, laboratory.sample));
  }
  console.log(`${mutants.length} mutants of ${kinds.length} kinds`);
}

async function examine(): Promise<void> {
  const byId = new Map<string, Mutant>(mutants.map((mutant) => [mutant.id, mutant]));
  const outcomes = await examineAll({ folder, most }, [...byId.keys()], Number(values.jobs), (outcome) => {
    const mutant = byId.get(outcome.id);
    if (outcome.verdict === 'caught' || outcome.verdict === 'no rule' || mutant === undefined) return;
    console.log(`${explain(outcome, mutant, laboratory.sample)}\n`);
  });
  const summary = summaryOf(outcomes);
  const empty = kinds.filter(({ id }) => !outcomes.some(({ kind }) => kind === id));
  const seconds = (performance.now() - start) / 1000;
  console.log(ruleTable(outcomes));
  for (const { at, ruleId, message } of laboratory.baseline)
    console.log(`finding without a mutation: ${at.file}:${at.region.startLine} ${ruleId} ${message}`);
  for (const { id } of empty) console.log(`no place for ${id}: the sample may have changed`);
  console.log(`\n${sentence(summary)}, in ${seconds.toFixed(0)} s`);
  console.log(`findings of the project without a mutation: ${laboratory.baseline.length}`);
  if (values.json !== undefined) {
    const project = relative(root, folder);
    const result = { project, seconds, baseline: laboratory.baseline.length, ...summary, outcomes };
    writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
  }
  if (values.markdown !== undefined) {
    const result = [`${sentence(summary)}.`, ruleTable(outcomes), kindTable(kinds, outcomes)].join('\n\n');
    writeFileSync(values.markdown, intoDocument(readFileSync(values.markdown, 'utf8'), result));
  }
  const isGood =
    summary.share >= wantedShare &&
    summary.counts.invalid === 0 &&
    empty.length === 0 &&
    laboratory.baseline.length === 0;
  process.exitCode = isGood ? 0 : 1;
}
