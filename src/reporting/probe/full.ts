import type { ProbeRun } from '../../core/probe-run.ts';
import { reporter as findingsReporter } from '../full.ts';
import { count, enumerate } from '../count.ts';
import { printable } from '../printable.ts';
import type { ReportContext } from '../reporter.ts';
import { styleFor, type Style } from '../style.ts';
import { countOutcomes, countTrends, gateText, outcomes, outcomeWords } from './outcomes.ts';
import type { ProbeReporter } from './reporter.ts';
import { falsifiedLines, fixedLines, inconclusiveLines, notRunLines } from './verdict-lines.ts';

/** For people: the findings with what the runs showed, what became of each command, why, and the summary at the end. */
export const reporter: ProbeReporter = (run, context) => {
  const style = styleFor(context.colour);
  const findings = run.findings.length === 0 ? '' : `${findingsReporter(run, context)}\n`;
  const lines = [
    ...table(run, style),
    ...notRunLines(run, style),
    ...inconclusiveLines(run, style),
    ...fixedLines(run, style),
    ...falsifiedLines(run, style),
    '',
    ...summary(run, context),
  ];
  return findings + lines.map((line) => `${line}\n`).join('');
};

/** A line for each command; what there is none of is a dot, so that the rest stands out. */
function table(run: ProbeRun, style: Style): readonly string[] {
  const width = Math.max('command'.length, ...run.commands.map(({ command }) => printable(command.name).length));
  const head = ['command'.padEnd(width), ...outcomes.map((outcome) => outcomeWords[outcome])].join('  ');
  const rows = run.commands.map((probed) => {
    const counts = countOutcomes({ commands: [probed] });
    const cells = outcomes.map((outcome) => {
      const text = (counts[outcome] === 0 ? '·' : String(counts[outcome])).padStart(outcomeWords[outcome].length);
      if (counts[outcome] === 0) return style.faint(text);
      if (outcome === 'falsified') return style.severity.error(text);
      return outcome === 'inconclusive' ? style.severity.warning(text) : text;
    });
    return [printable(probed.command.name).padEnd(width), ...cells].join('  ');
  });
  return [style.strong(head), ...rows];
}

function summary(run: ProbeRun, context: ReportContext): readonly string[] {
  const { surroundings, record } = run;
  const counts = countOutcomes(run);
  const words = outcomes
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => `${counts[outcome]} ${outcomeWords[outcome]}`);
  const time = context.durationMs === null ? '' : ` in ${(record.durationMs / 1000).toFixed(1)} s`;
  const since = countTrends(run);
  return [
    `${count(record.metrics['runs'] ?? 0, 'run')} of ${count(run.commands.length, 'command')}${time}: ${enumerate(words)}.`,
    ...(record.executed === 0 ? ['Nothing was executed: this run proves nothing.'] : []),
    ...(since.length === 0 ? [] : [`Since the previous run: ${enumerate(since)}.`]),
    ...(record.gates.length === 0 ? [] : [`Gates: ${record.gates.map(gateText).join(', ')}.`]),
    `Django ${surroundings.django}, Python ${surroundings.python}, ${surroundings.engine}; fence: ${surroundings.fence}.`,
  ];
}
