import type { Expression } from '../../core/python.ts';
import type { Entity } from '../entity.ts';
import type { Resolver } from '../imports/resolver.ts';
import { entityOf } from './scope-entities.ts';
import { lookUp, type Scope } from './scope.ts';

/** Annotations that say that a name is an instance of a class, or one or None. */
export class AnnotatedTypes {
  readonly #resolver: Resolver;

  constructor(resolver: Resolver) {
    this.#resolver = resolver;
  }

  /** The class that a name with this annotation is an instance of. */
  typeOf(annotation: Expression, scope: Scope): Entity | undefined {
    switch (annotation.kind) {
      case 'name':
      case 'attribute':
        return this.#entity(annotation, scope);
      case 'string':
        return this.#ofText(annotation.value, scope);
      case 'operation': {
        const types = annotation.operands.filter(({ kind }) => kind !== 'constant');
        return annotation.operators.every(isUnion) ? this.#only(types, scope) : undefined;
      }
      case 'subscript':
        return isOptional(annotation.value) ? this.#only(annotation.indexes, scope) : undefined;
      // The grammar has a node of its own for `Optional[…]` in an annotation.
      case 'opaque': {
        const [head, inner] = annotation.parts;
        return head !== undefined && isOptional(head) && inner?.kind === 'opaque'
          ? this.#only(inner.parts, scope)
          : undefined;
      }
      default:
        return undefined;
    }
  }

  #only(types: readonly Expression[], scope: Scope): Entity | undefined {
    const [only] = types;
    return only === undefined || types.length > 1 ? undefined : this.typeOf(only, scope);
  }

  #ofText(text: string, scope: Scope): Entity | undefined {
    const [, inner = text] = /^\s*(?:\w+\.)?Optional\[(.*)\]\s*$/.exec(text) ?? [];
    const types = inner.split('|').flatMap((part) => (part.trim() === 'None' ? [] : part.trim()));
    const [only = ''] = types;
    if (types.length !== 1 || !/^[\w.]+$/.test(only)) return undefined;
    return this.#entity(named(only), scope);
  }

  /** Names that are imported for type checkers only mean something here. */
  #entity(expression: Expression, scope: Scope): Entity {
    const { bindings } = scope.module.facts.scope;
    const binding = expression.kind === 'name' ? bindings.get(expression.id)?.at(-1) : undefined;
    const isLocal = expression.kind === 'name' && lookUp(expression.id, scope) !== undefined;
    return binding?.kind === 'imported' && binding.typeOnly && !isLocal
      ? this.#resolver.imported(binding.source, binding.name, scope.module)
      : entityOf(expression, scope, this.#resolver);
  }
}

function isUnion(operator: string): boolean {
  return operator === '|';
}

function isOptional(head: Expression): boolean {
  return head.kind === 'name' ? head.id === 'Optional' : head.kind === 'attribute' && head.name === 'Optional';
}

function named(dotted: string): Expression {
  const span = { start: 0, end: 0 };
  const [first = '', ...rest] = dotted.split('.');
  return rest.reduce<Expression>((value, name) => ({ kind: 'attribute', value, name, nameSpan: span, ...span }), {
    kind: 'name',
    id: first,
    ...span,
  });
}
