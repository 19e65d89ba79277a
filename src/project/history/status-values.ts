import type { Dict, Expression } from '../../core/python.ts';
import { walkExpression } from '../../facts/walk.ts';
import { classConstant, type Hierarchy } from '../classes/hierarchy.ts';
import { type Evaluator } from '../constants/evaluator.ts';
import { nothingAround, type Surroundings } from '../constants/surroundings.ts';
import { isString, unknownValue, type Frame, type Value } from '../constants/value.ts';
import type { ClassEntity, Entity } from '../entity.ts';
import type { Resolver } from '../imports/resolver.ts';
import { memberValue } from '../models/choices.ts';
import { changedLocals } from './changed-locals.ts';
import { lookUp, selfScope, type LocalBinding, type Scope } from '../records/scope.ts';
import { scopesOf } from '../records/scopes.ts';
import type { Subclasses } from '../records/subclasses.ts';

/** The constants that local names are: a name that is bound once, to something that nobody changes. */
export class StatusValues {
  readonly #evaluator: Evaluator;
  readonly #hierarchy: Hierarchy;
  readonly #resolver: Resolver;
  readonly #subclasses: Subclasses;
  readonly #frames = new WeakMap<Scope, Frame>();

  constructor(evaluator: Evaluator, hierarchy: Hierarchy, resolver: Resolver, subclasses: Subclasses) {
    this.#evaluator = evaluator;
    this.#hierarchy = hierarchy;
    this.#resolver = resolver;
    this.#subclasses = subclasses;
  }

  /** The text that an expression is, or the value of a member of an enumeration. */
  text(expression: Expression, scope: Scope): string | undefined {
    return expression.kind === 'sequence' ? undefined : memberValue(this.#evaluate(expression, scope));
  }

  /** The texts of a list, where all are known. */
  texts(expression: Expression, scope: Scope): readonly string[] | undefined {
    if (expression.kind === 'sequence') {
      const texts = expression.items.map((item) => this.text(item, scope));
      return texts.every((text) => text !== undefined) ? texts : undefined;
    }
    const value = this.#evaluate(expression, scope);
    return value.kind === 'list' && value.items.every(isString) ? value.items.map((item) => item.value) : undefined;
  }

  /** A dict in place, or a local one that stays as it was made; its values belong to the scope that makes it. */
  dict(expression: Expression, scope: Scope): { readonly dict: Dict; readonly scope: Scope } | undefined {
    if (expression.kind === 'dict') return { dict: expression, scope };
    const found = expression.kind === 'name' ? lookUp(expression.id, scope) : undefined;
    if (found === undefined || expression.kind !== 'name') return undefined;
    const value = onlyValue(found.bindings);
    if (value?.kind !== 'dict' || changedLocals(found.scope).has(expression.id)) return undefined;
    return { dict: value, scope: found.scope };
  }

  #evaluate(expression: Expression, scope: Scope): Value {
    for (const part of walkExpression(expression)) {
      // What a `match` may have bound is in no frame.
      const found = part.kind === 'name' ? lookUp(part.id, scope) : undefined;
      if (part.kind === 'name' && found !== undefined && !found.scope.bindings.has(part.id)) return unknownValue;
    }
    return this.#evaluator.evaluate(expression, this.#frame(scope), this.#around(scope));
  }

  #frame(scope: Scope): Frame {
    const known = this.#frames.get(scope);
    if (known !== undefined) return known;
    const { module, parent } = scope;
    const around = parent === undefined || parent.form === 'module' ? undefined : this.#frame(parent);
    const names = new Map<string, Value>([...scope.bindings.keys()].map((name) => [name, unknownValue]));
    const frame: Frame = { module, names, ...(around && { parent: around }) };
    this.#frames.set(scope, frame);
    for (const [name, bindings] of scope.bindings) names.set(name, this.#constant(name, bindings, scope));
    return frame;
  }

  #constant(name: string, bindings: readonly LocalBinding[], scope: Scope): Value {
    if (selfScope(name, scope) === scope) return { kind: 'self' };
    const [binding] = bindings;
    if (bindings.length === 1 && binding?.kind === 'imported')
      return this.#entity(this.#resolver.imported(binding.source, binding.name, scope.module));
    if (bindings.length === 1 && binding?.kind === 'module') return this.#entity(this.#resolver.dotted(binding.module));
    const only = onlyValue(bindings);
    if (only === undefined) return unknownValue;
    const value = this.#evaluate(only, scope);
    const mayChange = value.kind === 'list' || value.kind === 'dict';
    return mayChange && changedLocals(scope).has(name) ? unknownValue : value;
  }

  #entity(entity: Entity): Value {
    return this.#evaluator.entity(entity);
  }

  #around(scope: Scope): Surroundings {
    const owner = ownerOf(scope);
    return {
      ...nothingAround(),
      attributeOfSelf: (name) => {
        const entity = owner === undefined ? undefined : this.#ofSelf(name, owner);
        return entity === undefined ? unknownValue : this.#entity(entity);
      },
    };
  }

  /** A constant of the class, unless `self` may be of a class that has another one. */
  #ofSelf(name: string, owner: ClassEntity): Entity | undefined {
    const entity = classConstant(this.#hierarchy, owner, name);
    if (entity === undefined) return undefined;
    const own = this.#hierarchy.order(owner).flatMap((ancestor) => (ancestor.kind === 'class' ? ancestor.class : []));
    const others = this.#subclasses.of(owner);
    if (others === undefined || others.some((other) => binds(other, name, true))) return undefined;
    return own.some((ancestor) => binds(ancestor, name, false)) ? undefined : entity;
  }
}

/** A class that gives `self.name` a value: in a method, or in its body too. */
function binds({ module, definition, scope }: ClassEntity, name: string, inBody: boolean): boolean {
  const methods = scopesOf(module).classes.get(definition)?.methods ?? [];
  return (inBody && scope.bindings.has(name)) || methods.some(({ attributes }) => attributes.has(name));
}

function onlyValue(bindings: readonly LocalBinding[]): Expression | undefined {
  const [binding, ...others] = bindings;
  return binding?.kind === 'value' && others.length === 0 ? binding.value : undefined;
}

function ownerOf(from: Scope): ClassEntity | undefined {
  for (let scope: Scope | undefined = from; scope !== undefined; scope = scope.parent)
    if (scope.self !== undefined) return scope.owner;
  return undefined;
}
