import type { ProbeRun } from '../../core/probe-run.ts';
import type { Evidence, Outcome } from '../../core/verdict.ts';
import { count } from '../count.ts';
import { printable } from '../printable.ts';
import type { Style } from '../style.ts';
import { reasonOf, trendWords } from './outcomes.ts';
import { groupReasons, nameList, type Reasoned, type ReasonGroup } from './reason-groups.ts';

/** Further reasons why something was not run are counted: they are no news, and JSON has them. */
const mostReasons = 12;

/** What the runs showed not to be so, by property; whatever several commands share is said once. */
export function falsifiedLines(run: ProbeRun, style: Style): readonly string[] {
  const lines = run.probes.flatMap(({ id, property }) => {
    const groups = groupReasons(shownBy(id, run)).flatMap(({ reason, sets }) => [
      `    ${reason}`,
      ...sets.map(
        ({ probes, commands }) => `      ${style.gutter('=')} ${[...new Set(probes)].join()}${namesOf(commands, run)}`,
      ),
    ]);
    return groups.length === 0 ? [] : [`  ${style.severity.error(id)}: ${printable(property)}`, ...groups];
  });
  return section('Falsified: a run showed that it is not so', lines, style);
}

/** Each evidence of one probe, told apart by what became of it instead of by the probe. */
function shownBy(id: string, { commands }: ProbeRun): readonly Reasoned[] {
  return commands.flatMap(({ command, verdicts }) =>
    verdicts.flatMap(({ probe, verdict, trend }) => {
      if (probe !== id || verdict.outcome !== 'falsified') return [];
      const label = trend === undefined ? '' : `${trendWords[trend]}: `;
      return verdict.evidence.map((one) => ({
        command: printable(command.name),
        probe: label,
        reason: evidenceText(one),
      }));
    }),
  );
}

export function inconclusiveLines(run: ProbeRun, style: Style): readonly string[] {
  const lines = groupReasons(reasoned(run, ['inconclusive'])).flatMap(({ reason, sets }) => [
    `  ${printable(reason)}`,
    ...sets.map(
      ({ probes, commands }) =>
        `    ${style.gutter('=')} ${probes.join(', ')}: ${nameList(commands, run.commands.length, 'command')}`,
    ),
  ]);
  return section('Inconclusive: the runs could not tell', lines, style);
}

export function notRunLines(run: ProbeRun, style: Style): readonly string[] {
  const groups = groupReasons(reasoned(run, ['not-applicable', 'bypassed']));
  const lines = groups
    .slice(0, mostReasons)
    .map(({ reason, sets }) => `  ${printable(reason)} ${style.faint(`(${whoOf(sets)})`)}`);
  const rest = groups.length - mostReasons;
  return section('Not run', [...lines, ...(rest > 0 ? [`  and ${count(rest, 'more reason')}: see JSON`] : [])], style);
}

function whoOf(sets: ReasonGroup['sets']): string {
  const probes = [...new Set(sets.flatMap((set) => set.probes))];
  const commands = [...new Set(sets.flatMap((set) => set.commands))];
  const what = probes.length === 1 ? probes.join() : count(probes.length, 'probe');
  return `${what} of ${commands.length === 1 ? commands.join() : count(commands.length, 'command')}`;
}

/** What is better than before: nobody would look for it elsewhere. */
export function fixedLines(run: ProbeRun, style: Style): readonly string[] {
  const fixed = run.commands.flatMap(({ command, verdicts }) =>
    verdicts
      .filter(({ trend }) => trend === 'fixed')
      .map(({ probe }) => ({ command: command.name, probe, reason: probe })),
  );
  const lines = groupReasons(fixed).map(({ reason, sets }) => {
    const commands = sets.flatMap((set) => set.commands);
    return `  ${reason}: ${namesOf(commands, run)}`;
  });
  return section('Fixed since the previous run', lines, style);
}

function evidenceText({ summary, at }: Evidence): string {
  return printable(at === undefined ? summary : `${at.file}:${at.line} ${summary}`);
}

export function reasoned(run: ProbeRun, outcomes: readonly Outcome[]): readonly Reasoned[] {
  return run.commands.flatMap(({ command, verdicts }) =>
    verdicts
      .filter(({ verdict }) => outcomes.includes(verdict.outcome))
      .map(({ probe, verdict }) => ({ command: printable(command.name), probe, reason: reasonOf(verdict) ?? '' })),
  );
}

function namesOf(commands: readonly string[], run: ProbeRun): string {
  return nameList([...new Set(commands)], run.commands.length, 'command');
}

function section(title: string, lines: readonly string[], style: Style): readonly string[] {
  return lines.length === 0 ? [] : ['', style.strong(title), ...lines];
}
