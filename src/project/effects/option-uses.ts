import type { OptionUseEvent } from '../../core/command-run.ts';
import { isRequest } from './external-effects.ts';
import type { CallSite, Machine } from './machine.ts';
import { optionOf, type Arguments, type Value } from './value.ts';

/** Lists within dicts within the arguments of a call. */
const maximumDepth = 4;

/** What a call of something from outside the project does with values that were computed from options. */
export function emitOptionUses(machine: Machine, path: string, args: Arguments, site: CallSite): void {
  const values = [...args.positional, ...args.keywords.values()];
  const emit = (use: OptionUseEvent['use'], options: Iterable<string>): void => {
    for (const option of new Set(options)) machine.emit({ kind: 'option-use', option, use, guarded: false }, site);
  };
  if (isRequest(path) || query.test(path)) emit('sent', optionsWithin(values));
  else if (sizing.test(path)) emit('size', directly(values.slice(1)));
  else if (fetching.test(path)) emit('size', directly(values));
  else if (checking.test(path.slice(path.lastIndexOf('.') + 1))) emit('bounds', directly(values));
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
