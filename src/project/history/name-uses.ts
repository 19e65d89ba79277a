import type { Expression, Statement } from '../../core/python.ts';
import { expressionsOf, walkExpression, walkStatements } from '../../facts/walk.ts';

/** What code does with names, found in one walk however many names are asked for. */
export interface NameUses {
  /** `name`, `x.name` */
  read(name: string): readonly Expression[];
  /** The same where it is called, or handed to what is called. */
  called(name: string): readonly Expression[];
  /** `"name"`, `"app.name"` */
  isMentioned(name: string): boolean;
  /** `from app import name as other`: the code says nothing of it any more. */
  isRenamed(name: string): boolean;
}

const none: readonly Expression[] = [];

/** Everything in the statements, and in what they contain. */
export function namesUsedIn(body: readonly Statement[]): NameUses {
  const uses = new UsesOfNames();
  for (const statement of walkStatements(body)) {
    if (statement.kind === 'from-import') uses.addImport(statement);
    for (const expression of expressionsOf(statement)) uses.addAll(expression);
  }
  return uses;
}

/** The expression, and everything in it. */
export function namesUsedBy(expression: Expression): NameUses {
  const uses = new UsesOfNames();
  uses.addAll(expression);
  return uses;
}

class UsesOfNames implements NameUses {
  readonly #read = new Map<string, Expression[]>();
  readonly #called = new Map<string, Expression[]>();
  readonly #mentioned = new Set<string>();
  readonly #renamed = new Set<string>();

  read(name: string): readonly Expression[] {
    return this.#read.get(name) ?? none;
  }

  called(name: string): readonly Expression[] {
    return this.#called.get(name) ?? none;
  }

  isMentioned(name: string): boolean {
    return this.#mentioned.has(name);
  }

  isRenamed(name: string): boolean {
    return this.#renamed.has(name);
  }

  addImport({ names }: Extract<Statement, { kind: 'from-import' }>): void {
    for (const { name, alias } of names) if (alias !== null && alias !== name) this.#renamed.add(name);
  }

  addAll(expression: Expression): void {
    for (const part of walkExpression(expression)) {
      if (part.kind === 'string') this.#mentioned.add(part.value.slice(part.value.lastIndexOf('.') + 1));
      else if (part.kind === 'call') {
        add(this.#called, part.callee);
        for (const argument of part.args) add(this.#called, argument);
      } else add(this.#read, part);
    }
  }
}

function add(uses: Map<string, Expression[]>, part: Expression): void {
  const name = part.kind === 'name' ? part.id : part.kind === 'attribute' ? part.name : undefined;
  if (name === undefined) return;
  const known = uses.get(name);
  if (known === undefined) uses.set(name, [part]);
  else known.push(part);
}
