import type { ImportSource } from '../../core/fact.ts';
import { symbolId, type FilePath, type SymbolId } from '../../core/location.ts';
import { Module } from '../entity.ts';
import { Memo } from '../remembering/memo.ts';
import type { Recorder } from '../remembering/recorder.ts';
import type { Sources } from '../sources.ts';

/** A folder from which imports start, with what they find there. */
interface SourceRoot {
  readonly prefix: string;
  readonly files: Map<string, FilePath>;
  readonly packages: Set<string>;
}

/** Dotted names of the project's files, and the modules behind them. */
export class ModuleIndex {
  readonly #sources: Sources;
  readonly #roots: readonly SourceRoot[];
  readonly #modules: Memo<FilePath, Module | undefined>;

  /** `sourceRoots`: folders relative to the project root. */
  constructor(sources: Sources, sourceRoots: readonly string[], recorder?: Recorder) {
    this.#sources = sources;
    this.#modules = new Memo(recorder);
    const prefixes = sourceRoots.map((root) => (root === '.' || root === '' ? '' : `${root.replace(/\/+$/, '')}/`));
    const all = new Set<string>(sources.files);
    // A folder that a program starts from, and that is no package, is no part of a name: `django/core` of the folder
    // `django` with a `manage.py` is `core`, and `django.core` is Django's.
    const starting = prefixes.filter((prefix) => all.has(`${prefix}manage.py`) && !all.has(`${prefix}__init__.py`));
    this.#roots = prefixes.map((prefix) => {
      const inner = starting.filter((other) => other !== prefix && other.startsWith(prefix));
      return indexRoot(
        prefix,
        sources.files.filter((file) => !inner.some((other) => file.startsWith(other))),
      );
    });
  }

  nameOf(file: FilePath): SymbolId {
    return symbolId(dottedPath(file.slice(this.#rootOf(file)?.prefix.length ?? 0)));
  }

  /** The module itself or a folder of modules: such a name is not somebody else's. */
  isFirstParty(name: string): boolean {
    return this.#roots.some(({ files, packages }) => files.has(name) || packages.has(name));
  }

  /**
   * The module that a file means by an absolute name: first in its own source root, as when its own `manage.py` runs.
   * Undefined also where several other roots have different modules of that name.
   */
  module(name: string, importer?: FilePath): Module | undefined {
    const file = this.fileOf(name, importer);
    return file === undefined ? undefined : this.moduleOf(file);
  }

  /** The file of that module. */
  fileOf(name: string, importer?: FilePath): FilePath | undefined {
    const own = importer === undefined ? undefined : this.#rootOf(importer)?.files.get(name);
    if (own !== undefined) return own;
    let found: FilePath | undefined;
    for (const { files } of this.#roots) {
      const file = files.get(name);
      if (file === undefined || file === found) continue;
      if (found !== undefined) return undefined;
      found = file;
    }
    return found;
  }

  /** Both files are imported from one folder: of what another one has, an installed package may be in the way. */
  haveSameRoot(one: FilePath, other: FilePath): boolean {
    return this.#rootOf(one) === this.#rootOf(other);
  }

  moduleOf(file: FilePath): Module | undefined {
    return this.#modules.get(file, this.#read);
  }

  readonly #read = (file: FilePath): Module | undefined => {
    const facts = this.#sources.facts(file);
    return facts === undefined ? undefined : new Module(this.nameOf(file), facts);
  };

  /** Dotted name of what `from <source> import …` names within a module; undefined beyond the top-most package. */
  absolute(source: ImportSource, importer: { readonly name: string; readonly isPackage: boolean }): string | undefined {
    if (source.level === 0) return source.module;
    const steps = importer.name.split('.');
    const drop = source.level - (importer.isPackage ? 1 : 0);
    if (drop >= steps.length + (importer.isPackage ? 1 : 0)) return undefined;
    const base = steps.slice(0, steps.length - drop);
    return [...base, ...(source.module === '' ? [] : [source.module])].join('.');
  }

  /** The innermost source root around a file. */
  #rootOf(file: FilePath): SourceRoot | undefined {
    let inner: SourceRoot | undefined;
    for (const root of this.#roots)
      if (file.startsWith(root.prefix) && (inner === undefined || root.prefix.length > inner.prefix.length))
        inner = root;
    return inner;
  }
}

function indexRoot(prefix: string, all: readonly FilePath[]): SourceRoot {
  const files = new Map<string, FilePath>();
  const packages = new Set<string>();
  for (const file of all) {
    if (!file.startsWith(prefix)) continue;
    const name = dottedPath(file.slice(prefix.length));
    const known = files.get(name);
    // Beside `x.py`, a regular package `x/__init__.py` wins; a stub never does.
    const better = known === undefined || (file.endsWith('/__init__.py') && !known.endsWith('/__init__.py'));
    if (better || (known.endsWith('.pyi') && file.endsWith('.py'))) files.set(name, file);
    for (let cut = name.lastIndexOf('.'); cut > 0; cut = name.lastIndexOf('.', cut - 1)) {
      const parent = name.slice(0, cut);
      if (packages.has(parent)) break;
      packages.add(parent);
    }
  }
  return { prefix, files, packages };
}

function dottedPath(file: string): string {
  return file
    .replace(/\.pyi?$/, '')
    .replace(/\/__init__$/, '')
    .replaceAll('/', '.');
}
