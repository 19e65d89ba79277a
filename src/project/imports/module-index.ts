import type { ImportSource } from '../../core/fact.ts';
import { filePath, symbolId, type FilePath, type SymbolId } from '../../core/location.ts';
import { Module } from '../entity.ts';
import type { Sources } from '../sources.ts';

/** Dotted names of the project's files, and the modules behind them. */
export class ModuleIndex {
  readonly #sources: Sources;
  readonly #files = new Map<string, FilePath>();
  readonly #names = new Map<FilePath, SymbolId>();
  readonly #packages = new Set<string>();
  readonly #modules = new Map<FilePath, Module | undefined>();

  /** `sourceRoots`: folders relative to the project root from which imports start; the first one that has a name wins. */
  constructor(sources: Sources, sourceRoots: readonly string[]) {
    this.#sources = sources;
    for (const root of sourceRoots) {
      const prefix = root === '.' || root === '' ? '' : `${root.replace(/\/+$/, '')}/`;
      for (const file of sources.files) if (file.startsWith(prefix)) this.#register(file, prefix.length);
    }
  }

  nameOf(file: FilePath): SymbolId {
    return this.#names.get(file) ?? symbolId(dottedPath(file));
  }

  fileOf(name: string): FilePath | undefined {
    return this.#files.get(name);
  }

  /** The module itself or a folder of modules: such a name is not somebody else's. */
  isFirstParty(name: string): boolean {
    return this.#files.has(name) || this.#packages.has(name);
  }

  module(name: string): Module | undefined {
    const file = this.#files.get(name);
    return file === undefined ? undefined : this.moduleOf(file);
  }

  moduleOf(file: FilePath): Module | undefined {
    if (this.#modules.has(file)) return this.#modules.get(file);
    const facts = this.#sources.facts(file);
    const module = facts === undefined ? undefined : new Module(this.nameOf(file), facts);
    this.#modules.set(file, module);
    return module;
  }

  /** Dotted name of what `from <source> import …` names within a module; undefined beyond the top-most package. */
  absolute(source: ImportSource, importer: { readonly name: string; readonly isPackage: boolean }): string | undefined {
    if (source.level === 0) return source.module;
    const steps = importer.name.split('.');
    const drop = source.level - (importer.isPackage ? 1 : 0);
    if (drop >= steps.length + (importer.isPackage ? 1 : 0)) return undefined;
    const base = steps.slice(0, steps.length - drop);
    return [...base, ...(source.module === '' ? [] : [source.module])].join('.');
  }

  #register(file: FilePath, prefixLength: number): void {
    const name = dottedPath(filePath(file.slice(prefixLength)));
    if (!this.#names.has(file)) this.#names.set(file, symbolId(name));
    const known = this.#files.get(name);
    // Beside `x.py`, a regular package `x/__init__.py` wins; a stub never does.
    const better = known === undefined || (file.endsWith('/__init__.py') && !known.endsWith('/__init__.py'));
    if (better || (known.endsWith('.pyi') && file.endsWith('.py'))) this.#files.set(name, file);
    for (let cut = name.lastIndexOf('.'); cut > 0; cut = name.lastIndexOf('.', cut - 1)) {
      const parent = name.slice(0, cut);
      if (this.#packages.has(parent)) break;
      this.#packages.add(parent);
    }
  }
}

function dottedPath(file: FilePath): string {
  return file
    .replace(/\.pyi?$/, '')
    .replace(/\/__init__$/, '')
    .replaceAll('/', '.');
}
