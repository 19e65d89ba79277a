import type { FilePath } from '../../core/location.ts';
import type { Hierarchy } from '../classes/hierarchy.ts';
import type { ClassEntity } from '../entity.ts';
import type { ModuleIndex } from '../imports/module-index.ts';
import { remembered } from '../remembered.ts';
import { Memo } from '../remembering/memo.ts';
import type { Recorder } from '../remembering/recorder.ts';
import { haveSameItems } from '../same-items.ts';
import type { NamedFiles } from './named-files.ts';

/** More classes than this are a framework's; nobody can say what all of them change. */
const maximumClasses = 200;

/** The classes that derive from a class, found by who mentions it: what `self` is may be decided by any of them. */
export class Subclasses {
  readonly #files: NamedFiles;
  readonly #modules: ModuleIndex;
  readonly #hierarchy: Hierarchy;
  readonly #known: Memo<ClassEntity, readonly ClassEntity[] | undefined>;
  readonly #derived: Memo<FilePath, ReadonlyMap<ClassEntity, readonly ClassEntity[]>>;

  constructor(files: NamedFiles, modules: ModuleIndex, hierarchy: Hierarchy, recorder?: Recorder) {
    this.#known = new Memo(recorder);
    this.#derived = new Memo(recorder);
    this.#files = files;
    this.#modules = modules;
    this.#hierarchy = hierarchy;
  }

  /** Undefined: too many to tell. */
  of(owner: ClassEntity): readonly ClassEntity[] | undefined {
    return this.#known.getSettled(owner, () => this.#find(owner), haveSameItems);
  }

  #find(owner: ClassEntity): readonly ClassEntity[] | undefined {
    const found = new Set<ClassEntity>();
    const names = new Set([owner.definition.name]);
    // A set grows while it is walked: subclasses of subclasses need not mention the owner.
    for (const name of names) {
      for (const file of this.#files.with(name)) {
        for (const entity of this.#derivedIn(file).get(owner) ?? []) {
          found.add(entity);
          names.add(entity.definition.name);
        }
        if (found.size > maximumClasses) return undefined;
      }
    }
    return [...found];
  }

  /** The classes of a file, by each class that they derive from. */
  #derivedIn(file: FilePath): ReadonlyMap<ClassEntity, readonly ClassEntity[]> {
    return this.#derived.get(file, () => {
      const derived = new Map<ClassEntity, ClassEntity[]>();
      for (const entity of this.#classes(file)) {
        for (const ancestor of this.#hierarchy.order(entity)) {
          if (ancestor.kind !== 'class' || ancestor.class === entity) continue;
          remembered(derived, ancestor.class, () => []).push(entity);
        }
      }
      return derived;
    });
  }

  #classes(file: FilePath): readonly ClassEntity[] {
    const module = this.#modules.moduleOf(file);
    const classes = module?.facts.classes.filter(({ definition }) => definition.bases.length > 0) ?? [];
    return classes.flatMap((fact) => module?.class(fact.definition, fact.qualifiedName) ?? []);
  }
}
