import type { ProbedCommand, ProbeVerdict } from '../../core/probe-run.ts';
import { attributes, escapeXml } from '../xml.ts';
import type { ProbeReporter } from './reporter.ts';

/**
 * JUnit's XML as CI servers read it: a suite for each command, a test case for each probe. A flaw is a failure, what could
 * not be told is an error, what was not run is skipped.
 */
export const reporter: ProbeReporter = (run) => {
  const suites = run.commands.map(suite);
  const { failed, inconclusive, attempted, durationMs } = run.record;
  const totals = attributes({
    name: 'synclint probe commands',
    tests: attempted,
    failures: failed,
    errors: inconclusive,
    time: seconds(durationMs),
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${totals}>\n${suites.join('')}</testsuites>\n`;
};

function suite({ command, verdicts }: ProbedCommand): string {
  const number = (...outcomes: readonly string[]): number =>
    verdicts.filter(({ verdict }) => outcomes.includes(verdict.outcome)).length;
  const counts = attributes({
    name: command.name,
    tests: verdicts.length,
    failures: number('falsified'),
    errors: number('inconclusive'),
    skipped: number('not-applicable', 'bypassed'),
    time: seconds(verdicts.reduce((sum, { milliseconds }) => sum + milliseconds, 0)),
    file: command.file,
  });
  return `  <testsuite${counts}>\n${verdicts.map((verdict) => testCase(verdict, command.module)).join('')}  </testsuite>\n`;
}

function testCase({ probe, verdict, milliseconds }: ProbeVerdict, module: string): string {
  const head = `    <testcase${attributes({ classname: module, name: probe, time: seconds(milliseconds) })}`;
  switch (verdict.outcome) {
    case 'holds':
      return `${head}/>\n`;
    case 'falsified': {
      const lines = verdict.evidence.flatMap(({ summary, at, stack = [] }) => [
        at === undefined ? summary : `${at.file}:${at.line}: ${summary}`,
        ...stack.map(
          (frame) => `    at ${frame.file}:${frame.line}${frame.function === undefined ? '' : ` in ${frame.function}`}`,
        ),
      ]);
      const message = attributes({ message: verdict.evidence[0].summary, type: 'falsified' });
      return `${head}>\n      <failure${message}>${escapeXml(lines.join('\n'))}</failure>\n    </testcase>\n`;
    }
    case 'inconclusive':
      return `${head}>\n      <error${attributes({ message: verdict.reason, type: 'inconclusive' })}/>\n    </testcase>\n`;
    case 'not-applicable':
    case 'bypassed':
      return `${head}>\n      <skipped${attributes({ message: verdict.reason })}/>\n    </testcase>\n`;
  }
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}
