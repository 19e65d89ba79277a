import { startOfFile, type FilePath } from '../../core/location.ts';
import type { LayerPolicy } from '../../core/policy.ts';
import type { Unresolved } from '../../core/unresolved.ts';
import type { Hierarchy } from '../classes/hierarchy.ts';
import type { ClassEntity } from '../entity.ts';
import { pathMatcher } from '../globs.ts';
import type { ModuleIndex } from '../imports/module-index.ts';
import { isOutsideProgram } from '../outside-program.ts';
import { ownEntry } from '../own-entry.ts';

/** Which layer a file belongs to: by its own entry, by the standard class of a shared base, by its path. */
export class LayerAssignment {
  readonly unresolved: Unresolved[] = [];
  readonly #policy: LayerPolicy;
  readonly #modules: ModuleIndex;
  readonly #hierarchy: Hierarchy;
  readonly #isShared: (file: string) => boolean;
  readonly #paths: readonly { readonly layer: string; readonly matches: (file: string) => boolean }[];
  readonly #layers = new Map<FilePath, string | undefined>();

  constructor(policy: LayerPolicy, modules: ModuleIndex, hierarchy: Hierarchy) {
    this.#policy = policy;
    this.#modules = modules;
    this.#hierarchy = hierarchy;
    this.#isShared = pathMatcher(policy.shared);
    this.#paths = policy.order.map((layer) => ({ layer, matches: pathMatcher(ownEntry(policy.paths, layer) ?? []) }));
  }

  /** Undefined: no layer, so that no rule of layers speaks of it. */
  of(file: FilePath): string | undefined {
    if (!this.#layers.has(file)) this.#layers.set(file, this.#assign(file));
    return this.#layers.get(file);
  }

  /** The files of the top layer; undefined: no layers are configured. */
  ofTop(files: readonly FilePath[]): readonly FilePath[] | undefined {
    const [top] = this.#policy.order;
    return top === undefined ? undefined : files.filter((file) => this.of(file) === top);
  }

  /** Shared bases may belong to a layer that cannot be told; nobody should look through them. */
  isShared(file: FilePath): boolean {
    return this.#isShared(file);
  }

  #assign(file: FilePath): string | undefined {
    const own = ownEntry(this.#policy.files, file);
    if (own !== undefined) return own;
    if (isOutsideProgram(file)) return undefined;
    if (this.#isShared(file)) return this.#ofStandardClass(file);
    return this.#paths.find(({ matches }) => matches(file))?.layer;
  }

  #ofStandardClass(file: FilePath): string | undefined {
    const module = this.#modules.moduleOf(file);
    if (module === undefined) return undefined;
    // A class within a class or function is a detail of the module, such as the `Meta` of a model.
    const layers = new Set(
      module.facts.classes
        .filter(({ qualifiedName, definition }) => qualifiedName === definition.name)
        .flatMap(({ definition }) => this.#layersOfClass(module.class(definition))),
    );
    const [layer] = layers;
    if (layers.size > 1) {
      const reason = `shared base with classes of several layers (${[...layers].join(', ')})`;
      this.unresolved.push({ ...startOfFile(file), reason, subject: module.name });
      return undefined;
    }
    return layer;
  }

  #layersOfClass(entity: ClassEntity): readonly string[] {
    for (const ancestor of this.#hierarchy.order(entity)) {
      const layer =
        ancestor.kind === 'class' ? ownEntry(this.#policy.classes, ancestor.class.definition.name) : undefined;
      if (layer !== undefined) return [layer];
    }
    return [];
  }
}
