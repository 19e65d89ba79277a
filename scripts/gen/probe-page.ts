import type { Command } from '../../src/core/commands.ts';
import type { Probe } from '../../src/core/probe.ts';
import type { ProjectModel } from '../../src/core/project-model.ts';
import type { Evidence, Verdict } from '../../src/core/verdict.ts';
import { planProbes } from '../../src/probing/plan.ts';
import { planText } from '../../src/reporting/probe/plan.ts';
import { readRecordedCases, type RecordedCase } from '../../src/testing/recorded-cases.ts';
import { fence, table } from './markdown.ts';
import type { Prose } from './prose.ts';
import { configuration, links } from './rule-page.ts';

/** First line of every page about a probe. */
export const notice = '<!-- Written by `npm run gen`; edit the probe and its recorded runs instead. -->';

/**
 * The documentation page of a probe, as Markdown. The first paragraph is what SARIF shows as its description.
 *
 * @param titles - of the rules, by their ids.
 */
export function probePage(
  probe: Probe,
  prose: Prose,
  sample: ProjectModel,
  titles: ReadonlyMap<string, string>,
): string {
  const cases = readRecordedCases(probe.id);
  const sections = [
    notice,
    `# ${probe.id}`,
    prose.summary,
    `It holds where ${probe.property}.`,
    table(['title', 'group', 'severity', 'since'], [[probe.title, probe.group, probe.severity, probe.since]]),
    '## Why, and how it is judged',
    prose.remarks,
    '## What it runs',
    ...plan(probe, sampleCommand(probe, cases, sample), sample),
    ...examples(cases),
    '## What it reports',
    ...reports(probe, titles),
    ...configuration(prose),
    ...links(prose),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** The command of the recorded runs; of a probe without any, the first command. */
function sampleCommand(probe: Probe, cases: readonly RecordedCase[], sample: ProjectModel): Command {
  const [first] = sample.commands();
  const recorded = sample.commands().find(({ name }) => name === cases[0]?.command);
  const command = recorded ?? first;
  if (command === undefined) throw new Error(`${probe.id}: the sample project has no command`);
  return command;
}

function plan(probe: Probe, command: Command, sample: ProjectModel): readonly string[] {
  const printed = planText(planProbes([probe], [command], sample, () => undefined));
  return [
    `For \`${command.name}\` of the sample project, \`synclint probe commands ${command.name} --only ${probe.id} --plan\` prints`,
    fence('text', printed.trimEnd()),
    'A run that several probes ask for takes place once.',
  ];
}

/** Judged in the tests, so that each of them is true. */
function examples(cases: readonly RecordedCase[]): readonly string[] {
  if (cases.length === 0) return [];
  const lines = cases.flatMap(({ name, verdict }) => [
    `${verdict.outcome.replace('-', ' ')}: ${name}`,
    ...reasonsOf(verdict).map((reason) => `    ${reason}`),
  ]);
  return ['## Verdicts', 'On recorded runs, with the reasons that reports give:', fence('text', lines.join('\n'))];
}

function reasonsOf(verdict: Verdict): readonly string[] {
  if (verdict.outcome === 'holds') return [];
  return verdict.outcome === 'falsified' ? verdict.evidence.map(shown) : [verdict.reason];
}

function shown({ summary, at, severity }: Evidence): string {
  const place = at === undefined ? '' : `${at.file}:${at.line} `;
  return `${place}${summary}${severity === undefined ? '' : ` (${severity})`}`;
}

function reports({ id, corroborates, flaw }: Probe, titles: ReadonlyMap<string, string>): readonly string[] {
  const rows = corroborates.map((rule) => [`[${rule}](../rules/${rule}.md)`, titles.get(rule) ?? '']);
  const own = flaw ?? (corroborates.length === 0 ? id : undefined);
  const ofRules =
    rows.length === 0
      ? []
      : ['It confirms or refutes findings of these rules, and reports under their ids what they have not seen:'];
  return [
    ...ofRules,
    ...(rows.length === 0 ? [] : [table(['rule', 'title'], rows)]),
    ...(own === undefined
      ? []
      : [`${rows.length === 0 ? 'What it shows' : 'Whatever else it shows'} is reported as \`${own}\`.`]),
  ];
}
