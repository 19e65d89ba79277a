import { filePath, type FilePath } from '../../src/core/location.ts';
import { sourcesOf, systemOf, type Sample } from './sample.ts';

/** Stands in a changed text where the finding is expected, and is taken out before the check. */
export const mark = '§';

/** One defect. */
export interface Mutation {
  /** File → its new text with marks; null: the file is gone. A text that has nothing but marks is no change. */
  readonly changes: ReadonlyMap<FilePath, string | null>;
  /** Mutants of a kind are chosen in turns from all groups. */
  readonly group: string;
}

/** One way to break the project, and the rule that has to see it. */
export interface Kind {
  readonly id: string;
  readonly rule: string;
  readonly describe: string;
  mutations(sample: Sample): Iterable<Mutation>;
}

export type Change = readonly [file: FilePath, text: string | null];

export function mutation(...changes: readonly Change[]): Mutation {
  return { changes: new Map(changes), group: systemOf(changes[0]?.[0] ?? '') };
}

interface Rewriting {
  readonly files: RegExp;
  readonly find: RegExp;
  /** As for `String.replace`; undefined: not here. */
  readonly by: string | ((match: RegExpExecArray, text: string) => string | undefined);
  /** Marks of the sample as it is after the change. */
  readonly marks?: (sample: Sample, file: FilePath) => readonly Change[];
}

/** One mutation for each place where the pattern matches. */
export function* rewrites(sample: Sample, { files, find, by, marks }: Rewriting): Generator<Mutation> {
  for (const { file, text } of sourcesOf(sample, files)) {
    for (const match of text.matchAll(new RegExp(find, `${find.flags.replace('g', '')}g`))) {
      const replacement = typeof by === 'string' ? match[0].replace(new RegExp(find), by) : by(match, text);
      if (replacement === undefined) continue;
      const changed = text.slice(0, match.index) + replacement + text.slice(match.index + match[0].length);
      yield* withMarks(sample, [file, changed], marks);
    }
  }
}

/** None where no place for a mark is found: then the change has no consequence that could be told. */
function* withMarks(
  sample: Sample,
  change: readonly [FilePath, string],
  marks: Rewriting['marks'],
): Generator<Mutation> {
  const changed = { texts: new Map([...sample.texts, change]) };
  const places = marks?.(changed, change[0]) ?? [];
  if (places.length > 0 || change[1].includes(mark)) yield mutation(change, ...places);
}

interface Transformation {
  readonly files: RegExp;
  /** Undefined: not this one. */
  readonly by: (text: string, file: FilePath) => string | undefined;
  readonly marks?: Rewriting['marks'];
}

/** One mutation for each file. */
export function* transforms(sample: Sample, { files, by, marks }: Transformation): Generator<Mutation> {
  for (const { file, text } of sourcesOf(sample, files)) {
    const changed = by(text, file);
    if (changed === undefined || changed === text) continue;
    yield* withMarks(sample, [file, changed], marks);
  }
}

/** The texts of files with a mark before the first match of a pattern; files without one are left out. */
export function marked(sample: Sample, files: RegExp, place: RegExp): readonly Change[] {
  return sourcesOf(sample, files).flatMap(({ file, text }): readonly Change[] => {
    const index = text.search(place);
    return index < 0 ? [] : [[file, text.slice(0, index) + mark + text.slice(index)]];
  });
}

/** Where a finding about a whole command stands. */
export const commandClass = /^class Command\b/m;

export function markCommand(text: string): string {
  return text.replace(commandClass, `${mark}$&`);
}

export function startOfSystem({ texts }: Sample, system: string): readonly Change[] {
  const file = filePath(`ingestion/sync/${system}/__init__.py`);
  return [[file, mark + (texts.get(file) ?? '')]];
}
