import type { Expression } from '../../core/python.ts';
import { unknown, type ClassEntity, type Entity, type Module } from '../entity.ts';
import type { Resolver } from '../imports/resolver.ts';
import { Memo } from '../remembering/memo.ts';
import type { Recorder } from '../remembering/recorder.ts';
import { mergeLinearisations } from './c3.ts';
import { namesAssignedToSelf } from './self-assignments.ts';

/** A class in a method resolution order: ours, somebody else's by its dotted name, or one that could not be resolved. */
export type Ancestor =
  | { readonly kind: 'class'; readonly class: ClassEntity }
  | { readonly kind: 'external'; readonly name: string }
  | { readonly kind: 'unknown'; readonly reason: string; readonly module: Module; readonly at: ClassEntity };

/** Where attribute look-up along the method resolution order ended. */
export type Lookup =
  | { readonly kind: 'found'; readonly entity: Entity; readonly owner: ClassEntity; readonly index: number }
  | { readonly kind: 'external'; readonly name: string; readonly index: number }
  | { readonly kind: 'unknown'; readonly reason: string; readonly at: ClassEntity }
  | { readonly kind: 'absent' };

/** Bases and method resolution orders over files. */
export class Hierarchy {
  readonly #resolver: Resolver;
  readonly #orders: Memo<ClassEntity, readonly Ancestor[]>;
  readonly #open = new Set<ClassEntity>();

  constructor(resolver: Resolver, recorder?: Recorder) {
    this.#resolver = resolver;
    this.#orders = new Memo(recorder);
  }

  /** Python's C3 order, the class itself first; an order that Python would refuse ends in an unknown ancestor. */
  order(of: ClassEntity): readonly Ancestor[] {
    if (this.#open.has(of))
      return [{ kind: 'unknown', reason: 'the class derives from itself', module: of.module, at: of }];
    return this.#orders.get(of, this.#find);
  }

  readonly #find = (of: ClassEntity): readonly Ancestor[] => {
    this.#open.add(of);
    const order = this.#linearise(of);
    this.#open.delete(of);
    return order;
  };

  /** True when the class derives from the dotted external name, over however many files. */
  derivesFrom(of: ClassEntity, external: (name: string) => boolean): boolean {
    return this.order(of).some((ancestor) => ancestor.kind === 'external' && external(ancestor.name));
  }

  /** Looks an attribute up from position `from` of the order; an ancestor that cannot be seen into ends the search. */
  lookup(order: readonly Ancestor[], name: string, from: number, lacks: (external: string) => boolean): Lookup {
    for (const [index, ancestor] of order.entries()) {
      if (index < from) continue;
      switch (ancestor.kind) {
        case 'class': {
          const entity = this.#resolver.ofClass(ancestor.class, name);
          if (entity !== undefined) return { kind: 'found', entity, owner: ancestor.class, index };
          break;
        }
        case 'external':
          if (!lacks(ancestor.name)) return { kind: 'external', name: ancestor.name, index };
          break;
        case 'unknown':
          return ancestor;
      }
    }
    return { kind: 'absent' };
  }

  #linearise(of: ClassEntity): readonly Ancestor[] {
    const self: Ancestor = { kind: 'class', class: of };
    const bases = of.definition.bases.map((base): Ancestor => {
      const entity = isRebound(base, of)
        ? unknown('the name of the base is bound several times')
        : (this.#namesake(base, of) ?? this.#resolver.expression(base, of.module));
      if (entity.kind === 'class')
        return entity === of ? unresolved('the class derives from itself', of) : { kind: 'class', class: entity };
      if (entity.kind === 'external') return { kind: 'external', name: entity.name };
      return unresolved(entity.kind === 'unknown' ? entity.reason : `a ${entity.kind} as base`, of);
    });
    const orders = bases.map((base) => (base.kind === 'class' ? this.order(base.class) : [base]));
    const merged = mergeLinearisations([...orders, bases], sameAncestor);
    return merged === undefined ? [self, unresolved('inconsistent order of bases', of)] : [self, ...merged];
  }

  /** `class BaseCommand(BaseCommand)`: the base is what was imported under the name before. */
  #namesake(base: Expression, { module, definition }: ClassEntity): Entity | undefined {
    if (base.kind !== 'name' || base.id !== definition.name) return undefined;
    const [first, second, ...others] = module.facts.scope.bindings.get(base.id) ?? [];
    if (first?.kind !== 'imported' || first.conditional || first.typeOnly || others.length > 0) return undefined;
    const isOwn = second?.kind === 'class' && second.definition === definition && first.end < definition.start;
    return isOwn ? this.#resolver.imported(first.source, first.name, module) : undefined;
  }
}

/** A value that the class body or a base gives to a name and that no method of them assigns anew. */
export function classConstant(hierarchy: Hierarchy, owner: ClassEntity, name: string): Entity | undefined {
  const order = hierarchy.order(owner);
  const found = hierarchy.lookup(order, name, 0, () => true);
  if (found.kind !== 'found') return undefined;
  const assigned = order.some((ancestor) => ancestor.kind === 'class' && namesAssignedToSelf(ancestor.class).has(name));
  return assigned ? undefined : found.entity;
}

/** The name of a base that is bound anew below the class means something else there. */
function isRebound(base: Expression, of: ClassEntity): boolean {
  if (base.kind === 'attribute' || base.kind === 'subscript') return isRebound(base.value, of);
  const { module, definition } = of;
  const bindings = base.kind === 'name' ? (module.facts.scope.bindings.get(base.id) ?? []) : [];
  return bindings.length > 1 && bindings.some(({ start }) => start > definition.end);
}

function unresolved(reason: string, at: ClassEntity): Ancestor {
  return { kind: 'unknown', reason, module: at.module, at };
}

function sameAncestor(a: Ancestor, b: Ancestor): boolean {
  if (a === b) return true;
  if (a.kind === 'class') return b.kind === 'class' && a.class === b.class;
  return a.kind === 'external' && b.kind === 'external' && a.name === b.name;
}
