import type { CallSite, Machine } from '../machine.ts';
import type { OptionUse } from './option-use-paths.ts';
import { optionOf, type Arguments, type Value } from '../values/value.ts';

/** Lists within dicts within the arguments of a call. */
const maximumDepth = 4;

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
