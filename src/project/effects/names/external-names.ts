import type { Expression } from '../../../core/python.ts';
import type { Analysis } from '../../analysis.ts';
import type { Entity } from '../../entity.ts';
import { AnnotatedTypes } from '../../records/annotated-types.ts';
import { agreed, FollowedNames } from '../../records/followed-names.ts';
import { calleeOf } from '../../records/record-kinds.ts';
import { entityOf } from '../../records/scope-entities.ts';
import { lookUp, selfScope, type LocalBinding, type Scope } from '../../records/scope.ts';
import { scopesOf } from '../../records/scopes.ts';
import type { Subclasses } from '../../records/subclasses.ts';
import type { Resolver } from '../../imports/resolver.ts';

/**
 * What an expression has from outside the project, as a dotted name in which calls and subscripts are left out:
 * `requests.Session().get` is `requests.Session.get`, `connections['crm'].cursor()` is `django.db.connections.cursor`.
 *
 * A value is called by what made it, so that `session` in `with requests.Session() as session` is `requests.Session`, as it is where
 * that is its annotation.
 */
export class ExternalNames {
  readonly #resolver: Resolver;
  readonly #types: AnnotatedTypes;
  readonly #followed: FollowedNames<string>;
  /** Of what modules assign. */
  readonly #values = new Map<Expression, string | undefined>();
  #depth = 0;

  constructor({ resolver, hierarchy }: Pick<Analysis, 'resolver' | 'hierarchy'>, subclasses: Subclasses) {
    this.#resolver = resolver;
    this.#types = new AnnotatedTypes(resolver);
    this.#followed = new FollowedNames(hierarchy, subclasses, (binding, scope) => this.#binding(binding, scope));
  }

  /** Undefined: of the project, or nobody can tell. */
  of(expression: Expression, scope: Scope): string | undefined {
    if (this.#depth >= maximumDepth) return undefined;
    this.#depth += 1;
    const name = this.#of(expression, scope);
    this.#depth -= 1;
    return name;
  }

  #of(expression: Expression, scope: Scope): string | undefined {
    switch (expression.kind) {
      case 'name': {
        const found = lookUp(expression.id, scope);
        if (found === undefined) return this.#entity(this.#resolver.name(expression.id, scope.module));
        return this.#followed.name(expression.id, found.scope, found.bindings);
      }
      case 'attribute':
        return this.#attribute(expression, scope);
      case 'call':
        return this.of(calleeOf(expression), scope);
      case 'await':
      case 'named':
      case 'subscript':
        return this.of(expression.value, scope);
      case 'conditional':
        return agreed([expression.then, expression.otherwise].map((branch) => this.of(branch, scope)));
      default:
        return undefined;
    }
  }

  #attribute(expression: Extract<Expression, { kind: 'attribute' }>, scope: Scope): string | undefined {
    const { value, name } = expression;
    const owner = value.kind === 'name' ? selfScope(value.id, scope)?.owner : undefined;
    if (owner !== undefined) return this.#followed.attribute(name, owner);
    const receiver = this.of(value, scope);
    return receiver === undefined ? this.#entity(entityOf(expression, scope, this.#resolver)) : `${receiver}.${name}`;
  }

  #binding(binding: LocalBinding, scope: Scope): string | undefined {
    switch (binding.kind) {
      case 'value':
        return this.#typed(binding.annotation, scope) ?? this.of(binding.value, scope);
      case 'annotated':
        return this.#typed(binding.annotation, scope);
      case 'entered':
        return this.of(binding.value, scope);
      case 'imported':
        return this.#entity(this.#resolver.imported(binding.source, binding.name, scope.module));
      case 'module':
        return this.#entity(this.#resolver.dotted(binding.module));
      default:
        return undefined;
    }
  }

  #typed(annotation: Expression | undefined, scope: Scope): string | undefined {
    const type = annotation === undefined ? undefined : this.#types.typeOf(annotation, scope);
    return type?.kind === 'external' ? type.name : undefined;
  }

  #entity(entity: Entity): string | undefined {
    if (entity.kind === 'external') return entity.name;
    if (entity.kind !== 'value' || entity.owner !== undefined) return undefined;
    if (this.#values.has(entity.value)) return this.#values.get(entity.value);
    // A value that needs itself is none.
    this.#values.set(entity.value, undefined);
    const name = this.of(entity.value, scopesOf(entity.module).module);
    this.#values.set(entity.value, name);
    return name;
  }
}

/** Expressions and the names in them; deeper would endanger the call stack. */
const maximumDepth = 300;
