import type { FilePath } from '../../core/location.ts';
import { isOutsideProgram } from '../outside-program.ts';
import { Memo } from '../remembering/memo.ts';
import type { Recorder } from '../remembering/recorder.ts';
import type { Sources } from '../sources.ts';

/** Which files of the program have a name in their text; many ask for the same one: every command is a `Command`. */
export class NamedFiles {
  readonly #sources: Sources;
  readonly #known: Memo<string, readonly FilePath[]>;

  constructor(sources: Sources, recorder?: Recorder) {
    this.#sources = sources;
    this.#known = new Memo(recorder);
  }

  with(name: string): readonly FilePath[] {
    return this.#known.get(name, () =>
      this.#sources
        .mentioning(new RegExp(`\\b${name}\\b`), this.#sources.holding(name))
        .filter((file) => !isOutsideProgram(file)),
    );
  }
}
