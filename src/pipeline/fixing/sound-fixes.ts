import type { FilePath } from '../../core/location.ts';
import type { Notification } from '../../core/notification.ts';
import { applyFixes, type Fixable } from '../../fixing/apply-fixes.ts';

export interface Refusal {
  readonly refused: Notification['kind'];
  readonly reason: string;
}

/** The bytes of a new text, or why it must not be written. */
export type Trial = (file: FilePath, text: string) => { readonly bytes: Buffer } | Refusal;

export interface SoundFixes {
  readonly texts: ReadonlyMap<FilePath, Buffer>;
  readonly applied: readonly Fixable[];
  readonly refused: readonly {
    readonly finding: Fixable;
    readonly kind: Notification['kind'];
    readonly reason: string;
  }[];
}

/** Applies what goes together and stands the trial; of what spoils a file, the fixes that do so by themselves are refused. */
export function soundFixes(
  findings: readonly Fixable[],
  textOf: (file: FilePath) => string | undefined,
  trial: Trial,
): SoundFixes {
  const refused: SoundFixes['refused'][number][] = [];
  for (let candidates = findings; ;) {
    const { texts, applied } = applyFixes(candidates, textOf);
    const trials = [...texts].map(([file, text]) => ({ file, result: trial(file, text) }));
    const spoiled = new Set(trials.flatMap(({ file, result }) => ('refused' in result ? [file] : [])));
    if (spoiled.size === 0) {
      const bytes = trials.flatMap(({ file, result }) => ('bytes' in result ? [[file, result.bytes] as const] : []));
      return { texts: new Map(bytes), applied, refused };
    }
    const suspects = applied.filter(({ fix }) => fix.edits.some(({ at }) => spoiled.has(at.file)));
    const guilty = suspects.flatMap((finding) => {
      const [verdict] = [...applyFixes([finding], textOf).texts]
        .map(([file, text]) => trial(file, text))
        .filter((result) => 'refused' in result);
      return verdict === undefined ? [] : [{ finding, kind: verdict.refused, reason: verdict.reason }];
    });
    refused.push(...guilty);
    // Where each of them is sound by itself, they are applied one at a time.
    const others = suspects.length > 1 ? suspects.slice(1) : suspects;
    const dropped = new Set(guilty.length > 0 ? guilty.map(({ finding }) => finding) : others);
    candidates = candidates.filter((finding) => !dropped.has(finding));
  }
}
