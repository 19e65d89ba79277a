import { gzipSync } from 'node:zlib';
import type { Reporter } from '../reporter.ts';
import { toJson } from '../to-json.ts';
import { githubLimits, type Limits } from './limits.ts';
import { logBuilder } from './log.ts';

/** SARIF 2.1.0 as GitHub code scanning takes it: never more than an upload may hold, with a notice when cut. */
export const reporter: Reporter = (run, context) => fittingText(logBuilder(run, context, githubLimits), githubLimits);

/** The log with as many results as fit into an upload, found by shrinking in proportion: compressing is slow. */
export function fittingText(builder: { readonly total: number; log(kept: number): object }, limits: Limits): string {
  let kept = builder.total;
  for (;;) {
    const text = `${toJson(builder.log(kept), 2)}\n`;
    const size = gzippedSize(text, limits);
    if (size <= limits.gzippedBytes || kept === 0) return text;
    kept = Math.floor(kept * Math.min(0.9, limits.gzippedBytes / size));
  }
}

/** Not measured where even the plain text is small enough: at most three bytes for each unit. */
function gzippedSize(text: string, limits: Limits): number {
  const atMost = text.length * 3;
  // Where nothing can be compressed, gzip adds some bytes; a hundredth is more than enough for them.
  return atMost < limits.gzippedBytes * 0.99 ? atMost : gzipSync(text).length;
}
