import type * as z from 'zod/mini';
import type { StoredCheck, StoredProbeRun } from '../core/stored-run.ts';
import { storedCheckSchema, storedProbeRunSchema } from './schema.ts';

export type Stored =
  | { readonly kind: 'probe'; readonly run: StoredProbeRun }
  | { readonly kind: 'check'; readonly run: StoredCheck }
  /** Why it is neither. */
  | { readonly kind: 'unusable'; readonly problem: string };

/** What a file holds that should be the JSON of a check or of a run of probes. */
export function readStored(text: string): Stored {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return unusable(`no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return unusable('no JSON object');
  if ('runs' in value) return unusable('SARIF; the page is made of the output of `--output-format json`');
  if (!('version' in value)) return unusable('no output of synclint: `version` is missing');
  if (value.version !== 1) return unusable(`output of another version of synclint: \`version\` is not 1`);
  if ('commands' in value) {
    const parsed = storedProbeRunSchema.safeParse(value);
    return parsed.success ? { kind: 'probe', run: parsed.data } : unusable(describe(parsed.error));
  }
  const parsed = storedCheckSchema.safeParse(value);
  return parsed.success ? { kind: 'check', run: parsed.data } : unusable(describe(parsed.error));
}

function unusable(problem: string): Stored {
  return { kind: 'unusable', problem };
}

/** The first thing that is wrong, with its place: `commands[2].verdicts[0].outcome: …`. */
function describe({ issues: [first] }: z.core.$ZodError): string {
  if (first === undefined) return 'not as expected';
  const path = first.path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  return `\`${path.replace(/^\./, '')}\`: ${reasonOf(first)}`;
}

function reasonOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `expected ${issue.expected}`;
  if (issue.code === 'invalid_value')
    return `expected ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
  return issue.message;
}
