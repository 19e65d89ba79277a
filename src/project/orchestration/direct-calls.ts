import type { Command } from '../../core/commands.ts';
import type { FilePath } from '../../core/location.ts';
import type { Sources } from '../sources.ts';

/** Who calls `handle` or `execute` of a command by itself, as tests do, and with what, by the text of the files. */
export class DirectCalls {
  readonly #sources: Sources;
  readonly #known = new Map<string, boolean>();

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /**
   * A file that names the command's module and calls such a method has a keyword or a key of this name. Which call gets it
   * is not asked, so that this says yes too often.
   */
  pass(command: Command, option: string): boolean {
    const key = `${command.file} ${option}`;
    let passed = this.#known.get(key);
    if (passed === undefined) this.#known.set(key, (passed = this.#callers(command, option).length > 0));
    return passed;
  }

  #callers({ name, file }: Command, option: string): readonly FilePath[] {
    if (!/^\w+$/.test(option)) return [];
    const among = this.#sources.holding(option).filter((caller) => caller !== file);
    const passing = this.#sources.mentioning(new RegExp(`\\b${option}\\s*=(?!=)|["']${option}["']\\s*:`), among);
    const calling = this.#sources.mentioning(/\.(handle|execute)\(/, passing);
    return this.#sources.mentioning(new RegExp(`\\b${name.replaceAll(/\W/g, '.')}\\b`), calling);
  }
}
