import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AjvDraft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import type { Log } from 'sarif';

export const oasisSchema = join(import.meta.dirname, '../../sarif-schemas/sarif-schema-2.1.0.errata01.json');

/** What the OASIS schema has to say against a log, as texts. */
export function oasisErrors(log: string): readonly string[] {
  const ajv = new AjvDraft04.default({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(oasisSchema, 'utf8')) as object);
  return validate(JSON.parse(log)) ? [] : (validate.errors ?? []).map((error) => JSON.stringify(error));
}

/** The validator's errors and warnings, as texts; its exit code says nothing. */
export function microsoftFindings(logs: readonly (readonly [title: string, log: string])[]): readonly string[] {
  const binary: unknown = createRequire(import.meta.url)('@microsoft/sarif-multitool');
  if (typeof binary !== 'string') throw new TypeError('the validator has no binary for this system');
  chmodSync(binary, 0o755);
  const folder = mkdtempSync(join(tmpdir(), 'synclint-sarif-'));
  try {
    logs.forEach(([, text], index) => {
      writeFileSync(join(folder, `${index}.sarif`), text);
    });
    const output = join(folder, 'output.json');
    const options = [
      '--rule-kind',
      'Sarif;Ghas',
      '--level',
      'Error;Warning',
      '--output',
      output,
      '--log',
      'ForceOverwrite',
    ];
    const stdout = execFileSync(binary, ['validate', join(folder, '*.sarif'), ...options], { encoding: 'utf8' });
    const report = JSON.parse(readFileSync(output, 'utf8')) as Log;
    if (!stdout.includes(`${logs.length} files scanned`))
      throw new Error(`the validator looked at something else: ${stdout}`);
    return (report.runs[0]?.results ?? []).map(
      ({ ruleId, message, locations }) =>
        `${ruleId ?? ''} ${message.id ?? ''} ${(message.arguments ?? []).join(' ')} ${locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? ''}`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
