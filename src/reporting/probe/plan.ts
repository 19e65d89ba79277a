import type { Command } from '../../core/commands.ts';
import type { PlannedProbe, PlannedTrial, ProbePlan } from '../../core/probe-plan.ts';
import type { RunPlan } from '../../core/trial.ts';
import { count } from '../count.ts';
import { printable } from '../printable.ts';

/** What would be run: each run with the probes that look at it, then what is left out and why; equal commands together. */
export function planText(plan: ProbePlan): string {
  const commands = [...new Set(plan.probes.map(({ command }) => command))];
  const runs = plan.trials.reduce((sum, { trial }) => sum + trial.runs.length, 0);
  const namesOfBlock = new Map<string, string[]>();
  for (const command of commands) {
    const block = [...trialLines(plan.trials, command), ...skipped(plan.probes, command)].join('\n');
    namesOfBlock.set(block, [...(namesOfBlock.get(block) ?? []), printable(command.name)]);
  }
  const lines = [
    ...[...namesOfBlock].flatMap(([block, names]) => [names.join(', '), block, '']),
    `${count(commands.length, 'command')}, ${count(runs, 'run')}. Nothing was run.`,
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function trialLines(trials: readonly PlannedTrial[], command: Command): readonly string[] {
  return trials
    .filter((trial) => trial.command === command)
    .flatMap(({ trial, observers }) => [
      ...trial.runs.map((run, index) => `  ${index === 0 ? 'run ' : '    then '}${printable(runText(run))}`),
      `      = ${observers.join(', ')}`,
    ]);
}

function runText({ arguments: given, answers, seed, interruption, withoutCredentials, parsesOnly }: RunPlan): string {
  const conditions = [
    ...(answers?.fault === undefined
      ? []
      : [`API: ${answers.fault}${answers.only === undefined ? '' : ` for ${[answers.only].flat().join(', ')}`}`]),
    ...(answers?.edition === 2 ? ['other data'] : []),
    ...(seed === undefined || seed.length === 0 ? [] : [`${count(seed.length, 'row')} before it`]),
    ...(interruption === undefined ? [] : [`${interruption.signal} after the ${interruption.after.replace('-', ' ')}`]),
    ...(withoutCredentials ? ['no credentials'] : []),
    ...(parsesOnly ? ['arguments only'] : []),
  ];
  const command = given.length === 0 ? '(no arguments)' : given.map(quoted).join(' ');
  return conditions.length === 0 ? command : `${command}  [${conditions.join('; ')}]`;
}

function quoted(argument: string): string {
  return /^[\w./:=,-]+$/.test(argument) ? argument : JSON.stringify(argument);
}

/** Each reason once. */
function skipped(probes: readonly PlannedProbe[], command: Command): readonly string[] {
  const reasons = new Map<string, string[]>();
  for (const { command: of, probe, plan } of probes) {
    if (of !== command || !('skipped' in plan)) continue;
    reasons.set(plan.reason, [...(reasons.get(plan.reason) ?? []), probe.id]);
  }
  return [...reasons].map(([reason, ids]) => `  not run: ${printable(reason)}\n      = ${ids.join(', ')}`);
}
