import { isUtf8 } from 'node:buffer';
import type { FileFacts } from '../../core/fact.ts';
import { compareText, type FilePath } from '../../core/location.ts';
import { positionOf } from '../../core/line-index.ts';
import type { Notification } from '../../core/notification.ts';
import { decodeSource } from '../../discovery/decode-source.ts';
import { surroundingsOnDisk, type Surroundings } from '../../discovery/surroundings.ts';
import { extractFacts } from '../../facts/extract.ts';
import type { ScriptCommand } from '../../core/script-command.ts';
import type { Sources, TextPattern } from '../../project/sources.ts';
import type { PythonModule } from '../../core/python.ts';
import type { PythonParser } from '../../syntax/python/parse.ts';
import { TreesAhead } from '../../syntax/python/trees-ahead.ts';
import { Scans } from './scans.ts';
import { Scripts } from './scripts.ts';
import { hashOfWord, WordSet } from './word-sets.ts';

/** What takes the place of files: an editor's unsaved buffer, or fixes that nobody has written yet. */
export type Overlays = ReadonlyMap<FilePath, Buffer>;

/** What is known from an earlier look at the project. */
export interface EarlierLook {
  readonly store: SourceStore;
  /** Files are on the disk what they were then. */
  readonly isDiskTheSame: boolean;
}

/** Where to look, and what is known already. */
interface Looking {
  readonly earlier?: EarlierLook | undefined;
  /** Of another place than the disk. */
  readonly surroundings?: Surroundings;
}

/** Reads every file once, parses those that are asked for, and remembers what went wrong. */
export class SourceStore implements Sources {
  readonly files: readonly FilePath[];
  readonly #surroundings: Surroundings;
  readonly #scripts: Scripts;
  readonly #parser: PythonParser;
  readonly #inScope: ReadonlySet<FilePath>;
  /** As Latin-1 text, which is one character a byte: every scan wants it so. */
  readonly #bytes = new Map<FilePath, string>();
  /** Decoded for other threads, and soon wanted here. */
  readonly #texts = new Map<FilePath, string>();
  readonly #overlays: Overlays;
  readonly #words = new Map<FilePath, WordSet>();
  readonly #scans: Scans;
  readonly #facts = new Map<FilePath, FileFacts | undefined>();
  readonly #sought = new Map<string, boolean>();
  readonly #notifications = new Map<FilePath, Notification>();
  #ahead: TreesAhead<FilePath> | undefined;
  #scanned = 0;

  constructor(
    root: string,
    files: readonly FilePath[],
    inScope: ReadonlySet<FilePath>,
    parser: PythonParser,
    overlays: Overlays = new Map(),
    scripts: readonly FilePath[] = [],
    { earlier, surroundings = surroundingsOnDisk(root) }: Looking = {},
  ) {
    this.#overlays = overlays;
    this.#surroundings = surroundings;
    this.files = files;
    this.#scripts = new Scripts(surroundings, scripts, overlays);
    this.#parser = parser;
    this.#inScope = inScope;
    for (const file of files) {
      const overlay = overlays.get(file);
      if (overlay === undefined && earlier?.isDiskTheSame === true && this.#adopt(file, earlier.store)) continue;
      const read = overlay === undefined ? surroundings.read(file) : { bytes: overlay };
      if ('unreadable' in read) this.#unreadable(file, read.unreadable);
      else this.#accept(file, read.bytes, earlier?.store);
    }
    this.#scans = new Scans(
      files,
      earlier && { scans: earlier.store.#scans, changed: this.changedSince(earlier.store) },
    );
  }

  get scanned(): number {
    return this.#scanned;
  }

  get parsed(): number {
    return [...this.#facts.values()].filter((facts) => facts !== undefined).length;
  }

  get notifications(): readonly Notification[] {
    return [...this.#notifications.values()].sort((a, b) => compareText(a.file ?? '', b.file ?? ''));
  }

  mentioning(pattern: TextPattern, among = this.files): readonly FilePath[] {
    // Tried at every character otherwise.
    if (pattern.source === '(?!)') return [];
    // ASCII reads the same in Latin-1.
    const plain = isAscii(pattern.source);
    const matches = (file: FilePath): boolean => {
      const bytes = this.#bytes.get(file) ?? '';
      return pattern.test(plain ? bytes : Buffer.from(bytes, 'latin1').toString('utf8'));
    };
    // Where the expression goes on from its last match, one look is not like the other.
    if (among !== this.files || !(pattern instanceof RegExp) || pattern.global || pattern.sticky)
      return among.filter(matches);
    return this.#scans.all(`/${pattern.source}/${pattern.flags}`, matches);
  }

  holding(word: string, among?: readonly FilePath[]): readonly FilePath[] {
    const hash = hashOfWord(word);
    if (hash === undefined) return among ?? this.files;
    if (among !== undefined) return among.filter((file) => this.#wordsOf(file).mayHold(hash));
    return this.#scans.all(word, (file) => this.#wordsOf(file).mayHold(hash));
  }

  #wordsOf(file: FilePath): WordSet {
    let words = this.#words.get(file);
    if (words === undefined) this.#words.set(file, (words = new WordSet(this.#bytes.get(file) ?? '')));
    return words;
  }

  /** The paths that `mayExist` was asked for, with its answers. */
  get sought(): ReadonlyMap<string, boolean> {
    return this.#sought;
  }

  /** Files of both that have another text here. */
  changedSince(earlier: SourceStore): readonly FilePath[] {
    return this.files.filter((file) => this.#bytes.get(file) !== earlier.#bytes.get(file));
  }

  scriptCommands(): readonly ScriptCommand[] {
    return this.#scripts.commands();
  }

  mayExist(path: string): boolean {
    const answer = this.#surroundings.mayExist(path);
    this.#sought.set(path, answer);
    return answer;
  }

  facts(file: FilePath): FileFacts | undefined {
    if (this.#facts.has(file)) return this.#facts.get(file);
    if (this.#scripts.has(file)) return undefined;
    const text = this.#texts.get(file) ?? this.text(file);
    this.#texts.delete(file);
    const facts = text === undefined ? undefined : extractFacts(file, text, this.#parse(file, text));
    this.#facts.set(file, facts);
    if (facts?.firstError !== undefined) {
      const { line } = positionOf(facts.firstError, facts.lines);
      const message = 'syntax error: the file was analysed as far as it could be parsed';
      this.#notifications.set(file, { level: 'warning', kind: 'degraded-parse', message, file, line });
    }
    return facts;
  }

  /** Has files parsed in other threads, where that pays, until `stopReading`. */
  readAhead(files: readonly FilePath[], threads: number): void {
    for (const file of files) {
      const text = this.#facts.has(file) ? undefined : this.text(file);
      if (text !== undefined) this.#texts.set(file, text);
    }
    this.#ahead = new TreesAhead(this.#texts, threads);
  }

  async stopReading(): Promise<void> {
    await this.#ahead?.stop();
    this.#ahead = undefined;
  }

  #parse(file: FilePath, text: string): PythonModule {
    const tree = this.#ahead?.take(file);
    return tree === undefined ? this.#parser.parse(text) : this.#parser.understand(text, tree);
  }

  /** Decoded text without byte order mark; undefined for a file that cannot be read or decoded. */
  text(file: FilePath): string | undefined {
    const bytes = this.#bytes.get(file);
    if (bytes === undefined) return this.#scripts.has(file) ? this.#scripts.text(file) : undefined;
    const source = decodeSource(Buffer.from(bytes, 'latin1'));
    if ('text' in source) return source.text;
    this.#unreadable(file, source.unreadable);
    return undefined;
  }

  /** As it was read; undefined for a file that could not be. */
  bytes(file: FilePath): Buffer | undefined {
    const bytes = this.#bytes.get(file);
    return bytes === undefined ? undefined : Buffer.from(bytes, 'latin1');
  }

  #accept(file: FilePath, bytes: Buffer, earlier: SourceStore | undefined): void {
    const text = bytes.toString('latin1');
    this.#scanned += 1;
    if (earlier !== undefined && earlier.#bytes.get(file) === text) {
      this.#take(file, text, earlier);
      return;
    }
    this.#bytes.set(file, text);
    // A file that nothing asks for is not decoded; whether it could be is seen from its bytes.
    const plain = isUtf8(bytes) && !bytes.includes(0);
    if (!plain && this.#inScope.has(file)) this.text(file);
  }

  /** Takes over what an earlier look at the same disk knows of a file, unless that look was at an overlay. */
  #adopt(file: FilePath, earlier: SourceStore): boolean {
    const text = earlier.#overlays.has(file) ? undefined : earlier.#bytes.get(file);
    if (text === undefined) return false;
    this.#scanned += 1;
    this.#take(file, text, earlier);
    return true;
  }

  /** Takes over what is known of a file with this text. */
  #take(file: FilePath, text: string, earlier: SourceStore): void {
    const [words, notification] = [earlier.#words.get(file), earlier.#notifications.get(file)];
    this.#bytes.set(file, text);
    if (words !== undefined) this.#words.set(file, words);
    if (notification !== undefined) this.#notifications.set(file, notification);
    if (earlier.#facts.has(file)) this.#facts.set(file, earlier.#facts.get(file));
  }

  #unreadable(file: FilePath, reason: string): void {
    const level = this.#inScope.has(file) ? 'error' : 'warning';
    this.#notifications.set(file, { level, kind: 'unreadable-file', message: `not looked at: ${reason}`, file });
  }
}

function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length;
}
