import type { Binding, ImportSource, ScopeFact } from '../core/fact.ts';
import type { Block, Expression, FromImportStatement, Statement } from '../core/python.ts';
import { neverRuns, typeCheckingNames } from './type-checking.ts';
import { blocksOf } from './walk.ts';

/** The names that a module or class body binds; blocks of `if`, `try` and loops bind in the same scope. */
export function readScope(body: Block): ScopeFact {
  const scope = new ScopeReader(typeCheckingNames(body));
  scope.read(body, { conditional: false, typeOnly: false });
  return { bindings: scope.bindings, stars: scope.stars };
}

interface Context {
  readonly conditional: boolean;
  readonly typeOnly: boolean;
}

class ScopeReader {
  readonly bindings = new Map<string, Binding[]>();
  readonly stars: ImportSource[] = [];
  readonly #typeCheckingNames: ReadonlySet<string>;

  constructor(names: ReadonlySet<string>) {
    this.#typeCheckingNames = names;
  }

  read(block: Block, context: Context): void {
    for (const statement of block) this.#statement(statement, context);
  }

  #statement(statement: Statement, context: Context): void {
    const { conditional } = context;
    const span = { start: statement.start, end: statement.end };
    switch (statement.kind) {
      case 'class':
        this.#bind(statement.name, { kind: 'class', definition: statement, conditional, ...statement.nameSpan });
        return;
      case 'function':
        this.#bind(statement.name, { kind: 'function', definition: statement, conditional, ...statement.nameSpan });
        return;
      case 'import': {
        const name = statement.alias ?? statement.module.split('.')[0] ?? '';
        const module = statement.alias === null ? name : statement.module;
        this.#bind(name, { kind: 'module', module, conditional, ...span });
        return;
      }
      case 'from-import':
        this.#fromImport(statement, context);
        return;
      case 'assign':
        for (const target of statement.targets) {
          // A bare annotation `name: Type` binds nothing.
          if (statement.value === undefined) continue;
          const simple = statement.operator === undefined && target.kind === 'name';
          if (simple)
            this.#bind(target.id, {
              kind: 'value',
              value: statement.value,
              conditional,
              start: target.start,
              end: target.end,
            });
          else this.#opaque(target, conditional);
        }
        return;
      case 'if': {
        const dead = neverRuns(statement.test, this.#typeCheckingNames);
        // The branch beside one that never runs always does.
        const branch = (name: typeof dead): Context => ({
          conditional: dead === undefined || dead === name || conditional,
          typeOnly: context.typeOnly || dead === name,
        });
        this.read(statement.body, branch('body'));
        this.read(statement.otherwise, branch('otherwise'));
        return;
      }
      case 'with':
        for (const { target } of statement.items) if (target !== undefined) this.#opaque(target, conditional);
        this.read(statement.body, context);
        return;
      case 'loop':
        if (statement.target !== undefined) this.#opaque(statement.target, true);
        break;
      case 'other':
        if (statement.form === 'delete_statement')
          statement.expressions.forEach((target) => {
            this.#opaque(target, conditional);
          });
        break;
      case 'expression':
        this.#mutation(statement.value, conditional);
        break;
      case 'try':
      case 'return':
      case 'raise':
        break;
    }
    for (const block of blocksOf(statement)) this.read(block, { ...context, conditional: true });
  }

  #fromImport(statement: FromImportStatement, { conditional, typeOnly }: Context): void {
    const source = { module: statement.module, level: statement.level };
    if (statement.star) this.stars.push(source);
    for (const { name, alias, start, end } of statement.names) {
      this.#bind(alias ?? name, { kind: 'imported', source, name, typeOnly, conditional, start, end });
    }
  }

  #opaque(target: Expression, conditional: boolean): void {
    if (target.kind === 'name')
      this.#bind(target.id, { kind: 'opaque', conditional, start: target.start, end: target.end });
    else if (target.kind === 'sequence')
      target.items.forEach((item) => {
        this.#opaque(item, conditional);
      });
    else if (target.kind === 'starred' || target.kind === 'subscript') this.#opaque(target.value, conditional);
    else if (target.kind === 'attribute' && parserMethods.has(target.name)) this.#opaque(target.value, conditional);
  }

  /** `NAMES.append(…)` at module level: the list is not what its assignment says. */
  #mutation(value: Expression, conditional: boolean): void {
    if (value.kind === 'call' && value.callee.kind === 'name' && value.callee.id === 'setattr') {
      const [target, name] = value.args;
      if (target !== undefined && name?.kind === 'string' && parserMethods.has(name.value))
        this.#opaque(target, conditional);
    }
    if (value.kind !== 'call' || value.callee.kind !== 'attribute' || value.callee.value.kind !== 'name') return;
    const receiver = value.callee.value;
    const earlier = this.bindings.get(receiver.id)?.at(-1);
    if (earlier?.kind === 'value' && earlier.value.kind !== 'name') this.#opaque(receiver, conditional);
  }

  #bind(name: string, binding: Binding): void {
    const earlier = this.bindings.get(name);
    if (earlier === undefined) this.bindings.set(name, [binding]);
    else earlier.push(binding);
  }
}

/** A class whose method is replaced from outside is not what its body says. */
const parserMethods = new Set(['add_arguments', 'create_parser']);
