import type { ReportableCheck } from '../pipeline/check.ts';
import { count } from '../reporting/count.ts';
import { notificationLine } from '../reporting/headline.ts';
import { printable } from '../reporting/printable.ts';
import { styleFor } from '../reporting/style.ts';
import type { CheckOptions } from './check-options.ts';
import { lookedAtNothing } from './gate.ts';
import { isText } from './format-names.ts';
import type { Output } from './outputs.ts';
import type { Session } from './session.ts';
import { unresolvedNotes } from './unresolved.ts';

interface LogContext {
  readonly options: CheckOptions;
  readonly outputs: readonly Output[];
  readonly colour: boolean;
}

/** What the report on standard output does not say, on standard error. */
export async function logRun(outcome: ReportableCheck, context: LogContext, session: Session): Promise<void> {
  const { options } = context;
  const lines = [
    ...(options.verbose ? overview(outcome) : []),
    ...(options.quiet ? [] : presetLines(outcome)),
    ...failures(outcome, context),
    ...(options.showUnresolved && !printsJson(context) ? unresolvedLines(outcome) : []),
    ...(lookedAtNothing(outcome.run) && !options.allowEmpty ? nothingLines(outcome) : []),
  ];
  await session.log(lines.map((line) => `${line}\n`).join(''));
}

function overview({ root, configuration, discovery, run }: ReportableCheck): string[] {
  const { inScope, files, skipped } = discovery;
  return [
    `root: ${printable(root)}`,
    `configuration: ${printable(configuration.file ?? 'none')}`,
    `presets: ${configuration.presets.join(', ') || 'none'}`,
    `files: ${inScope.length} of ${files.length} in the project, ${skipped.length} skipped`,
    `parsed: ${count(run.stats.parsed, 'file')}; commands: ${run.stats.commands}; rules: ${run.rules.length}`,
  ];
}

function presetLines({ run }: ReportableCheck): string[] {
  return run.notifications.filter(({ kind }) => kind === 'preset-detected').map(({ message }) => printable(message));
}

/** Why the exit code is 2, unless a report for people says so at the same time. */
function failures({ run }: ReportableCheck, { outputs, colour }: LogContext): string[] {
  const style = styleFor(colour);
  if (outputs.some(({ format, file }) => file === undefined && isText(format))) return [];
  return run.notifications.filter(({ level }) => level === 'error').map((one) => notificationLine(one, style));
}

function printsJson({ outputs }: LogContext): boolean {
  return outputs.some(({ format, file }) => file === undefined && (format === 'json' || format === 'json-lines'));
}

function unresolvedLines(outcome: ReportableCheck): string[] {
  return unresolvedNotes(outcome).map(({ file = '', line = 0, message }) =>
    printable(`${file}:${line} unresolved: ${message}`),
  );
}

/** The skipped files are the likely reason; a few of them say enough. */
function nothingLines({ discovery }: ReportableCheck): string[] {
  const shown = discovery.skipped.slice(0, 5).map(({ path, reason }) => `  ${printable(path)}: ${reason}`);
  return [
    'error: there is no Python file to look at',
    ...shown,
    'help: check the paths and the excludes, see `--show-files`; `--allow-empty` makes this no error',
  ];
}
