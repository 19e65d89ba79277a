import type { FilePath } from '../../core/location.ts';
import { harmlessLoans } from './lending.ts';
import { Memo } from '../remembering/memo.ts';
import type { Recorder } from '../remembering/recorder.ts';
import type { Sources } from '../sources.ts';

/**
 * Is a list or dict, known from its definition, the same when it is used?
 *
 * Asked of the text of the whole project, because any module may change it: whatever is not certainly a look at the
 * name (a loop over it, `in`, `len(…)`) counts as a change. Comments and other variables of that name do too, which
 * costs knowledge and never truth. A function that is given it is looked into.
 */
export class Stability {
  readonly #sources: Sources;
  readonly #known: Memo<string, boolean>;

  constructor(sources: Sources, recorder?: Recorder) {
    this.#sources = sources;
    this.#known = new Memo(recorder);
  }

  /** `attribute`: the name of a class, which code outside its body only reaches behind a dot. */
  isStable(name: string, attribute: boolean): boolean {
    return this.#known.get(attribute ? `.${name}` : name, () => {
      const holding = this.#sources.holding(name);
      return (
        this.#sources.mentioning(new RegExp(changes(name, attribute)), holding).length === 0 &&
        this.#sources
          .mentioning(new RegExp(loans(name, attribute)), holding)
          .every((file) => this.#lends(file, name, attribute))
      );
    });
  }

  /** Gives it only to functions that do nothing but look. */
  #lends(file: FilePath, name: string, attribute: boolean): boolean {
    const harmless = harmlessLoans(this.#sources, file, name, attribute);
    const matches = [...(this.#sources.text(file) ?? '').matchAll(new RegExp(loans(name, attribute), 'g'))];
    return matches.every(({ index, 0: { length } }) =>
      harmless.some(({ start, end }) => index <= start && end <= index + length),
    );
  }
}

/** An argument of a function that may keep or change it. */
function loans(name: string, attribute: boolean): string {
  const { path } = spelled(name, attribute);
  return [
    String.raw`(?<!\b(?:enumerate|sorted|reversed|list|tuple|set|len|zip|dict|frozenset))\([ \t]*${path}[ \t]*[,)]`,
    String.raw`,[ \t]*${path}[ \t]*[,)]`,
  ].join('|');
}

function spelled(name: string, attribute: boolean) {
  const dotted = String.raw`\.${name}(?!\w)`;
  const whole = attribute ? dotted : String.raw`(?<!\w)${name}(?!\w)`;
  return { dotted, whole, path: attribute ? String.raw`\w[\w.]*${dotted}` : String.raw`(?:\w+\.)*${whole}` };
}

function changes(name: string, attribute: boolean): string {
  const { dotted, whole, path } = spelled(name, attribute);
  return [
    // Methods other than those that only look.
    String.raw`${whole}\s*\.\s*(?!(?:items|keys|values|copy|index|count|get)\b)\w`,
    String.raw`${whole}\s*\[[^\]\n]*\]\s*(?:\.|[-+*|&]?=(?!=))`,
    String.raw`${whole}\s*(?:[-+*|&]=|:=)`,
    // Assigned as an attribute, alone or in a tuple; what methods do to their own `self` is known from elsewhere.
    String.raw`(?<!\bself)${dotted}\s*(?:,[^()\n]*[^=!<>])?=(?!=)`,
    // A second name for it.
    String.raw`[^=!<>]=[ \t]*${path}(?![ \t]*[.(\[+|*])`,
    String.raw`\bcase\s+${whole}`,
    String.raw`\[\s*["']${name}["']\s*\]\s*=`,
    String.raw`\bsetattr\([^)\n]*["']${name}["']`,
  ].join('|');
}
