import {
  planCommandProbes,
  probeCommands,
  type PlannedProbes,
  type ProbeRequest,
} from '../pipeline/probes/probe-commands.ts';
import type { ProbeRun } from '../core/probe-run.ts';
import type { DescribedRule } from '../core/rule.ts';
import { atLeast } from '../core/severity.ts';
import { notificationLine } from '../reporting/headline.ts';
import { planText } from '../reporting/probe/plan.ts';
import { probeFormats } from '../reporting/probe/formats.ts';
import type { ReportContext } from '../reporting/reporter.ts';
import { styleFor } from '../reporting/style.ts';
import { useColour } from './colour.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { outputsOf } from './outputs.ts';
import { probeFormatNames, type ProbeOptions } from './probe-options.ts';
import { probeRequest } from './probe-request.ts';
import { progressLine } from './progress-line.ts';
import { recordRun } from './record-run.ts';
import { flawPage } from './probe-pages.ts';
import { rulePage } from './rule-pages.ts';
import { stopIfInterrupted, type Session } from './session.ts';
import { synclintVersion } from './synclint-version.ts';
import { writeWhole } from './write-file.ts';

export async function runProbeCommands(
  names: readonly string[],
  options: ProbeOptions,
  session: Session,
): Promise<ExitCode> {
  const outputs = outputsOf(options, probeFormatNames, session.cwd);
  const request = probeRequest(names, options, session);
  const planned = await planCommandProbes(request);
  await stopIfInterrupted(session);
  await logComparison(planned, options, session);
  const isEmpty = planned.commands.length === 0 && planned.notes.length === 0;
  if (options.allowEmpty !== true && (isEmpty || planned.unmatched.length > 0)) {
    await session.log(nothingToProbe(planned.unmatched));
    return exitCodes.failure;
  }
  if (planned.commands.length === 0) return exitCodes.clean;
  if (options.plan) {
    await session.print(planText(planned.plan));
    return exitCodes.clean;
  }
  const executed = await execute(planned, request, options, session);
  const context = await contextOf(planned, executed, options);
  const run = options.record ? await record(executed, planned, request, context) : executed;
  await logErrors(run, options, session);
  const exitCode = exitCodeOf(run, options);
  for (const { format, file } of outputs) {
    const { reporter } = await probeFormats[format]();
    const colour =
      file === undefined && useColour(options.color ?? 'auto', session.environment, session.terminals.output);
    const text = reporter(run, { ...context, exitCode, colour });
    if (file === undefined) await session.print(text);
    else writeWhole(file, text);
  }
  return exitCode;
}

/** Stored with how long everything took, whether that is to be printed or not. */
async function record(
  run: ProbeRun,
  { checked }: PlannedProbes,
  { check: { since }, names, only, skip }: ProbeRequest,
  context: Omit<ReportContext, 'exitCode'>,
): Promise<ProbeRun> {
  const { reporter } = await probeFormats.json();
  return recordRun(run, {
    root: checked.root,
    selection: { names, only, skip, ...(since !== undefined && { since }) },
    at: new Date(),
    tool: context.version,
    json: (compared) =>
      reporter(compared, { ...context, exitCode: exitCodes.clean, durationMs: Math.round(performance.now()) }),
  });
}

async function execute(
  planned: PlannedProbes,
  request: ProbeRequest,
  options: ProbeOptions,
  session: Session,
): Promise<ProbeRun> {
  const progress = progressLine(session, options.quiet === true);
  try {
    return await probeCommands(planned, request, progress.show);
  } finally {
    progress.clear();
  }
}

/** Nobody may take a command that was left out for one that passed. */
async function logComparison(
  { notes }: PlannedProbes,
  { color = 'auto' }: ProbeOptions,
  session: Session,
): Promise<void> {
  const style = styleFor(useColour(color, session.environment, session.terminals.log));
  await session.log(notes.map((one) => `${notificationLine(one, style)}\n`).join(''));
}

async function logErrors(run: ProbeRun, { color = 'auto', verbose }: ProbeOptions, session: Session): Promise<void> {
  const style = styleFor(useColour(color, session.environment, session.terminals.log));
  const unsaid = run.notifications.filter(({ kind }) => kind !== 'not-selected' && kind !== 'removed-command');
  const errors = unsaid.filter(({ level }) => level === 'error' || verbose === true);
  const notes = verbose === true ? run.surroundings.notes : [];
  await session.log(
    [...errors.map((one) => notificationLine(one, style)), ...notes].map((line) => `${line}\n`).join(''),
  );
}

/** The first that applies: the program failed, a flaw was shown, something could not be told, clean. */
function exitCodeOf(run: ProbeRun, { failOn = 'warning', exitZero }: ProbeOptions): ExitCode {
  if (run.notifications.some(({ level }) => level === 'error')) return exitCodes.failure;
  const isShown = run.findings.some(
    ({ severity, suppression, corroboration }) =>
      suppression === undefined && corroboration?.state === 'confirmed' && atLeast(severity, failOn),
  );
  if (isShown && exitZero !== true) return exitCodes.findings;
  if (run.record.executed === 0) return exitCodes.inconclusive;
  return run.record.inconclusive > 0 ? exitCodes.inconclusive : exitCodes.clean;
}

async function contextOf(
  { checked }: PlannedProbes,
  run: ProbeRun,
  options: ProbeOptions,
): Promise<Omit<ReportContext, 'exitCode'>> {
  const pages = new Map(run.rules.map((rule) => [rule.rule.id, rule]));
  return {
    version: synclintVersion(),
    repositoryPrefix: await checked.repositoryPrefix(),
    colour: false,
    showSuppressed: false,
    unsafeFixes: false,
    statistics: false,
    durationMs: options.timing ? performance.now() : null,
    source: (file) => checked.source(file),
    page: (id) => {
      const rule = pages.get(id);
      if (rule === undefined) return '';
      return rule.family === 'probes' ? flawPage(id, probesOfFlaw(rule, run)) : rulePage(rule);
    },
  };
}

/** Its messages are those of the probes that look for it. */
function probesOfFlaw({ rule }: DescribedRule, { probes }: ProbeRun): ProbeRun['probes'] {
  return probes.filter(({ id }) => id in rule.messages);
}

function nothingToProbe(names: readonly string[]): string {
  const wanted = names.length === 0 ? '' : ` that matches ${names.map((name) => `\`${name}\``).join(' or ')}`;
  return `error: there is no command${wanted}\nhelp: \`synclint inventory\` lists them; \`--allow-empty\` makes this no error\n`;
}
