import { resolve } from 'node:path';
import { suggestion } from '../core/suggest.ts';
import { UsageError } from '../core/errors.ts';
import type { FormatName } from '../reporting/formats.ts';
import { refuseDestination } from './write-file.ts';

/** One report: a format and where it goes. */
export interface Output<Format extends string = FormatName> {
  readonly format: Format;
  /** Absolute; undefined: standard output. */
  readonly file: string | undefined;
}

interface OutputOptions<Format extends string> {
  readonly outputFormat?: Format;
  readonly outputFile?: string;
  readonly report?: readonly string[];
}

/**
 * The reports of a run, the main one first; refuses files that cannot be written before any work is done.
 *
 * @param formats - those that there are; the first one is the default.
 */
export function outputsOf<Format extends string>(
  { outputFormat, outputFile, report = [] }: OutputOptions<Format>,
  formats: readonly [Format, ...Format[]],
  cwd: string,
): Output<Format>[] {
  const main = { option: '--output-file', format: outputFormat ?? formats[0], given: outputFile };
  const outputs: Output<Format>[] = [];
  for (const { option, format, given } of [main, ...report.map((value) => parseReport(value, formats))]) {
    const file = given === undefined ? undefined : resolve(cwd, given);
    if (given !== undefined) refuseDestination(option, given, cwd);
    if (file !== undefined && outputs.some((other) => other.file === file)) {
      throw new UsageError(`two reports go to the same file \`${String(given)}\``);
    }
    outputs.push({ format, file });
  }
  return outputs;
}

function parseReport<Format extends string>(
  value: string,
  formats: readonly Format[],
): { option: string; format: Format; given: string } {
  const [, name = '', given = ''] = /^([^=]*)=(.*)$/s.exec(value) ?? [];
  if (name === '' || given === '') {
    throw new UsageError(`--report: expected FORMAT=FILE, found \`${value}\``, 'for example --report sarif=out.sarif');
  }
  const format = formats.find((one) => one === name);
  if (format !== undefined) return { option: '--report', format, given };
  throw new UsageError(
    `--report: unknown format \`${name}\`${suggestion(name, formats)}`,
    `there is ${formats.join(', ')}`,
  );
}
