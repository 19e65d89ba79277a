import type { AnswerRead } from '../../core/answer-read.ts';
import type { Command } from '../../core/commands.ts';
import { UsageError } from '../../core/errors.ts';
import type { Finding } from '../../core/finding.ts';
import type { Location } from '../../core/location.ts';
import { indexLines } from '../../core/line-index.ts';
import { nameMatcher } from '../../core/name-glob.ts';
import type { Notification } from '../../core/notification.ts';
import type { Policy } from '../../core/policy.ts';
import type { ProjectModel } from '../../core/project-model.ts';
import type { Probe } from '../../core/probe.ts';
import { loadRules } from '../../engine/load-rules.ts';
import type { ProbeRun } from '../../core/probe-run.ts';
import { suggestion } from '../../core/suggest.ts';
import type { CodeLine } from '../../core/verdict.ts';
import type { Progress } from '../../probing/execute.ts';
import { executes } from '../../probing/findings.ts';
import { loadProbes } from '../../probing/load-probes.ts';
import { openWorld, type OpenedWorld, type ProbeSettings, type WorldRequest } from '../../probing/open-world.ts';
import type { ProbePlan } from '../../core/probe-plan.ts';
import { planProbes } from '../../probing/plan.ts';
import { recordOf } from '../../probing/record.ts';
import { runProbes, watchedPlaces } from '../../probing/run-probes.ts';
import { bypassFrom } from './bypass.ts';
import { check, type CheckOutcome, type CheckRequest } from '../check.ts';
import { comparisonNotes } from './comparison-notes.ts';
import { configuredProbes } from './configured-probes.ts';
import { probeRules } from './probe-rules.ts';
import { severitiesFrom } from './probe-severities.ts';

export interface ProbeRequest {
  readonly check: CheckRequest;
  /** Globs over command names; empty: all commands. */
  readonly names: readonly string[];
  /** Ids of probes, or globs over them; empty: all. */
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly surroundings: Pick<WorldRequest, 'cwd' | 'environment' | 'interruption' | 'beforeLeaving' | 'seed'>;
  /** What the command line says, over the configuration. */
  readonly settings: Partial<ProbeSettings>;
}

/** What would be run, before anything is. */
export interface PlannedProbes {
  readonly checked: CheckOutcome;
  readonly plan: ProbePlan;
  readonly probes: readonly Probe[];
  readonly commands: readonly Command[];
  /** Of the names that were asked for, those that match no command. */
  readonly unmatched: readonly string[];
  /** Neither commands nor probes were left out. */
  readonly isWhole: boolean;
  /** What became of the commands that are not among them because of `--since`. */
  readonly notes: readonly Notification[];
}

/** All stages of a check, and what the probes would do with the commands that it found. */
export async function planCommandProbes(request: ProbeRequest): Promise<PlannedProbes> {
  const all = await loadProbes();
  for (const [option, globs] of [
    ['--only', request.only],
    ['--skip', request.skip],
  ] as const)
    refuseUnknown(option, globs, all);
  const checked = await check(request.check);
  const isOnly = request.only.length === 0 ? () => true : nameMatcher(request.only);
  const isSkipped = nameMatcher(request.skip);
  const probes = all.filter(({ id }) => isOnly(id) && !isSkipped(id));
  const isNamed = request.names.length === 0 ? () => true : nameMatcher(request.names);
  const known = checked.project.commands();
  const named = known.filter(({ name }) => isNamed(name));
  const { comparison } = checked;
  const commands = comparison === undefined ? named : named.filter(comparison.isAffected);
  const unmatched = request.names.filter((glob) => !known.some(({ name }) => nameMatcher([glob])(name)));
  const severities = severitiesFrom(checked.configuration, all);
  const isBypassed = bypassFrom(checked.configuration);
  const plan = planProbes(probes, commands, checked.project, (probe, command) =>
    severities(probe) === 'off' ? 'switched off by `probe.severity`' : isBypassed(probe, command),
  );
  const isWhole = commands.length === known.length && probes.length === all.length;
  const notes =
    comparison === undefined ? [] : comparisonNotes(comparison.earlier, known, { named, commands, isNamed });
  return { checked, plan, probes, commands, unmatched, isWhole, notes };
}

/** A misspelt id would leave out nothing, or everything, and nobody would notice. */
function refuseUnknown(option: string, globs: readonly string[], probes: readonly Probe[]): void {
  const ids = probes.map(({ id }) => id);
  for (const glob of globs) {
    if (ids.some(nameMatcher([glob]))) continue;
    const remedy = 'the probes are listed in docs/probes/README.md, and by `--plan`';
    throw new UsageError(`${option}: there is no probe \`${glob}\`${suggestion(glob, ids)}`, remedy);
  }
}

/** Plan, preflight, execution, verification and clean-up, in this order. */
export async function probeCommands(
  planned: PlannedProbes,
  request: Pick<ProbeRequest, 'surroundings' | 'settings'>,
  progress: Progress,
): Promise<ProbeRun> {
  const { checked, plan, probes, commands, isWhole, notes } = planned;
  const started = performance.now();
  const subjects = new Set(commands.map(({ module }) => module));
  const findings = checked.run.findings.filter(({ subject }) => subject !== undefined && subjects.has(subject));
  const watched = watchedPlaces(plan, findings);
  const every = await loadProbes();
  const { configuration, project } = checked;
  const severities = severitiesFrom(configuration, every);
  const world = await openPlanned(planned, request, watched);
  try {
    const context = {
      isProbed: (finding: Finding) => every.some((probe) => executes(probe, finding)),
      severityOf: (id: string, probe: string) => configuration.severities.get(id) ?? severities(probe),
      scopeAt: (at: Location) => checked.scopeAt(at),
      regionOf: (line: CodeLine) => regionOf(line, checked),
    };
    const outcome = await runProbes(plan, { findings, project, watched, isWhole }, world, context, progress);
    return {
      findings: outcome.findings,
      notifications: [...checked.run.notifications, ...notes, ...outcome.notifications],
      stats: checked.run.stats,
      rules: [...checked.run.rules, ...probeRules(probes, checked.run.rules, await loadRules())],
      surroundings: world.surroundings,
      probes: probes.map(({ id, title, property, group, corroborates, severity }) => ({
        ...{ id, title, property, group, corroborates, severity },
      })),
      commands: outcome.commands,
      record: recordOf(outcome.commands, outcome.runs, performance.now() - started),
    };
  } finally {
    await world.close();
  }
}

/** Preflight alone; who opens it closes it. */
export function openPlanned(
  { checked, probes, commands }: PlannedProbes,
  { surroundings, settings }: Pick<ProbeRequest, 'surroundings' | 'settings'>,
  watch: WorldRequest['watch'],
): Promise<OpenedWorld> {
  const { root, configuration, project, sourceRoots } = checked;
  return openWorld({
    ...surroundings,
    root,
    settings: { ...configuredProbes(configuration), ...settings },
    sourceRoots,
    sourceDatabases: databasesOf(project.policy),
    readsOf: (command) => readsOf(command, project),
    commands,
    probes,
    watch,
  });
}

/** Of the command, and of those that it starts. */
function readsOf(command: Command, project: ProjectModel): readonly AnswerRead[] {
  const run = project.run(command, 'real');
  if (run === undefined) return [];
  const children = project.childrenOf(run).flatMap((call) => call.children);
  const ofChildren = children.flatMap((child) => project.run(child, 'real')?.answers ?? []);
  return [...run.answers, ...ofChildren];
}

/** Systems that are read from their databases; a project calls such a database like its system. */
function databasesOf({ systems }: Policy): readonly string[] {
  return Object.entries(systems).flatMap(([name, { source }]) => (source === 'database' ? [name] : []));
}

/** The text of a line, without what it is indented by. */
function regionOf({ file, line }: CodeLine, checked: CheckOutcome): Location | undefined {
  const text = checked.source(file);
  if (text === undefined) return undefined;
  const { starts } = indexLines(text);
  const start = starts[line - 1];
  if (start === undefined) return undefined;
  const content = text.slice(start, starts[line]).replace(/[\r\n]+$/, '');
  const indent = content.length - content.trimStart().length;
  return {
    file,
    region: { startLine: line, startColumn: indent + 1, endLine: line, endColumn: content.trimEnd().length + 1 },
  };
}
