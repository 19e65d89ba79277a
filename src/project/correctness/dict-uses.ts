import type { Span } from '../../core/location.ts';
import type { Call, Expression, Statement } from '../../core/python.ts';
import { expressionsOf, walkExpression } from '../../facts/walk.ts';

export interface KeyRead extends Span {
  readonly key: string;
  readonly read: 'item' | 'get';
  /** `get` with something to take instead. */
  readonly fallback?: true;
}

/** What a function does with one of its dicts. */
export interface DictUses {
  readonly added: ReadonlySet<string>;
  readonly reads: readonly KeyRead[];
  /** Asked for with `in`: whoever asks knows that a key may be missing. */
  readonly tested: ReadonlySet<string>;
  /** Somebody else may add keys to it, or a key is computed. */
  readonly escapes: boolean;
}

/** Methods that add no keys. */
const looking = /^(get|items|keys|values|copy|pop|popitem|clear)$/;
/** Callees that do nothing to their arguments but show or count them. */
const showing =
  /^(print|len|str|repr|sorted|list|dict|bool|dumps|debug|info|warning|error|exception|critical|log|write|format)$/;

/** The keys of a dict display, or of `dict(a=1)`; undefined where one is computed or spread. */
export function literalKeys(value: Expression): readonly string[] | undefined {
  if (value.kind === 'dict') {
    const keys = value.entries.flatMap(({ key }) => (key?.kind === 'string' ? key.value : []));
    return keys.length === value.entries.length ? keys : undefined;
  }
  if (value.kind !== 'call' || value.callee.kind !== 'name' || value.callee.id !== 'dict') return undefined;
  const names = value.keywords.flatMap(({ name }) => name ?? []);
  return value.args.length === 0 && names.length === value.keywords.length ? names : undefined;
}

export function dictUses(name: string, statements: Iterable<Statement>): DictUses {
  const uses = new Uses(name);
  for (const statement of statements) uses.statement(statement);
  return uses;
}

class Uses implements DictUses {
  readonly added = new Set<string>();
  readonly reads: KeyRead[] = [];
  readonly tested = new Set<string>();
  escapes = false;
  readonly #name: string;
  readonly #harmless = new Set<Expression>();
  readonly #written = new Set<Expression>();

  constructor(name: string) {
    this.#name = name;
  }

  statement(statement: Statement): void {
    if (statement.kind === 'assign') {
      for (const target of statement.targets) this.#target(target, statement.operator !== undefined);
    }
    if (statement.kind === 'return' && statement.value !== undefined) this.#harmless.add(statement.value);
    if (statement.kind === 'if') this.#harmless.add(statement.test);
    if (statement.kind === 'loop') this.#harmless.add(statement.subject);
    if (statement.kind === 'other' && statement.form === 'delete_statement')
      for (const { value } of statement.expressions.filter((item) => item.kind === 'subscript'))
        this.#harmless.add(value);
    for (const expression of expressionsOf(statement)) {
      for (const part of walkExpression(expression)) this.#part(part);
    }
  }

  #is(expression: Expression | undefined): boolean {
    return expression?.kind === 'name' && expression.id === this.#name;
  }

  #target(target: Expression, augmented: boolean): void {
    if (this.#is(target)) {
      if (augmented) this.escapes = true;
      else this.#harmless.add(target);
    }
    if (target.kind !== 'subscript' || !this.#is(target.value)) return;
    this.#written.add(target);
    this.#harmless.add(target.value);
    const [key] = target.indexes;
    if (key?.kind !== 'string') this.escapes = true;
    else if (augmented) this.reads.push({ key: key.value, read: 'item', start: target.start, end: target.end });
    else this.added.add(key.value);
  }

  #part(part: Expression): void {
    if (part.kind === 'name') this.escapes ||= part.id === this.#name && !this.#harmless.has(part);
    else if (part.kind === 'subscript') this.#subscript(part);
    else if (part.kind === 'call') this.#call(part);
    else if (part.kind === 'operation') this.#operation(part);
    else if (part.kind === 'formatted')
      for (const item of part.parts) if (typeof item !== 'string') this.#harmless.add(item);
  }

  #subscript(part: Extract<Expression, { kind: 'subscript' }>): void {
    const [key] = part.indexes;
    if (this.#written.has(part) || !this.#is(part.value)) return;
    this.#harmless.add(part.value);
    if (key?.kind === 'string') this.reads.push({ key: key.value, read: 'item', start: part.start, end: part.end });
  }

  #call(call: Call): void {
    const { callee, args } = call;
    const called = callee.kind === 'attribute' ? callee.name : callee.kind === 'name' ? callee.id : '';
    if (callee.kind === 'attribute' && this.#is(callee.value)) {
      this.#harmless.add(callee.value);
      const [first, fallback] = args;
      if (called === 'get' && first?.kind === 'string')
        this.reads.push({
          key: first.value,
          read: 'get',
          ...(fallback && { fallback: true }),
          start: call.start,
          end: call.end,
        });
      else if (called === 'setdefault' && first?.kind === 'string') this.added.add(first.value);
      else if (called === 'update') this.#update(call);
      else this.escapes ||= !looking.test(called);
    } else if (showing.test(called)) for (const argument of args) this.#harmless.add(argument);
  }

  #update({ args, keywords }: Call): void {
    const given = args.map(literalKeys);
    const names = keywords.map(({ name }) => name);
    if (given.includes(undefined) || names.includes(null)) this.escapes = true;
    for (const key of [...given.flatMap((keys) => keys ?? []), ...names]) if (key !== null) this.added.add(key);
  }

  #operation({ operators, operands }: Extract<Expression, { kind: 'operation' }>): void {
    if (!operators.every((operator) => /^((not\s+)?in|is(\s+not)?|not|and|or|==|!=)$/.test(operator))) return;
    // `result or {}` may be a second name for it where it is assigned.
    const compares = operators.every((operator) => !/^(and|or)$/.test(operator));
    for (const operand of operands) if (compares && this.#is(operand)) this.#harmless.add(operand);
    const [key, dict] = operands;
    if (key?.kind === 'string' && this.#is(dict)) this.tested.add(key.value);
  }
}
