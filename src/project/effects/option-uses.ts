import { isRequest } from './external-effects.ts';
import type { CallSite, Machine } from './machine.ts';
import { optionOf, type Arguments, type Value } from './value.ts';

/** Lists within dicts within the arguments of a call. */
const maximumDepth = 4;

/** `items`: of all arguments but the first, which is what is divided up. */
export type OptionUse = 'sent' | 'size' | 'size of items' | 'bounds';

/** What a function from outside does with values that were computed from options; undefined: nothing of interest. */
export function optionUseAt(path: string): OptionUse | undefined {
  if (isRequest(path) || query.test(path)) return 'sent';
  if (sizing.test(path)) return 'size of items';
  if (fetching.test(path)) return 'size';
  return checking.test(path.slice(path.lastIndexOf('.') + 1)) ? 'bounds' : undefined;
}

export function emitOptionUses(machine: Machine, kind: OptionUse, args: Arguments, site: CallSite): void {
  const values = [...args.positional, ...args.keywords.values()];
  const use = kind === 'size of items' ? 'size' : kind;
  const options =
    kind === 'sent' ? optionsWithin(values) : directly(kind === 'size of items' ? values.slice(1) : values);
  for (const option of new Set(options)) machine.emit({ kind: 'option-use', option, use, guarded: false }, site);
}

/** `bulk_create(rows, batch_size=size)`, `iterator(chunk_size=size)` */
export function emitQuerySizes(machine: Machine, { keywords }: Arguments, site: CallSite): void {
  for (const name of ['batch_size', 'chunk_size']) {
    const option = optionOf(keywords.get(name));
    if (option !== undefined) machine.emit({ kind: 'option-use', option, use: 'size', guarded: false }, site);
  }
}

const query = /(^|\.)cursor\(\)\.(execute|executemany|callproc)$/;
const fetching = /(^|\.)cursor\(\)\.fetchmany$/;
const sizing =
  /^(itertools\.(islice|batched)|more_itertools\.(chunked|batched|ichunked|grouper|sliced)|django\.core\.paginator\.Paginator)$/;
/** Nobody knows what it does; its name says that it may look at bounds. */
const checking = /valid|check|clamp|bound|ensure|positive|between|require|limit/i;

function directly(values: readonly Value[]): readonly string[] {
  return values.flatMap((value) => optionOf(value) ?? []);
}

/** Also of what lists, dicts and requests hold. */
function* optionsWithin(values: Iterable<Value | undefined>, depth = 0): Generator<string> {
  if (depth > maximumDepth) return;
  for (const value of values) {
    const option = optionOf(value);
    if (option !== undefined) yield option;
    if (value?.kind === 'choice') yield* optionsWithin(value.of, depth + 1);
    if (value?.kind === 'list' || (value?.kind === 'dict' && value.options !== true))
      yield* optionsWithin(value.cell.values.values(), depth + 1);
    if (value?.kind === 'external' && value.args !== undefined)
      yield* optionsWithin([...value.args.positional, ...value.args.keywords.values()], depth + 1);
  }
}
