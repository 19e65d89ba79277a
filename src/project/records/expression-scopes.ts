import type { Span } from '../../core/location.ts';
import type { Expression } from '../../core/python.ts';
import { walkExpression } from '../../facts/walk.ts';
import type { LocalBinding, Scope } from './scope.ts';

interface ScopedPart {
  readonly part: Expression;
  readonly scope: Scope;
}

/** An expression and everything in it, each part with the scope that its names belong to. */
export function* partsWithScopes(expression: Expression, scope: Scope): Generator<ScopedPart> {
  const around: { readonly span: Span; readonly outside?: Span; readonly scope: Scope }[] = [];
  // Outermost parts come first, so that what has been left is never entered again.
  for (const part of walkExpression(expression)) {
    while (around.length > 0 && !contains(around.at(-1)?.span, part)) around.pop();
    const inner = around.findLast(({ outside }) => !contains(outside, part))?.scope ?? scope;
    yield { part, scope: inner };
    if (part.kind === 'comprehension') {
      const first = part.clauses.find((clause) => clause.kind === 'for');
      // The first iterable is evaluated outside.
      around.push({ span: part, ...(first && { outside: first.iterable }), scope: ofComprehension(part, inner) });
    } else if (part.kind === 'lambda') around.push({ span: part, scope: ofLambda(part, inner) });
  }
}

function contains(outer: Span | undefined, inner: Span): boolean {
  return outer !== undefined && outer.start <= inner.start && inner.end <= outer.end;
}

function ofComprehension({ clauses }: Extract<Expression, { kind: 'comprehension' }>, parent: Scope): Scope {
  const scope = inner(parent);
  let outside: Scope | undefined = parent;
  for (const clause of clauses) {
    if (clause.kind !== 'for') continue;
    const { target, iterable } = clause;
    const item: LocalBinding = { kind: 'item', value: iterable, ...(outside && { scope: outside }) };
    if (target.kind === 'name') bind(target.id, item, scope);
    else for (const part of walkExpression(target)) if (part.kind === 'name') bind(part.id, { kind: 'opaque' }, scope);
    outside = undefined;
  }
  return scope;
}

function ofLambda({ parameters }: Extract<Expression, { kind: 'lambda' }>, parent: Scope): Scope {
  const scope = inner(parent);
  for (const { name } of parameters) bind(name, { kind: 'opaque' }, scope);
  return scope;
}

function inner(parent: Scope): Scope {
  return {
    form: 'expression',
    module: parent.module,
    parent,
    ...(parent.owner && { owner: parent.owner }),
    statements: [],
    bindings: new Map(),
    attributes: new Map(),
    captures: false,
  };
}

function bind(name: string, binding: LocalBinding, scope: Scope): void {
  scope.bindings.set(name, [...(scope.bindings.get(name) ?? []), binding]);
}
