import type { Finding } from '../core/finding.ts';
import type { Notification } from '../core/notification.ts';
import { byFile } from './grouped.ts';
import { place } from './headline.ts';
import type { ReportContext, Reporter } from './reporter.ts';
import { shownFindings } from './shown.ts';
import { attributes, escapeXml } from './xml.ts';

/**
 * JUnit's XML as CI servers read it: a suite for each file, a failed test case for each finding. What could not be looked at is
 * an error; a run without either has one test case that passed.
 */
export const reporter: Reporter = (run, context) => {
  const findings = shownFindings(run, context);
  const errors = run.notifications.filter(({ level }) => level === 'error');
  const suites = [...byFile(findings)].map(([file, own]) =>
    suite(
      context.repositoryPrefix + file,
      own.map((one) => ofFinding(one, context)),
      own,
    ),
  );
  const isClean = findings.length === 0 && errors.length === 0;
  if (errors.length > 0) suites.push(suite('synclint', errors.map(ofNotification), [], errors.length));
  if (isClean)
    suites.push(suite('synclint', [`    <testcase${attributes({ classname: 'synclint', name: 'check' })}/>\n`]));
  const totals = attributes({
    name: 'synclint check',
    tests: isClean ? 1 : findings.length + errors.length,
    failures: findings.filter(isFailure).length,
    errors: errors.length,
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${totals}>\n${suites.join('')}</testsuites>\n`;
};

function suite(name: string, cases: readonly string[], findings: readonly Finding[] = [], errors = 0): string {
  const failures = findings.filter(isFailure).length;
  const skipped = findings.length - failures;
  const counts = attributes({ name, tests: cases.length, failures, errors, skipped });
  return `  <testsuite${counts}>\n${cases.join('')}  </testsuite>\n`;
}

function isFailure({ suppression }: Finding): boolean {
  return suppression === undefined;
}

function ofFinding(finding: Finding, { repositoryPrefix }: ReportContext): string {
  const { region } = finding.at;
  const file = repositoryPrefix + finding.at.file;
  const name = `${finding.ruleId} at ${region.startLine}:${region.startColumn}`;
  const head = `    <testcase${attributes({ classname: file, name, file, line: region.startLine })}>`;
  const body =
    finding.suppression === undefined
      ? `<failure${attributes({ message: finding.message, type: finding.severity })}>${text(finding)}</failure>`
      : `<skipped${attributes({ message: finding.suppression.reason })}/>`;
  return `${head}\n      ${body}\n    </testcase>\n`;
}

/** The place again, for servers that show nothing but this text, and the steps that lead there. */
function text(finding: Finding): string {
  const steps = finding.flow.map((step) => `    ${place(step)} ${step.message}`);
  return escapeXml([`${place(finding.at)} ${finding.message}`, ...steps].join('\n'));
}

function ofNotification({ kind, message, file }: Notification): string {
  const head = attributes({ classname: 'synclint', name: file === undefined ? kind : `${kind} ${file}` });
  return `    <testcase${head}>\n      <error${attributes({ message, type: kind })}/>\n    </testcase>\n`;
}
