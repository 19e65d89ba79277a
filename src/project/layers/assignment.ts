import { startOfFile, type FilePath } from '../../core/location.ts';
import type { LayerPolicy } from '../../core/policy.ts';
import type { Unresolved } from '../../core/project-model.ts';
import type { Hierarchy } from '../classes/hierarchy.ts';
import type { Module } from '../entity.ts';
import { pathMatcher } from '../globs.ts';
import type { ModuleIndex } from '../imports/module-index.ts';
import { isOutsideProgram } from '../outside-program.ts';

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
    this.#paths = policy.order.map((layer) => ({ layer, matches: pathMatcher(policy.paths[layer] ?? []) }));
  }

  /** Undefined: no layer, so that no rule of layers speaks of it. */
  of(file: FilePath): string | undefined {
    if (!this.#layers.has(file)) this.#layers.set(file, this.#assign(file));
    return this.#layers.get(file);
  }

  /** Shared bases may belong to a layer that cannot be told; nobody should look through them. */
  isShared(file: FilePath): boolean {
    return this.#isShared(file);
  }

  #assign(file: FilePath): string | undefined {
    const own = this.#policy.files[file];
    if (own !== undefined) return own;
    if (isOutsideProgram(file)) return undefined;
    if (this.#isShared(file)) return this.#ofStandardClass(file);
    return this.#paths.find(({ matches }) => matches(file))?.layer;
  }

  #ofStandardClass(file: FilePath): string | undefined {
    const module = this.#modules.moduleOf(file);
    if (module === undefined) return undefined;
    const layers = new Set(module.facts.classes.flatMap((fact) => this.#layersOfClass(module, fact.definition.name)));
    const [layer] = layers;
    if (layers.size > 1) {
      const reason = `shared base with classes of several layers (${[...layers].join(', ')})`;
      this.unresolved.push({ ...startOfFile(file), reason, subject: module.name });
      return undefined;
    }
    return layer;
  }

  #layersOfClass(module: Module, name: string): readonly string[] {
    const definition = module.facts.classes.find((fact) => fact.definition.name === name)?.definition;
    if (definition === undefined) return [];
    const names = this.#hierarchy
      .order(module.class(definition))
      .flatMap((ancestor) => (ancestor.kind === 'class' ? [ancestor.class.definition.name] : []));
    const standard = names.map((candidate) => this.#policy.classes[candidate]).find((layer) => layer !== undefined);
    return standard === undefined ? [] : [standard];
  }
}
