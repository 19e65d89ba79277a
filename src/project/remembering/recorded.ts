import type { FilePath } from '../../core/location.ts';
import type { Sources, TextPattern } from '../sources.ts';
import type { Recorder } from './recorder.ts';

/** Sources that can be exchanged for what they are after an edit, and that tell a recorder who reads what. */
export class RecordedSources implements Sources {
  readonly files: readonly FilePath[];
  readonly recorder: Recorder;
  #now: Sources;

  constructor(sources: Sources, recorder: Recorder) {
    this.files = sources.files;
    this.recorder = recorder;
    this.#now = sources;
  }

  /** The same files, of which these have another text. */
  replace(sources: Sources, changed: readonly FilePath[]): void {
    this.#now = sources;
    this.recorder.forget(changed);
  }

  /** Files may have come or gone that are none of these. */
  diskChanged(): void {
    this.recorder.forgetDisk();
  }

  mentioning(pattern: TextPattern, among?: readonly FilePath[]): readonly FilePath[] {
    const found = this.#now.mentioning(pattern, among);
    const candidates = among && new Set(among);
    // Which files are looked at was told by whoever chose them.
    this.recorder.scans(
      found,
      (file) => candidates?.has(file) !== false && this.#now.mentioning(pattern, [file]).length > 0,
    );
    return found;
  }

  holding(word: string, among?: readonly FilePath[]): readonly FilePath[] {
    const found = this.#now.holding(word, among);
    // All of them: the word is none that is indexed.
    if (found !== this.#now.files) this.recorder.scans(found, (file) => this.#now.holding(word, [file]).length > 0);
    return found;
  }

  text(file: FilePath): string | undefined {
    this.recorder.reads(file);
    return this.#now.text(file);
  }

  facts(file: FilePath): ReturnType<Sources['facts']> {
    this.recorder.reads(file);
    return this.#now.facts(file);
  }

  mayExist(path: string): boolean {
    const found = this.#now.mayExist(path);
    this.recorder.asks(found, () => this.#now.mayExist(path));
    return found;
  }

  scriptCommands(): ReturnType<Sources['scriptCommands']> {
    return this.#now.scriptCommands();
  }
}
