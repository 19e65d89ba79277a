import type { FileFacts } from '../core/fact.ts';
import type { FilePath } from '../core/location.ts';
import type { ScriptCommand } from '../core/script-command.ts';

/** A regular expression, or something that looks at a text in another way; its source says which characters it is about. */
export type TextPattern = Pick<RegExp, 'source' | 'test'>;

/** The files of the project, read and parsed when somebody asks. */
export interface Sources {
  /** All Python files, sorted. */
  readonly files: readonly FilePath[];
  /** Files whose text matches, of all or of those given, by a cheap scan that does not know comments or strings. */
  mentioning(pattern: TextPattern, among?: readonly FilePath[]): readonly FilePath[];
  /**
   * Files that may hold a word as a whole: each that does is among them, and a few others. Much faster than a scan; a
   * pattern with a name in it is best looked for among these.
   */
  holding(word: string, among?: readonly FilePath[]): readonly FilePath[];
  /** Decoded; undefined for a file that cannot be read. */
  text(file: FilePath): string | undefined;
  /**
   * Something that `import` finds may be at a path without suffix although it is not among the files: an excluded or
   * compiled module, or one that git ignores because a build makes it.
   */
  mayExist(path: string): boolean;
  /** What shell scripts, schedules, recipes and workflows start. */
  scriptCommands(): readonly ScriptCommand[];
  /** Undefined for a file that cannot be read. */
  facts(file: FilePath): FileFacts | undefined;
}
