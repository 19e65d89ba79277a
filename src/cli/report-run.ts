import type { CheckRun } from '../core/run.ts';
import type { ReportableCheck } from '../pipeline/check.ts';
import { formats, type FormatName } from '../reporting/formats.ts';
import type { ReportContext } from '../reporting/reporter.ts';
import type { CheckOptions } from './check-options.ts';
import type { ExitCode } from './exit-codes.ts';
import { isText, namesFilesFromRepository } from './format-names.ts';
import type { Output } from './outputs.ts';
import { rulePage } from './rule-pages.ts';
import type { Session } from './session.ts';
import { synclintVersion } from './synclint-version.ts';
import { unresolvedNotes } from './unresolved.ts';
import { writeWhole } from './write-file.ts';

interface Reporting {
  readonly options: CheckOptions;
  readonly outputs: readonly Output[];
  readonly exitCode: ExitCode;
  /** On standard output; files are never coloured. */
  readonly colour: boolean;
  /** Since the start of the process, of a run that is not its first. */
  readonly startedAt: number;
}

/** Every report is tried, whatever becomes of the others. */
export async function reportRun(outcome: ReportableCheck, reporting: Reporting, session: Session): Promise<void> {
  const { outputs, options } = reporting;
  const context = await contextOf(outcome, reporting);
  const failures: unknown[] = [];
  for (const { format, file } of outputs) {
    const { reporter } = await formats[format]();
    const colour = file === undefined && reporting.colour;
    const text = reporter(runFor(format, outcome, options), { ...context, colour });
    try {
      if (file !== undefined) writeWhole(file, text);
      else if (!isSilent(format, outcome.run, options)) await session.print(text);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

async function contextOf(
  outcome: ReportableCheck,
  { options, outputs, exitCode, startedAt }: Reporting,
): Promise<ReportContext> {
  const pages = new Map(outcome.run.rules.map((rule) => [rule.rule.id, rule]));
  const isPlacedInRepository = outputs.some(({ format }) => namesFilesFromRepository(format));
  return {
    version: synclintVersion(),
    repositoryPrefix: isPlacedInRepository ? await outcome.repositoryPrefix() : '',
    exitCode,
    colour: false,
    showSuppressed: options.showSuppressed === true,
    unsafeFixes: options.unsafeFixes === true,
    statistics: options.statistics === true,
    // Since the start of the process: what the user waited for.
    durationMs: options.timing ? performance.now() - startedAt : null,
    source: (file) => outcome.source(file),
    page: (id) => {
      const rule = pages.get(id);
      return rule === undefined ? '' : rulePage(rule);
    },
  };
}

/** The log says which preset was detected; only programs need to read it again. */
function runFor(format: FormatName, outcome: ReportableCheck, { showUnresolved }: CheckOptions): CheckRun {
  const { run } = outcome;
  if (isText(format)) {
    return { ...run, notifications: run.notifications.filter(({ kind }) => kind !== 'preset-detected') };
  }
  if (!showUnresolved || format === 'sarif') return run;
  return { ...run, notifications: [...run.notifications, ...unresolvedNotes(outcome)] };
}

/** `--quiet` on a clean run; a program still gets its report. */
function isSilent(format: FormatName, run: CheckRun, { quiet, showSuppressed }: CheckOptions): boolean {
  const hasFindings = run.findings.some(({ suppression }) => showSuppressed === true || suppression === undefined);
  const hasFailures = run.notifications.some(({ level }) => level === 'error');
  return quiet === true && isText(format) && !hasFindings && !hasFailures;
}
