import * as z from 'zod/mini';
import { globProblem } from '../core/glob-limit.ts';

/** The values that configuration is made of; their messages complete "`key`: …". */
export const text = z.string().check(z.minLength(1, 'must not be empty'));
export const texts = z.array(text);
const glob = text.check(z.refine(isCheap, { error: (issue) => globProblem(String(issue.input)) }));
export const globs = z.array(glob).check(z.describe('Globs relative to the project root.'));
export const globOrGlobs = z.union([text, z.array(text)], { error: 'expected a glob or a list of globs' });

export const flag = z.string().check(z.regex(/^-{1,2}[A-Za-z0-9][\w-]*$/, 'expected a flag such as `--dry-run`'));
export const flags = z.array(flag);

const dotted = /^[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*(?:\.[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)*$/;
export const dottedName = z
  .string()
  .check(z.regex(dotted, 'expected a dotted name such as `ingestion.models.common.SyncHistory`'));

export const selectors = z.array(text).check(z.describe('Rule ids, families, globs over both, or `ALL`.'));

export const looseTable = z.record(z.string(), z.unknown());

/** A table of known keys, none of which has to be there. */
export function table<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.partial(z.strictObject(shape));
}

/** Globs over names are matched in another way, which has no limit. */
function isCheap(value: string): boolean {
  return globProblem(value) === undefined;
}
