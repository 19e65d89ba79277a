import type { FilePath } from '../../core/location.ts';
import { once } from '../once.ts';
import { isOutsideProgram } from '../outside-program.ts';
import { Memo } from '../remembering/memo.ts';
import type { Recorder } from '../remembering/recorder.ts';
import type { Sources } from '../sources.ts';

const heading = /\bclass\s+(?=(\w+))/g;

/** The names of all classes of the program, in lower case. */
export class ClassNames {
  readonly #sources: Sources;
  readonly #recorder: Recorder | undefined;
  readonly #all = once(() => this.#read(this.#sources.holding('class').filter((file) => !isOutsideProgram(file))));
  readonly #byFile: Memo<FilePath, ReadonlySet<string>>;
  readonly #index: Memo<'files', ReadonlyMap<string, readonly FilePath[]>>;
  readonly #asked: Memo<string, boolean>;

  constructor(sources: Sources, recorder?: Recorder) {
    this.#sources = sources;
    this.#recorder = recorder;
    this.#byFile = new Memo(recorder);
    this.#index = new Memo(recorder);
    this.#asked = new Memo(recorder);
  }

  has(name: string): boolean {
    const recorder = this.#recorder;
    if (recorder === undefined) return this.#all().has(name);
    return this.#asked.get(name, () => {
      // It depends on the files that have a class of this name, not on all that the others say.
      const found = recorder.follow(undefined, () => this.#index.get('files', () => this.#readIndex())).get(name) ?? [];
      recorder.scans(found, (file) => this.#of(file).has(name));
      return found.length > 0;
    });
  }

  #readIndex(): ReadonlyMap<string, readonly FilePath[]> {
    const index = new Map<string, FilePath[]>();
    for (const file of this.#sources.files) {
      for (const name of this.#of(file)) {
        const files = index.get(name);
        if (files === undefined) index.set(name, [file]);
        else files.push(file);
      }
    }
    return index;
  }

  #of(file: FilePath): ReadonlySet<string> {
    return this.#byFile.get(file, () => {
      // What a scan tells its pattern, nobody hears of.
      this.#recorder?.reads(file);
      return isOutsideProgram(file) ? new Set() : this.#read([file]);
    });
  }

  #read(files: readonly FilePath[]): ReadonlySet<string> {
    const names = new Set<string>();
    const collect = (text: string): boolean => {
      for (const [, name = ''] of text.matchAll(heading)) names.add(name.toLowerCase());
      return false;
    };
    this.#sources.mentioning({ source: heading.source, test: collect }, files);
    return names;
  }
}
