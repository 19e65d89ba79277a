import type { Hierarchy } from '../classes/hierarchy.ts';
import type { ClassEntity } from '../entity.ts';
import type { ModuleIndex } from '../imports/module-index.ts';
import { isOutsideProgram } from '../outside-program.ts';
import type { Sources } from '../sources.ts';

/** More classes than this are a framework's; nobody can say what all of them change. */
const maximumClasses = 200;

/** The classes that derive from a class, found by who mentions it: what `self` is may be decided by any of them. */
export class Subclasses {
  readonly #sources: Sources;
  readonly #modules: ModuleIndex;
  readonly #hierarchy: Hierarchy;
  readonly #known = new Map<ClassEntity, readonly ClassEntity[] | undefined>();

  constructor(sources: Sources, modules: ModuleIndex, hierarchy: Hierarchy) {
    this.#sources = sources;
    this.#modules = modules;
    this.#hierarchy = hierarchy;
  }

  /** Undefined: too many to tell. */
  of(owner: ClassEntity): readonly ClassEntity[] | undefined {
    if (!this.#known.has(owner)) this.#known.set(owner, this.#find(owner));
    return this.#known.get(owner);
  }

  #find(owner: ClassEntity): readonly ClassEntity[] | undefined {
    const found = new Set<ClassEntity>();
    const names = new Set([owner.definition.name]);
    // A set grows while it is walked: subclasses of subclasses need not mention the owner.
    for (const name of names) {
      for (const file of this.#sources.mentioning(new RegExp(`\\b${name}\\b`), this.#sources.holding(name))) {
        for (const entity of isOutsideProgram(file) ? [] : this.#classes(file)) {
          if (entity === owner || !this.#derives(entity, owner)) continue;
          found.add(entity);
          names.add(entity.definition.name);
        }
        if (found.size > maximumClasses) return undefined;
      }
    }
    return [...found];
  }

  #classes(file: Parameters<ModuleIndex['moduleOf']>[0]): readonly ClassEntity[] {
    const module = this.#modules.moduleOf(file);
    const classes = module?.facts.classes.filter(({ definition }) => definition.bases.length > 0) ?? [];
    return classes.flatMap((fact) => module?.class(fact.definition, fact.qualifiedName) ?? []);
  }

  #derives(entity: ClassEntity, from: ClassEntity): boolean {
    return this.#hierarchy.order(entity).some((ancestor) => ancestor.kind === 'class' && ancestor.class === from);
  }
}
