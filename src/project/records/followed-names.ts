import type { Hierarchy } from '../classes/hierarchy.ts';
import type { ClassEntity } from '../entity.ts';
import type { LocalBinding, Scope } from './scope.ts';
import { scopesOf } from './scopes.ts';
import type { Subclasses } from './subclasses.ts';

/** What one binding says; undefined: nothing. Answers are compared by identity. */
type Reading<T> = (binding: LocalBinding, scope: Scope) => T | undefined;

/** What local names and attributes of `self` are, where all their bindings agree. */
export class FollowedNames<T> {
  readonly #hierarchy: Hierarchy;
  readonly #subclasses: Subclasses;
  readonly #read: Reading<T>;
  readonly #names = new WeakMap<Scope, Map<string, T | undefined>>();
  readonly #attributes = new Map<ClassEntity, Map<string, T | undefined>>();
  /** Names that are being looked up, with what their earlier bindings say. */
  readonly #underWay: { readonly scope: Scope; readonly name: string; soFar: T | undefined }[] = [];

  constructor(hierarchy: Hierarchy, subclasses: Subclasses, read: Reading<T>) {
    this.#hierarchy = hierarchy;
    this.#subclasses = subclasses;
    this.#read = read;
  }

  /** A name of a scope that has these bindings. */
  name(name: string, scope: Scope, bindings: readonly LocalBinding[]): T | undefined {
    const known = this.#names.get(scope) ?? new Map<string, T | undefined>();
    this.#names.set(scope, known);
    if (known.has(name)) return known.get(name);
    const again = this.#underWay.findIndex((one) => one.scope === scope && one.name === name);
    // `runs = runs.filter(…)` is what `runs` was; longer ways round are not followed.
    if (again >= 0) return again === this.#underWay.length - 1 ? this.#underWay[again]?.soFar : undefined;
    const found = this.#bound(name, scope, bindings);
    known.set(name, found);
    return found;
  }

  /** A name with two lives is nobody's. */
  #bound(name: string, scope: Scope, bindings: readonly LocalBinding[]): T | undefined {
    const lookup = { scope, name, soFar: undefined as T | undefined };
    this.#underWay.push(lookup);
    for (const binding of bindings) {
      if (binding.kind === 'none') continue;
      const found = this.#read(binding, scope);
      if (found === undefined && binding.kind === 'annotated' && binding.bare) continue;
      if (found === undefined || (lookup.soFar !== undefined && lookup.soFar !== found)) {
        lookup.soFar = undefined;
        break;
      }
      lookup.soFar = found;
    }
    this.#underWay.pop();
    return lookup.soFar;
  }

  /** `self.name`, where methods or bodies of the class, its bases and its subclasses agree on what it is. */
  attribute(name: string, owner: ClassEntity): T | undefined {
    const known = this.#attributes.get(owner) ?? new Map<string, T | undefined>();
    this.#attributes.set(owner, known);
    if (known.has(name)) return known.get(name);
    // Before the methods are read: `self.a = self.b` may lead back here.
    known.set(name, undefined);
    const own = this.#hierarchy.order(owner).flatMap((ancestor) => (ancestor.kind === 'class' ? ancestor.class : []));
    const found = agreed(own.flatMap((entity) => this.#assigned(name, entity)));
    const elsewhere = found === undefined ? undefined : this.#subclasses.of(owner);
    const others = elsewhere?.flatMap((entity) => this.#assigned(name, entity));
    const all = others?.every((other) => other === found) === true ? found : undefined;
    known.set(name, all);
    return all;
  }

  #assigned(name: string, entity: ClassEntity): readonly (T | undefined)[] {
    const scopes = scopesOf(entity.module).classes.get(entity.definition);
    if (scopes === undefined) return [];
    const places = [
      { scope: scopes.body, bindings: scopes.body.bindings.get(name) },
      ...scopes.methods.map((scope) => ({ scope, bindings: scope.attributes.get(name) })),
    ];
    return places.flatMap(({ scope, bindings = [] }) => {
      const telling = bindings.filter(({ kind }) => kind !== 'none');
      return telling.flatMap((binding) =>
        binding.kind === 'annotated' && binding.bare ? [] : [this.#read(binding, scope)],
      );
    });
  }
}

/** What all of them are. */
export function agreed<T>(answers: readonly (T | undefined)[]): T | undefined {
  const [first, ...others] = answers;
  return others.every((other) => other === first) ? first : undefined;
}
