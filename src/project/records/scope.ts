import type { ImportSource } from '../../core/fact.ts';
import type { Expression, Statement } from '../../core/python.ts';
import type { ClassEntity, Module } from '../entity.ts';

/** One way in which a scope binds a name. Expressions belong to `scope`, where it is given, else to the scope itself. */
export type LocalBinding =
  | { readonly kind: 'value'; readonly value: Expression; readonly annotation?: Expression }
  /** What a loop over `value` brings. */
  | { readonly kind: 'item'; readonly value: Expression; readonly scope?: Scope }
  /** Unpacked from `value`. */
  | { readonly kind: 'part'; readonly value: Expression; readonly index: number }
  /** `with value as name`: for most things of other packages their own `__enter__` returns them. */
  | { readonly kind: 'entered'; readonly value: Expression }
  /** A parameter, or (bare) `name: Type` and `name: Type = None`. */
  | { readonly kind: 'annotated'; readonly annotation: Expression; readonly bare: boolean }
  | { readonly kind: 'imported'; readonly source: ImportSource; readonly name: string }
  | { readonly kind: 'module'; readonly module: string }
  | { readonly kind: 'definition' }
  /** `name = None` says that there is nothing yet. */
  | { readonly kind: 'none' }
  | { readonly kind: 'opaque' };

/** The code of a module, class body or function without the definitions in it; or a comprehension or lambda. */
export interface Scope {
  readonly form: 'module' | 'class' | 'function' | 'expression';
  readonly module: Module;
  /** Where names are looked up next; methods do not see the names of their class body. */
  readonly parent?: Scope;
  readonly owner?: ClassEntity;
  /** First parameter of a method: the instance or the class. */
  readonly self?: { readonly name: string; readonly form: 'instance' | 'class' };
  readonly statements: readonly Statement[];
  readonly bindings: Map<string, LocalBinding[]>;
  /** What is assigned to attributes of `self`. */
  readonly attributes: Map<string, LocalBinding[]>;
  /** A `match` binds names that facts do not have. */
  readonly captures: boolean;
}

/** The bindings that a name means in a scope, and the scope that has them; undefined: not a name of any scope. */
export function lookUp(
  name: string,
  from: Scope,
): { readonly scope: Scope; readonly bindings: readonly LocalBinding[] } | undefined {
  for (let scope: Scope | undefined = from; scope !== undefined; scope = scope.parent) {
    const bindings = scope.bindings.get(name);
    if (bindings !== undefined) return { scope, bindings };
    // By convention what is captured starts small, and classes do not.
    if (scope.captures && /^[a-z_]/.test(name)) return { scope, bindings: [{ kind: 'opaque' }] };
  }
  return undefined;
}

/** The method whose `self` a name is. */
export function selfScope(name: string, from: Scope): Scope | undefined {
  const found = lookUp(name, from);
  return found?.scope.self?.name === name && found.bindings.length === 1 ? found.scope : undefined;
}
