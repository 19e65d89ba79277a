import type { FilePath } from '../../core/location.ts';
import { isOutsideProgram } from '../outside-program.ts';
import type { Sources } from '../sources.ts';

/** `orders/models.py`, `orders/models/__init__.py` and `orders/models/lines.py`. */
const modelModule = /(?:^|\/)(?:(\w+)\/)?models(?:\.py|\/(?:.*\/)?(\w+)\.py)$/;
/** What is imported, or installed, cannot be told from the text. */
const computes = /\b(import_module|__import__|pkgutil|listdir|iterdir|scandir|glob|find_packages|walk_packages)\b/;

/**
 * The modules of models that something loads: Django those of the applications that are installed, and somebody's import those
 * beside them. One that nobody names any more is left over from something.
 */
export class LoadedModels {
  readonly #sources: Sources;

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  files(): readonly FilePath[] {
    const settings = this.#sources.mentioning(/\bINSTALLED_APPS\b/, this.#sources.holding('INSTALLED_APPS'));
    const isKnown = settings.length > 0 && this.#sources.mentioning(computes, settings).length === 0;
    return this.#sources.files.filter((file) => {
      const [, app, stem] = modelModule.exec(file) ?? [];
      if (!modelModule.test(file) || isOutsideProgram(file)) return false;
      if (stem !== undefined && stem !== '__init__') return this.#isImported(stem, file);
      return app === undefined || !isKnown || this.#isInstalled(app, file);
    });
  }

  /** Some text or import outside of the application names it. */
  #isInstalled(app: string, file: FilePath): boolean {
    const folder = file.slice(0, file.lastIndexOf(`${app}/`) + app.length + 1);
    return this.#isNamed(app, (other) => !other.startsWith(folder) || /\/(apps|__init__)\.py$/.test(other));
  }

  #isImported(stem: string, file: FilePath): boolean {
    const folder = file.slice(0, file.lastIndexOf('models/') + 'models/'.length);
    const around = this.#sources.files.filter((other) => other.startsWith(folder) && other.endsWith('__init__.py'));
    return this.#sources.mentioning(computes, around).length > 0 || this.#isNamed(stem, (other) => other !== file);
  }

  #isNamed(name: string, isElsewhere: (file: FilePath) => boolean): boolean {
    const ways = [
      String.raw`(?:^|\n)[ \t]*(?:from|import)\b[^\n]*\b${name}\b`,
      String.raw`\bimport\s*\([^)]*\b${name}\b`,
      String.raw`["'][\w.]*\b${name}\b[\w.]*["']`,
    ];
    const others = this.#sources.holding(name).filter((other) => isElsewhere(other) && !isOutsideProgram(other));
    return this.#sources.mentioning(new RegExp(ways.join('|')), others).length > 0;
  }
}
