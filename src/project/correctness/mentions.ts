import type { FilePath } from '../../core/location.ts';
import { isOutsideProgram } from '../outside-program.ts';
import { Memo } from '../remembering/memo.ts';
import type { Recorder } from '../remembering/recorder.ts';
import type { Sources } from '../sources.ts';
import { ClassNames } from './class-names.ts';

/** Looks into the text of the whole project for ways to give a name to something that no scope tells. */
export class Mentions {
  readonly #sources: Sources;
  readonly #recorder: Recorder | undefined;
  readonly #known: Memo<string, readonly FilePath[]>;
  readonly #inFile = new Map<string, Memo<FilePath, boolean>>();
  readonly #classNames: ClassNames;

  constructor(sources: Sources, recorder?: Recorder) {
    this.#sources = sources;
    this.#recorder = recorder;
    this.#known = new Memo(recorder);
    this.#classNames = new ClassNames(sources, recorder);
  }

  /** `word`: one that every match has in it, by which most files are ruled out. */
  files(pattern: string, word?: string): readonly FilePath[] {
    return this.#known.get(pattern, () => {
      const among = word === undefined ? undefined : this.#sources.holding(word);
      return this.#sources.mentioning(new RegExp(pattern), among).filter((file) => !isOutsideProgram(file));
    });
  }

  /** The same of one file. */
  isIn(file: FilePath, pattern: string): boolean {
    let known = this.#inFile.get(pattern);
    if (known === undefined) this.#inFile.set(pattern, (known = new Memo(this.#recorder)));
    return known.get(
      file,
      () => !isOutsideProgram(file) && this.#sources.mentioning(new RegExp(pattern), [file]).length > 0,
    );
  }

  /** Some class is called so, in upper or lower case. */
  hasClass(name: string): boolean {
    return this.#classNames.has(name.toLowerCase());
  }

  /** Some module assigns `thing.name`, or has the name as a text, as `setattr` and `hasattr` need it. */
  mayBeGiven(name: string): boolean {
    const dotted = String.raw`\.${name}\b`;
    const ways = [
      String.raw`${dotted}[ \t]*(?::[^=\n]*)?=(?!=)`,
      String.raw`${dotted}[ \t]*[,)\]][^\n()]*[^=!<>]=(?!=)`,
      String.raw`\b(?:as|for)\s+\w+${dotted}`,
      `["']${name}["']`,
    ];
    return this.files(ways.join('|'), name).length > 0;
  }

  /** The module gives names to itself or to its classes by means that only running it would tell. */
  isDynamic(file: FilePath): boolean {
    return this.isIn(file, dynamic);
  }

  /** The module may have a name in spite of what its scope says. */
  mayDefine(file: FilePath, name: string): boolean {
    const ways = [
      `["']${name}["']`,
      String.raw`\b(?:class|def|as|import|type)\s+${name}\b`,
      String.raw`\b${name}\s*(?:=(?!=)|:)`,
      String.raw`,\s*${name}\s*(?:,[^\n]*)?=(?!=)`,
    ];
    return this.isDynamic(file) || this.isIn(file, ways.join('|'));
  }
}

const dynamic = [
  String.raw`\b(?:globals|locals|vars)\(`,
  String.raw`\bexec\(`,
  String.raw`(?:^|\n)def __getattr__`,
  String.raw`\bsys\.modules\b`,
  String.raw`\b__path__\b`,
  // `include("base.py")` runs another file in the names of this one.
  String.raw`\bsplit_settings\b`,
  String.raw`\bsetattr\(\s*(?:self|cls|[A-Z]\w*|__\w+|sys\.)[^,\n]*,\s*[^"'\s]`,
  String.raw`__dict__(?:\.update|\[)`,
  String.raw`\bMethodType\b`,
].join('|');
