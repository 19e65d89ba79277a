import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { count } from '../../src/reporting/count.ts';

/**
 * Says what a run of probes has confirmed: `tsx summary.ts REPORT clean|flawed`. Fails where the run showed a flaw and there is
 * to be none, or the other way round.
 */
const [report = '', expected = ''] = process.argv.slice(2);

const shape = z.object({
  findings: z.array(
    z.object({
      rule: z.string(),
      file: z.string(),
      line: z.number(),
      verdict: z.nullable(z.object({ state: z.string(), probe: z.nullable(z.string()), reason: z.string() })),
    }),
  ),
  record: z.object({ executed: z.number(), failed: z.number(), metrics: z.object({ runs: z.number() }) }),
});

const { findings, record } = shape.parse(JSON.parse(readFileSync(report, 'utf8')));
const confirmed = findings.filter(({ verdict }) => verdict?.state === 'confirmed');
if (confirmed.length > 0) {
  const rules = [...new Set(confirmed.map(({ rule }) => rule))].sort();
  const width = Math.max(...rules.map((rule) => rule.length));
  console.log('confirmed by running the commands, with one example each:');
  for (const rule of rules) {
    const [first, ...others] = confirmed.filter((finding) => finding.rule === rule);
    const reason = first === undefined ? '' : `${first.file}:${first.line} ${first.verdict?.reason ?? ''}`;
    console.log(`  ${String(others.length + 1).padStart(3)} ${rule.padEnd(width)}  ${reason}`);
  }
}
const verdicts = `${count(record.executed, 'verdict')}, ${record.failed} of them falsified`;
console.log(`${count(record.metrics.runs, 'run')}, ${verdicts}: ${count(confirmed.length, 'confirmed finding')}`);
const isFlawed = confirmed.length > 0 && record.failed > 0;
const isClean = confirmed.length === 0 && record.failed === 0;
const isAsExpected = record.executed > 0 && (expected === 'flawed' ? isFlawed : isClean);
if (!isAsExpected) console.error(`a ${expected} run was expected`);
process.exitCode = isAsExpected ? 0 : 1;
