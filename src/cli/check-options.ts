import { resolve } from 'node:path';
import { UsageError } from '../core/errors.ts';
import type { Severity } from '../core/severity.ts';
import type { CheckRequest } from '../pipeline/check.ts';
import type { KnownRequest } from '../pipeline/known/check-for.ts';
import type { FormatName } from '../reporting/formats.ts';
import type { ColourChoice } from './colour.ts';
import { usualConcurrency } from './option-values.ts';
import { projectRequest, type ProjectOptions } from './project-options.ts';

/** As commander hands them out: what was not given is absent. */
export interface CheckOptions extends ProjectOptions {
  readonly select?: readonly string[];
  readonly ignore?: readonly string[];
  readonly extendSelect?: readonly string[];
  readonly exclude?: readonly string[];
  readonly extendExclude?: readonly string[];
  readonly forceExclude?: true;
  readonly respectGitignore: boolean;
  readonly stdinFilename?: string;
  readonly allowEmpty?: true;
  readonly shard?: { readonly part: number; readonly of: number };
  readonly showFiles?: true;
  readonly since?: string;
  readonly staged?: true;
  readonly baseline?: string;
  readonly outputFormat?: FormatName;
  readonly outputFile?: string;
  readonly report?: readonly string[];
  readonly fix?: true;
  readonly unsafeFixes?: true;
  readonly diff?: true;
  /** The reason. */
  readonly addIgnore?: string;
  readonly showSuppressed?: true;
  readonly showUnresolved?: true;
  readonly statistics?: true;
  readonly timing?: true;
  readonly failOn?: Severity;
  readonly maxWarnings?: number;
  readonly exitZero?: true;
  /** False with `--no-cache`. */
  readonly cache?: boolean;
  readonly cacheDir?: string;
  readonly concurrency?: number;
  readonly color?: ColourChoice;
  readonly quiet?: true;
  readonly verbose?: true;
  readonly watch?: true;
}

/** Refuses what does not go together, before anything is looked at. */
export function refuseContradictions(paths: readonly string[], options: CheckOptions): void {
  const { stdinFilename, quiet, verbose } = options;
  if (quiet && verbose) throw new UsageError('--quiet and --verbose exclude each other');
  if (options.watch) refuseWithWatch(paths, options);
  const output = reportAsked(options);
  if (options.diff && output !== undefined) {
    throw new UsageError(`--diff and ${output} exclude each other`, 'a diff takes the place of the report');
  }
  refuseOfChanges(paths, options);
  if (options.addIgnore !== undefined) refuseWithAddIgnore(paths, options);
  if (!paths.includes('-')) {
    if (stdinFilename === undefined) return;
    throw new UsageError('--stdin-filename goes with the path `-`', `run \`synclint check - --stdin-filename …\``);
  }
  if (paths.length > 1) throw new UsageError('`-` (standard input) and other paths exclude each other');
  if (options.shard !== undefined) throw new UsageError('`-` (standard input) and --shard exclude each other');
  if (stdinFilename === undefined) {
    throw new UsageError('`-` needs --stdin-filename', 'name the file that standard input stands for');
  }
  if (!/\.pyi?$/.test(stdinFilename)) {
    throw new UsageError(`--stdin-filename: \`${stdinFilename}\` is not a Python file (.py or .pyi)`);
  }
}

function refuseOfChanges(paths: readonly string[], options: CheckOptions): void {
  const { since, staged, baseline } = options;
  if (since === '' || baseline === '') {
    throw new UsageError(`${since === '' ? '--since' : '--baseline'}: there is nothing in \`\``);
  }
  if (since === undefined && !staged) return;
  const option = staged ? '--staged' : '--since';
  const refuse = (other: string, remedy: string): UsageError =>
    new UsageError(`${option} and ${other} exclude each other`, remedy);
  if (staged && since !== undefined) throw refuse('--since', '`--staged` compares the index with the last commit');
  if (paths.includes('-')) throw refuse('`-` (standard input)', 'name the file instead');
  if (options.showFiles) throw refuse('--show-files', `leave \`${option}\` out: all files are looked at`);
  const fixing = options.fix ? '--fix' : options.diff ? '--diff' : undefined;
  if (staged && fixing !== undefined) throw refuse(fixing, `fix the working tree without \`${option}\`, then stage it`);
}

export function knownRequest(cwd: string, { since, staged, baseline }: CheckOptions): KnownRequest {
  const change: KnownRequest['change'] | undefined = staged
    ? { kind: 'staged' }
    : since === undefined
      ? undefined
      : { kind: 'since', revision: since };
  return { ...(change && { change }), ...(baseline !== undefined && { baseline: resolve(cwd, baseline) }) };
}

export function checkRequest(
  cwd: string,
  paths: readonly string[],
  options: CheckOptions,
  standardInput: Buffer | undefined,
): CheckRequest {
  const { stdinFilename, exclude } = options;
  const stdin =
    standardInput === undefined || stdinFilename === undefined
      ? undefined
      : { filename: stdinFilename, bytes: standardInput };
  return {
    ...projectRequest(cwd, stdin === undefined ? paths : [], options),
    ...(stdin === undefined ? {} : { stdin }),
    ...(exclude === undefined ? {} : { exclude }),
    ...(options.shard === undefined ? {} : { shard: options.shard }),
    ...(options.respectGitignore ? {} : { respectGitignore: false }),
    selection: {
      select: options.select,
      extendSelect: options.extendSelect ?? [],
      ignore: options.ignore ?? [],
    },
    extendExclude: options.extendExclude ?? [],
    forceExclude: options.forceExclude === true,
    today: today(),
    concurrency: options.concurrency ?? usualConcurrency(),
  };
}

/** Standard input comes once; and what changes files, or looks at none, has nothing to wait for. */
function refuseWithWatch(paths: readonly string[], options: CheckOptions): void {
  const { fix, diff, showFiles, addIgnore } = options;
  const asked = { '`-`': paths.includes('-'), '--fix': fix, '--diff': diff, '--show-files': showFiles };
  refuseAnyOf('--watch', { ...asked, '--add-ignore': addIgnore !== undefined });
}

function refuseWithAddIgnore(paths: readonly string[], { diff, showFiles, staged }: CheckOptions): void {
  refuseAnyOf('--add-ignore', {
    '`-`': paths.includes('-'),
    '--diff': diff,
    '--show-files': showFiles,
    '--staged': staged,
  });
}

function refuseAnyOf(option: string, asked: Readonly<Record<string, boolean | undefined>>): void {
  const [found] = Object.entries(asked).find(([, isAsked]) => isAsked) ?? [];
  if (found !== undefined) throw new UsageError(`${option} and ${found} exclude each other`, 'leave one of them out');
}

/** What asks for a report, of which a run with `--diff` has none. */
function reportAsked({ outputFormat, outputFile, report, statistics, showFiles }: CheckOptions): string | undefined {
  if (outputFormat !== undefined) return '--output-format';
  if (outputFile !== undefined) return '--output-file';
  if (report !== undefined) return '--report';
  if (statistics) return '--statistics';
  return showFiles ? '--show-files' : undefined;
}

/** In local time, as whoever writes `until=` thinks of it. */
export function today(): string {
  const now = new Date();
  const twoDigits = (number: number): string => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${twoDigits(now.getMonth() + 1)}-${twoDigits(now.getDate())}`;
}
