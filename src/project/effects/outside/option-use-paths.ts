import { isRequest } from './external-effects.ts';

/** `items`: of all arguments but the first, which is what is divided up. */
export type OptionUse = 'sent' | 'size' | 'size of items' | 'bounds';

/** What a function from outside does with values that were computed from options; undefined: nothing of interest. */
export function optionUseAt(path: string): OptionUse | undefined {
  if (isRequest(path) || query.test(path)) return 'sent';
  if (sizing.test(path)) return 'size of items';
  if (fetching.test(path)) return 'size';
  return checking.test(path.slice(path.lastIndexOf('.') + 1)) ? 'bounds' : undefined;
}

const query = /(^|\.)cursor\(\)\.(execute|executemany|callproc)$/;
const fetching = /(^|\.)cursor\(\)\.fetchmany$/;
const sizing =
  /^(itertools\.(islice|batched)|more_itertools\.(chunked|batched|ichunked|grouper|sliced)|django\.core\.paginator\.Paginator)$/;
/** Nobody knows what it does; its name says that it may look at bounds. */
const checking = /valid|check|clamp|bound|ensure|positive|between|require|limit/i;
