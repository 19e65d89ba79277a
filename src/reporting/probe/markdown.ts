import type { ProbeRun } from '../../core/probe-run.ts';
import type { Evidence } from '../../core/verdict.ts';
import { count, enumerate } from '../count.ts';
import { markdownCode as code, markdownText as text } from '../markdown-text.ts';
import { countOutcomes, countTrends, gateText, outcomes, outcomeWords, trendWords } from './outcomes.ts';
import { groupReasons, nameList } from './reason-groups.ts';
import type { ProbeReporter } from './reporter.ts';
import { reasoned } from './verdict-lines.ts';

/** For the summary of a CI job: what is wrong, then the numbers, then why something could not be told. */
export const reporter: ProbeReporter = (run) => {
  const { surroundings, record } = run;
  const since = countTrends(run);
  return [
    `## synclint: ${headline(run)}`,
    '',
    ...(record.executed === 0 ? ['**Nothing was executed: this run proves nothing.**', ''] : []),
    ...(since.length === 0 ? [] : [`Since the previous run: ${enumerate(since)}.`, '']),
    ...paragraph(flaws(run)),
    ...paragraph(table(run)),
    ...folded('Inconclusive: the runs could not tell', reasons(run, 'inconclusive')),
    ...folded('Not run', [...reasons(run, 'not-applicable'), ...reasons(run, 'bypassed')]),
    ...(record.gates.length === 0 ? [] : [`Gates: ${record.gates.map(gateText).join(', ')}.`, '']),
    `Django ${text(surroundings.django)}, Python ${text(surroundings.python)}, ${text(surroundings.engine)}; fence: ${surroundings.fence}.`,
  ]
    .map((line) => `${line}\n`)
    .join('');
};

function headline(run: ProbeRun): string {
  const { falsified } = countOutcomes(run);
  if (run.record.executed === 0) return 'nothing was executed';
  if (falsified === 0) return `no property falsified in ${count(run.commands.length, 'command')}`;
  return `${falsified} falsified in ${count(run.commands.length, 'command')}`;
}

function flaws({ commands }: ProbeRun): readonly string[] {
  return commands.flatMap(({ command, verdicts }) =>
    verdicts.flatMap(({ probe, verdict, trend }) =>
      verdict.outcome === 'falsified'
        ? verdict.evidence.map(
            (one) =>
              `- ${code(command.name)}: **${probe}**${trend === 'regressed' ? ` (${trendWords[trend]})` : ''} ${evidenceText(one)}`,
          )
        : [],
    ),
  );
}

function evidenceText({ summary, at }: Evidence): string {
  return `${text(summary)}${at === undefined ? '' : ` (${code(`${at.file}:${at.line}`)})`}`;
}

function table({ commands }: ProbeRun): readonly string[] {
  return [
    `| command | ${outcomes.map((outcome) => outcomeWords[outcome]).join(' | ')} |`,
    `| --- | ${outcomes.map(() => '---:').join(' | ')} |`,
    ...commands.map((probed) => {
      const own = countOutcomes({ commands: [probed] });
      return `| ${code(probed.command.name)} | ${outcomes.map((outcome) => String(own[outcome])).join(' | ')} |`;
    }),
  ];
}

function reasons(run: ProbeRun, outcome: 'inconclusive' | 'not-applicable' | 'bypassed'): readonly string[] {
  return groupReasons(reasoned(run, [outcome])).map(({ reason, sets }) => {
    const who = sets.map(
      ({ probes, commands }) => `${probes.join(', ')}: ${nameList(commands, run.commands.length, 'command')}`,
    );
    return `- ${text(reason)} (${text(who.join('; '))})`;
  });
}

function paragraph(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [...lines, ''];
}

function folded(title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  return ['<details>', `<summary>${title} (${lines.length})</summary>`, '', ...lines, '', '</details>', ''];
}
