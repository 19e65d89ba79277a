import { resolve } from 'node:path';
import { suggestion } from '../core/suggest.ts';
import { UsageError } from '../core/errors.ts';
import { isFormatName, type FormatName } from '../reporting/formats.ts';
import type { CheckOptions } from './check-options.ts';
import { formatNames } from './format-names.ts';
import { refuseDestination } from './write-file.ts';

/** One report: a format and where it goes. */
export interface Output {
  readonly format: FormatName;
  /** Absolute; undefined: standard output. */
  readonly file: string | undefined;
}

type OutputOptions = Pick<CheckOptions, 'outputFormat' | 'outputFile' | 'report'>;

/** The reports of a run, the main one first; refuses files that cannot be written before any work is done. */
export function outputsOf({ outputFormat = 'full', outputFile, report = [] }: OutputOptions, cwd: string): Output[] {
  const main = { option: '--output-file', format: outputFormat, given: outputFile };
  const outputs: Output[] = [];
  for (const { option, format, given } of [main, ...report.map(parseReport)]) {
    const file = given === undefined ? undefined : resolve(cwd, given);
    if (given !== undefined) refuseDestination(option, given, cwd);
    if (file !== undefined && outputs.some((other) => other.file === file)) {
      throw new UsageError(`two reports go to the same file \`${String(given)}\``);
    }
    outputs.push({ format, file });
  }
  return outputs;
}

function parseReport(value: string): { option: string; format: FormatName; given: string } {
  const [, format = '', given = ''] = /^([^=]*)=(.*)$/s.exec(value) ?? [];
  if (format === '' || given === '') {
    throw new UsageError(`--report: expected FORMAT=FILE, found \`${value}\``, 'for example --report sarif=out.sarif');
  }
  if (isFormatName(format)) return { option: '--report', format, given };
  throw new UsageError(
    `--report: unknown format \`${format}\`${suggestion(format, formatNames)}`,
    `there is ${formatNames.join(', ')}`,
  );
}

/** For people, so that what the log has said need not be in it. */
export function isText(format: FormatName): boolean {
  return format === 'full' || format === 'concise' || format === 'github';
}
