import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import * as z from 'zod/mini';
import { fingerprint, ruleId, type Finding } from '../../src/core/finding.ts';
import { filePath } from '../../src/core/location.ts';
import { decodeSource } from '../../src/discovery/decode-source.ts';
import { count } from '../../src/reporting/count.ts';
import { compareWithExpectations, readExpectations, type Expectation } from '../../src/testing/expectations.ts';

/** Compares a JSON report with the expectation comments in the project: `tsx verify.ts PROJECT REPORT`. */
const [project = '', report = ''] = process.argv.slice(2);

const shape = z.object({
  findings: z.array(
    z.object({
      rule: z.string(),
      messageId: z.string(),
      message: z.string(),
      severity: z.enum(['error', 'warning', 'note']),
      confidence: z.enum(['certain', 'likely', 'possible']),
      file: z.string(),
      line: z.number(),
      column: z.number(),
      endLine: z.number(),
      endColumn: z.number(),
      fingerprint: z.string(),
    }),
  ),
});

const findings = shape
  .parse(JSON.parse(readFileSync(report, 'utf8')))
  .findings.map(({ rule, file, line, column, endLine, endColumn, ...rest }): Finding => ({
    ...rest,
    ruleId: ruleId(rule),
    at: { file: filePath(file), region: { startLine: line, startColumn: column, endLine, endColumn } },
    fingerprint: fingerprint(rest.fingerprint),
    data: {},
    related: [],
    flow: [],
  }));
const expectations = expectationsOf(project);
const expected = expectations.filter(({ kind }) => kind === 'expect');
const problems = compareWithExpectations(findings, expectations);
for (const problem of problems) console.error(problem);
if (problems.length === 0) console.log(`as expected: ${expected.length} findings announced, ${findings.length} found`);
else console.error(`${count(problems.length, 'difference')} from what the comments in ${project} announce`);
process.exitCode = problems.length === 0 ? 0 : 1;

function expectationsOf(folder: string): readonly Expectation[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => file.split(sep).join('/'));
  return files
    .filter((file) => /\.pyi?$/.test(file) && !file.startsWith('.venv/'))
    .flatMap((file) => {
      const source = decodeSource(readFileSync(join(folder, file)));
      return 'text' in source ? readExpectations(file, source.text) : [];
    });
}
