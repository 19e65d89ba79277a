import type { FilePath } from '../../src/core/location.ts';
import { mark, type Kind, type Mutation } from './mutation.ts';
import type { Sample } from './sample.ts';

/** A place that a finding has to stand at. */
export interface Place {
  readonly file: FilePath;
  readonly line: number;
}

export interface Mutant {
  /** `kind#number`. */
  readonly id: string;
  readonly kind: Pick<Kind, 'id' | 'rule'>;
  readonly group: string;
  /** Without marks, and without what is as before. */
  readonly changes: ReadonlyMap<FilePath, string | null>;
  readonly expected: readonly Place[];
}

/** The mutants of a kind, as many as there are or as asked for: always the same ones of the same sample. */
export function mutantsOf(kind: Kind, sample: Sample, most: number): readonly Mutant[] {
  const all = [...kind.mutations(sample)];
  return spread(all, most, kind.id).map((mutation, index) => ({
    id: `${kind.id}#${index + 1}`,
    kind,
    group: mutation.group,
    ...withoutMarks(mutation, sample),
  }));
}

function withoutMarks({ changes }: Mutation, { texts }: Sample): Pick<Mutant, 'changes' | 'expected'> {
  const clean = new Map<FilePath, string | null>();
  const expected: Place[] = [];
  for (const [file, text] of changes) {
    const without = text?.replaceAll(mark, '') ?? null;
    if (without !== texts.get(file)) clean.set(file, without);
    const parts = text?.split(mark).slice(0, -1) ?? [];
    const places = parts.map((_, index) => ({
      file,
      line: parts
        .slice(0, index + 1)
        .join('')
        .split('\n').length,
    }));
    expected.push(...places);
  }
  return { changes: clean, expected };
}

/** Picks from all groups in turns, within a group by a number that depends on the seed alone. */
function spread(all: readonly Mutation[], most: number, seed: string): readonly Mutation[] {
  const groups = new Map<string, { readonly mutation: Mutation; readonly order: number }[]>();
  for (const [index, mutation] of all.entries()) {
    const group = groups.get(mutation.group) ?? [];
    groups.set(mutation.group, group);
    group.push({ mutation, order: hash(`${seed} ${mutation.group} ${index}`) });
  }
  const queues = [...groups]
    .sort(([a], [b]) => hash(seed + a) - hash(seed + b))
    .map(([, group]) => group.sort((a, b) => a.order - b.order));
  const chosen: Mutation[] = [];
  for (let round = 0; chosen.length < Math.min(most, all.length); round++) {
    for (const queue of queues) {
      const next = queue[round];
      if (next !== undefined && chosen.length < most) chosen.push(next.mutation);
    }
  }
  return chosen;
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return value;
}
