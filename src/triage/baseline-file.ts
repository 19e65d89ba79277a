import * as z from 'zod/mini';
import { fingerprint } from '../core/finding.ts';
import { filePath } from '../core/location.ts';
import { merged, type Baseline } from './baseline.ts';

const version = 1;

const header = z.object({ tool: z.literal('synclint'), kind: z.literal('baseline'), version: z.int() });
const schema = z.object({
  findings: z.array(
    z.object({ file: z.string(), rule: z.string(), fingerprint: z.string(), count: z.int().check(z.positive()) }),
  ),
});

export type ReadBaseline = { readonly baseline: Baseline } | { readonly unusable: string };

/**
 * @remarks The same entry twice is what a merge of two branches leaves when both have changed it. The larger count holds:
 * each branch knew that many, and no branch both together.
 */
export function parseBaseline(text: string): ReadBaseline {
  const parsed = jsonOf(text);
  if (!('json' in parsed)) return parsed;
  const head = header.safeParse(parsed.json);
  if (!head.success) return { unusable: 'it is no baseline of synclint' };
  if (head.data.version !== version) {
    return { unusable: `it has version ${head.data.version}, and this synclint knows version ${version}` };
  }
  const body = schema.safeParse(parsed.json);
  if (!body.success) return { unusable: `\`${body.error.issues[0]?.path.join('.') ?? ''}\` is not what it should be` };
  const entries = body.data.findings.map((entry) => ({
    ...entry,
    file: filePath(entry.file),
    fingerprint: fingerprint(entry.fingerprint),
  }));
  return { baseline: merged(entries, Math.max) };
}

/** One line an entry: what changes is what a diff shows, and branches that fix different findings merge. */
export function renderBaseline(baseline: Baseline): string {
  const entries = baseline.map(({ file, rule, fingerprint: hash, count }) =>
    JSON.stringify({ file, rule, fingerprint: hash, count }),
  );
  const list = entries.length === 0 ? '[]' : `[\n    ${entries.join(',\n    ')}\n  ]`;
  return `{\n  "tool": "synclint",\n  "kind": "baseline",\n  "version": ${version},\n  "findings": ${list}\n}\n`;
}

function jsonOf(text: string): { readonly json: unknown } | { readonly unusable: string } {
  try {
    return { json: JSON.parse(text.replace(/^\ufeff/, '')) };
  } catch {
    const conflict = /^(?:<{7}|>{7})/m.test(text);
    return { unusable: conflict ? 'it has a merge conflict' : 'it is no JSON' };
  }
}
