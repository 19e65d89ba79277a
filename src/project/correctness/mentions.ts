import type { FilePath } from '../../core/location.ts';
import { isOutsideProgram } from '../outside-program.ts';
import type { Sources } from '../sources.ts';

/** Looks into the text of the whole project for ways to give a name to something that no scope tells. */
export class Mentions {
  readonly #sources: Sources;
  readonly #known = new Map<string, readonly FilePath[]>();

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  files(pattern: string): readonly FilePath[] {
    let files = this.#known.get(pattern);
    if (files === undefined) {
      files = this.#sources.mentioning(new RegExp(pattern)).filter((file) => !isOutsideProgram(file));
      this.#known.set(pattern, files);
    }
    return files;
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
    return this.files(ways.join('|')).length > 0;
  }

  /** The module gives names to itself or to its classes by means that only running it would tell. */
  isDynamic(file: FilePath): boolean {
    return this.files(dynamic).includes(file);
  }

  /** The module may have a name in spite of what its scope says. */
  mayDefine(file: FilePath, name: string): boolean {
    const ways = [
      `["']${name}["']`,
      String.raw`\b(?:class|def|as|import|type)\s+${name}\b`,
      String.raw`\b${name}\s*(?:=(?!=)|:)`,
      String.raw`,\s*${name}\s*(?:,[^\n]*)?=(?!=)`,
    ];
    return this.isDynamic(file) || this.files(ways.join('|')).includes(file);
  }
}

const dynamic = [
  String.raw`\b(?:globals|locals|vars)\(`,
  String.raw`\bexec\(`,
  String.raw`(?:^|\n)def __getattr__`,
  String.raw`\bsys\.modules\b`,
  String.raw`\b__path__\b`,
  String.raw`\bsetattr\(\s*(?:self|cls|[A-Z]\w*|__\w+|sys\.)[^,\n]*,\s*[^"'\s]`,
  String.raw`__dict__(?:\.update|\[)`,
  String.raw`\bMethodType\b`,
].join('|');
