import type { Expression, Statement } from '../../core/python.ts';
import { mutators } from '../../facts/changed-names.ts';
import { expressionsOf, walkExpression, walkStatements } from '../../facts/walk.ts';
import type { Scope } from '../records/scope.ts';

const changed = new WeakMap<Scope, ReadonlySet<string>>();

/**
 * Local names whose list or dict need not be what it was when it was made: they are changed, or given to somebody who
 * may change them. Nested functions count.
 */
export function changedLocals(scope: Scope): ReadonlySet<string> {
  let names = changed.get(scope);
  if (names === undefined) {
    names = new Changes().of(scope.statements);
    changed.set(scope, names);
  }
  return names;
}

class Changes {
  readonly #names = new Set<string>();
  readonly #harmless = new Set<Expression>();

  of(statements: readonly Statement[]): ReadonlySet<string> {
    for (const statement of withNested(statements)) this.#statement(statement);
    return this.#names;
  }

  #statement(statement: Statement): void {
    if (statement.kind === 'assign') {
      for (const target of statement.targets) {
        if (target.kind === 'name' && statement.operator === undefined) this.#harmless.add(target);
        else this.#change(target);
      }
    }
    if (statement.kind === 'loop') this.#harmless.add(statement.subject);
    if (statement.kind === 'other' && statement.form === 'delete_statement')
      statement.expressions.forEach((target) => {
        this.#change(target);
      });
    for (const expression of expressionsOf(statement)) {
      // Outermost parts come first: what is harmless is known before it is met.
      for (const part of walkExpression(expression)) {
        this.#notice(part);
        if (part.kind === 'name' && !this.#harmless.has(part)) this.#names.add(part.id);
      }
    }
  }

  /** `values['a']['b'] = …` changes `values`. */
  #change(target: Expression): void {
    if (target.kind === 'name') this.#names.add(target.id);
    else if (target.kind === 'subscript' || target.kind === 'attribute') this.#change(target.value);
  }

  #notice(part: Expression): void {
    switch (part.kind) {
      case 'call':
        for (const { name, value } of part.keywords)
          if (name === null || /^(create_)?defaults$|__in$/.test(name)) this.#harmless.add(value);
        return;
      case 'attribute':
        if (!mutators.has(part.name)) this.#harmless.add(part.value);
        return;
      case 'subscript':
        this.#harmless.add(part.value);
        return;
      case 'dict':
        for (const { key, value } of part.entries) if (key === null) this.#harmless.add(value);
        return;
      case 'operation':
        if (part.operators.every((operator) => /^(not\s+)?in$/.test(operator)))
          for (const operand of part.operands) this.#harmless.add(operand);
        return;
      default:
        return;
    }
  }
}

function* withNested(statements: readonly Statement[]): Generator<Statement> {
  for (const statement of statements) {
    yield statement;
    if (statement.kind === 'function' || statement.kind === 'class') yield* walkStatements(statement.body);
  }
}
