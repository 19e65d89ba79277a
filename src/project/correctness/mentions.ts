import type { FilePath } from '../../core/location.ts';
import { once } from '../once.ts';
import { isOutsideProgram } from '../outside-program.ts';
import type { Sources } from '../sources.ts';

/** Looks into the text of the whole project for ways to give a name to something that no scope tells. */
export class Mentions {
  readonly #sources: Sources;
  readonly #known = new Map<string, readonly FilePath[]>();
  readonly #inFile = new Map<string, Map<FilePath, boolean>>();
  readonly #classNames = once(() => this.#readClassNames());

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** `word`: one that every match has in it, by which most files are ruled out. */
  files(pattern: string, word?: string): readonly FilePath[] {
    let files = this.#known.get(pattern);
    if (files === undefined) {
      const among = word === undefined ? undefined : this.#sources.holding(word);
      files = this.#sources.mentioning(new RegExp(pattern), among).filter((file) => !isOutsideProgram(file));
      this.#known.set(pattern, files);
    }
    return files;
  }

  /** The same of one file. */
  isIn(file: FilePath, pattern: string): boolean {
    let known = this.#inFile.get(pattern);
    if (known === undefined) this.#inFile.set(pattern, (known = new Map<FilePath, boolean>()));
    let found = known.get(file);
    if (found === undefined) {
      found = !isOutsideProgram(file) && this.#sources.mentioning(new RegExp(pattern), [file]).length > 0;
      known.set(file, found);
    }
    return found;
  }

  /** Some class is called so, in upper or lower case. */
  hasClass(name: string): boolean {
    return this.#classNames().has(name.toLowerCase());
  }

  #readClassNames(): ReadonlySet<string> {
    const names = new Set<string>();
    const heading = /\bclass\s+(?=(\w+))/g;
    const collect = (text: string): boolean => {
      for (const [, name = ''] of text.matchAll(heading)) names.add(name.toLowerCase());
      return false;
    };
    const files = this.#sources.holding('class').filter((file) => !isOutsideProgram(file));
    this.#sources.mentioning({ source: heading.source, test: collect }, files);
    return names;
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
