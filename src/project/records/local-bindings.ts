import type { Expression, FunctionDefinition, Parameter, Statement } from '../../core/python.ts';
import { expressionsOf } from '../../facts/walk.ts';
import { partsWithScopes } from './expression-scopes.ts';
import { selfScope, type LocalBinding, type Scope } from './scope.ts';

/** Reads every way in which functions and class bodies bind names: a name that is missed would mean something else. */
export class BindingReader {
  readonly #nonlocals: { readonly name: string; readonly scope: Scope }[] = [];

  read(scope: Scope, definition?: FunctionDefinition): void {
    for (const parameter of definition?.parameters ?? []) add(scope.bindings, parameter.name, ofParameter(parameter));
    const globals = new Set<string>();
    for (const statement of scope.statements) {
      this.#statement(statement, scope, globals);
      for (const expression of expressionsOf(statement)) {
        for (const { part, scope: inner } of partsWithScopes(expression, scope)) {
          if (part.kind !== 'named' || part.target.kind !== 'name') continue;
          // In a comprehension the value may depend on names that only it has.
          add(scope.bindings, part.target.id, inner === scope ? { kind: 'value', value: part.value } : opaque);
        }
      }
    }
    for (const name of globals) scope.bindings.delete(name);
  }

  /** Once all functions are read: `nonlocal name` changes the name of a function around. */
  finish(): void {
    for (const { name, scope } of this.#nonlocals) {
      scope.bindings.delete(name);
      for (let outer = scope.parent; outer !== undefined; outer = outer.parent) {
        if (outer.bindings.has(name)) add(outer.bindings, name, opaque);
      }
    }
  }

  #statement(statement: Statement, scope: Scope, globals: Set<string>): void {
    switch (statement.kind) {
      case 'assign':
        for (const target of statement.targets) bind(target, ofAssignment(statement), scope);
        return;
      case 'loop':
        if (statement.target !== undefined) bind(statement.target, { kind: 'item', value: statement.subject }, scope);
        return;
      case 'with':
        for (const { target, context } of statement.items) {
          const binding: LocalBinding = target?.kind === 'sequence' ? opaque : { kind: 'entered', value: context };
          if (target !== undefined) bind(target, binding, scope);
        }
        return;
      case 'try':
        for (const { name } of statement.handlers) if (name !== undefined) add(scope.bindings, name, opaque);
        return;
      case 'import': {
        const [first = ''] = statement.module.split('.');
        const module = statement.alias === null ? first : statement.module;
        add(scope.bindings, statement.alias ?? first, { kind: 'module', module });
        return;
      }
      case 'from-import': {
        const source = { module: statement.module, level: statement.level };
        for (const { name, alias } of statement.names)
          add(scope.bindings, alias ?? name, { kind: 'imported', source, name });
        return;
      }
      case 'function':
      case 'class':
        add(scope.bindings, statement.name, { kind: 'definition' });
        return;
      case 'other':
        for (const expression of statement.expressions) {
          if (statement.form === 'delete_statement') bind(expression, opaque, scope);
          if (expression.kind !== 'name') continue;
          if (statement.form === 'global_statement') globals.add(expression.id);
          if (statement.form === 'nonlocal_statement') this.#nonlocals.push({ name: expression.id, scope });
        }
        return;
      default:
        return;
    }
  }
}

const opaque: LocalBinding = { kind: 'opaque' };

function ofParameter({ annotation, form }: Parameter): LocalBinding {
  return annotation === undefined || form !== 'plain' ? opaque : { kind: 'annotated', annotation, bare: false };
}

function ofAssignment({ annotation, operator, value }: Extract<Statement, { kind: 'assign' }>): LocalBinding {
  if (operator !== undefined) return opaque;
  const isNothing = value === undefined || (value.kind === 'constant' && value.value === null);
  if (isNothing && annotation !== undefined) return { kind: 'annotated', annotation, bare: true };
  if (value === undefined) return opaque;
  if (isNothing) return { kind: 'none' };
  return { kind: 'value', value, ...(annotation && { annotation }) };
}

function bind(target: Expression, binding: LocalBinding, scope: Scope): void {
  if (target.kind === 'name') add(scope.bindings, target.id, binding);
  else if (target.kind === 'starred') bind(target.value, opaque, scope);
  else if (target.kind === 'sequence') {
    const values = binding.kind === 'value' && binding.value.kind === 'sequence' ? binding.value.items : undefined;
    const even = values?.length === target.items.length && ![...values, ...target.items].some(isStarred);
    target.items.forEach((item, index) => {
      const value = even ? values[index] : undefined;
      if (value !== undefined) bind(item, { kind: 'value', value }, scope);
      else bind(item, binding.kind === 'value' ? { kind: 'part', value: binding.value, index } : opaque, scope);
    });
  } else if (target.kind === 'attribute' && target.value.kind === 'name') {
    const method = selfScope(target.value.id, scope);
    // The value of a nested function's assignment would have to be read there.
    if (method !== undefined) add(method.attributes, target.name, method === scope ? binding : opaque);
  }
}

function isStarred({ kind }: Expression): boolean {
  return kind === 'starred';
}

function add(table: Map<string, LocalBinding[]>, name: string, binding: LocalBinding): void {
  const earlier = table.get(name);
  if (earlier === undefined) table.set(name, [binding]);
  else earlier.push(binding);
}
