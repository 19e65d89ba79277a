import type { FileFacts } from '../core/fact.ts';
import type { FilePath } from '../core/location.ts';

/** The files of the project, read and parsed when somebody asks. */
export interface Sources {
  /** All Python files, sorted. */
  readonly files: readonly FilePath[];
  /** Files whose text matches, by a cheap scan that does not know comments or strings. */
  mentioning(pattern: RegExp): readonly FilePath[];
  /** Undefined for a file that cannot be read. */
  facts(file: FilePath): FileFacts | undefined;
}
