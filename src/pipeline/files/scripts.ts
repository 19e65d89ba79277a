import { indexLines, regionOf } from '../../core/line-index.ts';
import type { FilePath } from '../../core/location.ts';
import type { ScriptCommand } from '../../core/script-command.ts';
import { decodeSource } from '../../discovery/decode-source.ts';
import type { Surroundings } from '../../discovery/surroundings.ts';
import { scriptCommands } from '../../syntax/shell/script-commands.ts';

/** Longer ones are data. */
const maximumSize = 1_000_000;

/** Files other than Python that may start commands; each is read when somebody asks. */
export class Scripts {
  readonly #surroundings: Surroundings;
  readonly #files: ReadonlySet<FilePath>;
  readonly #overlays: ReadonlyMap<FilePath, Buffer>;

  constructor(
    surroundings: Surroundings,
    files: readonly FilePath[],
    overlays: ReadonlyMap<FilePath, Buffer> = new Map(),
  ) {
    this.#surroundings = surroundings;
    this.#overlays = overlays;
    this.#files = new Set(files);
  }

  has(file: FilePath): boolean {
    return this.#files.has(file);
  }

  /** What cannot be read, or is no text, starts nothing. */
  text(file: FilePath): string | undefined {
    const overlay = this.#overlays.get(file);
    const read = overlay === undefined ? this.#surroundings.read(file) : { bytes: overlay };
    if ('unreadable' in read || read.bytes.length > maximumSize) return undefined;
    const source = decodeSource(read.bytes);
    return 'text' in source ? source.text : undefined;
  }

  commands(): readonly ScriptCommand[] {
    return [...this.#files].flatMap((file) => {
      const text = this.text(file) ?? '';
      const lines = indexLines(text);
      return [...scriptCommands(text)].map(({ command, options }) => ({
        command,
        options: options.map((span) => ({ name: span.name, at: { file, region: regionOf(span, lines) } })),
      }));
    });
  }
}
