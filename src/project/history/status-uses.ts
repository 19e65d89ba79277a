import type { HistoryStatuses, StatusUse } from '../../core/history.ts';
import type { Call, Expression } from '../../core/python.ts';
import { expressionsOf } from '../../facts/walk.ts';
import type { ModuleIndex } from '../imports/module-index.ts';
import type { Module } from '../entity.ts';
import { isOutsideProgram } from '../outside-program.ts';
import type { Sources } from '../sources.ts';
import type { AllowedStatuses } from './allowed-statuses.ts';
import { partsWithScopes } from '../records/expression-scopes.ts';
import type { HistoryModel } from './history-model.ts';
import { calleeOf, type ModelUse, type RecordKinds } from '../records/record-kinds.ts';
import { entityOf } from '../records/scope-entities.ts';
import type { Scope } from '../records/scope.ts';
import { scopesOf } from '../records/scopes.ts';
import type { StatusValues } from './status-values.ts';

const statusField = 'status';
const writingMethods = /^a?(create|update)$/;
const lookingMethods = /^(a?get|filter|exclude|complex_filter)$/;
const upsertingMethods = /^a?(get_or_create|update_or_create)$/;

export interface StatusReading {
  readonly sources: Sources;
  readonly modules: ModuleIndex;
  readonly history: HistoryModel;
  readonly kinds: RecordKinds;
  readonly values: StatusValues;
  readonly allowed: AllowedStatuses;
}

/** Every literal status that the project writes to its history or looks records up by. */
export function readHistoryStatuses(reading: StatusReading): HistoryStatuses {
  const { allowed, history, modules, sources } = reading;
  const { className } = history;
  const { statuses, empty } = allowed.read();
  if (className === undefined || statuses.length === 0 || history.classes().length === 0)
    return { allowed: statuses, uses: [] };
  const uses = sources.mentioning(new RegExp(`\\b${className}\\b`), sources.holding(className)).flatMap((file) => {
    const module = modules.moduleOf(file);
    if (module === undefined || isOutsideProgram(file)) return [];
    return scopesOf(module).all.flatMap((scope) => [...new ScopeStatuses(reading, scope).read()]);
  });
  // An empty status means that there is none yet.
  return { allowed: statuses, uses: uses.filter(({ use, value }) => value !== '' || (use === 'written' && !empty)) };
}

type Use = 'written' | 'compared';

/** The uses within one function, class body or module. */
class ScopeStatuses {
  readonly #kinds: RecordKinds;
  readonly #history: HistoryModel;
  readonly #values: StatusValues;
  readonly #module: Module;
  readonly #scope: Scope;

  constructor({ kinds, history, values }: StatusReading, scope: Scope) {
    this.#kinds = kinds;
    this.#history = history;
    this.#values = values;
    this.#module = scope.module;
    this.#scope = scope;
  }

  *read(): Generator<StatusUse> {
    for (const statement of this.#scope.statements) {
      if (statement.kind === 'assign' && statement.value !== undefined && statement.operator === undefined) {
        for (const target of statement.targets)
          if (this.#isStatus(target, this.#scope)) yield* this.#each(statement.value, 'written', this.#scope);
      }
      for (const expression of expressionsOf(statement)) {
        for (const { part, scope } of partsWithScopes(expression, this.#scope)) {
          if (part.kind === 'call') yield* this.#call(part, scope);
          if (part.kind === 'operation') yield* this.#comparison(part, scope);
        }
      }
    }
  }

  #isStatus(expression: Expression, scope: Scope): boolean {
    if (expression.kind !== 'attribute' || expression.name !== statusField) return false;
    return this.#formOf(expression.value, scope) === 'record';
  }

  /** What an expression is of the history; undefined for other models. */
  #formOf(expression: Expression, scope: Scope): ModelUse['form'] | undefined {
    const use = this.#kinds.modelOf(expression, scope);
    return use !== undefined && this.#history.classes().includes(use.model) ? use.form : undefined;
  }

  *#call(call: Call, scope: Scope): Generator<StatusUse> {
    const callee = calleeOf(call);
    if (callee.kind === 'name' && callee.id === 'setattr') {
      const [record, field, value] = call.args;
      if (record === undefined || field?.kind !== 'string' || field.value !== statusField || value === undefined)
        return;
      if (this.#formOf(record, scope) === 'record') yield* this.#each(value, 'written', scope);
      return;
    }
    if (callee.kind === 'attribute' && this.#formOf(callee.value, scope) === 'manager') {
      if (writingMethods.test(callee.name)) yield* this.#keywords(call, 'written', scope);
      else if (lookingMethods.test(callee.name)) yield* this.#lookups(call, scope);
      else if (upsertingMethods.test(callee.name)) {
        yield* this.#lookups(call, scope);
        for (const { name, value } of call.keywords)
          if (name === 'defaults' || name === 'create_defaults') yield* this.#spread(value, 'written', scope);
      }
    } else if (this.#formOf(callee, scope) === 'model') yield* this.#keywords(call, 'written', scope);
  }

  *#lookups(call: Call, scope: Scope): Generator<StatusUse> {
    yield* this.#keywords(call, 'compared', scope);
    for (const argument of call.args) yield* this.#condition(argument, scope);
  }

  /** `Q(…)`, and what `~`, `|` and `&` make of it; calls within it have models of their own. */
  *#condition(condition: Expression, scope: Scope): Generator<StatusUse> {
    if (condition.kind === 'operation') {
      const [operator = ''] = condition.operators;
      if (!/^[~|&]$/.test(operator)) return;
      const operands = operator === '|' ? alternatives(condition) : condition.operands;
      const uses = operands.flatMap((operand) => [...this.#condition(operand, scope)]);
      if (operator !== '|') yield* uses;
      else if (!operands.some((operand) => this.#hidesStatus(operand, scope))) {
        // Like a `status__in`: one of them may be the old name.
        const beside = [...new Set(uses.flatMap((use) => [use.value, ...use.beside]))];
        yield* uses.map((use) => ({ ...use, beside }));
      }
    } else if (condition.kind === 'call' && this.#isQ(condition, scope)) yield* this.#lookups(condition, scope);
  }

  /** A `Q` that compares the status with something unknown. */
  #hidesStatus(condition: Expression, scope: Scope): boolean {
    if (condition.kind === 'operation') return condition.operands.some((operand) => this.#hidesStatus(operand, scope));
    if (condition.kind !== 'call' || !this.#isQ(condition, scope)) return true;
    const known = [...this.#keywords(condition, 'compared', scope)].length > 0;
    const asks = condition.keywords.some(({ name }) => name === null || /^status(__|$)/.test(name));
    return (asks && !known) || condition.args.some((argument) => this.#hidesStatus(argument, scope));
  }

  #isQ({ callee }: Call, scope: Scope): boolean {
    const entity = entityOf(callee, scope, this.#kinds.resolver);
    return entity.kind === 'external' && /^django\.(\w+\.)*Q$/.test(entity.name);
  }

  *#keywords(call: Call, use: Use, scope: Scope): Generator<StatusUse> {
    for (const { name, value } of call.keywords) {
      if (name === null) yield* this.#spread(value, use, scope);
      else yield* this.#lookup(name, value, use, scope);
    }
  }

  /** In a dict the last value of a key counts, and what is spread or computed after it may be one. */
  *#spread(value: Expression, use: Use, from: Scope): Generator<StatusUse> {
    const { dict, scope } = this.#values.dict(value, from) ?? {};
    if (dict === undefined || scope === undefined) return;
    const last = new Map<string, Expression>();
    for (const { key, value: item } of dict.entries) {
      if (key?.kind === 'string') last.set(key.value, item);
      else last.clear();
    }
    for (const [name, item] of last) yield* this.#lookup(name, item, use, scope);
  }

  *#lookup(name: string, value: Expression, use: Use, scope: Scope): Generator<StatusUse> {
    if (name === statusField || name === `${statusField}__exact`) yield* this.#each(value, use, scope);
    if (name !== `${statusField}__in` || use === 'written') return;
    const texts = this.#values.texts(value, scope) ?? [];
    for (const [index, text] of texts.entries()) {
      const item = (value.kind === 'sequence' ? value.items[index] : undefined) ?? value;
      yield { value: text, use: 'listed', at: this.#module.locate(item), beside: texts };
    }
  }

  *#comparison(operation: Extract<Expression, { kind: 'operation' }>, scope: Scope): Generator<StatusUse> {
    const [left, right] = operation.operands;
    if (left === undefined || right === undefined || !/^[=!]=$/.test(operation.operators[0] ?? '')) return;
    if (this.#isStatus(left, scope)) yield* this.#each(right, 'compared', scope);
    else if (this.#isStatus(right, scope)) yield* this.#each(left, 'compared', scope);
  }

  *#each(value: Expression, use: Use, scope: Scope): Generator<StatusUse> {
    if (value.kind === 'conditional') {
      yield* this.#each(value.then, use, scope);
      yield* this.#each(value.otherwise, use, scope);
      return;
    }
    const status = this.#values.text(value, scope);
    if (status !== undefined) yield { value: status, use, at: this.#module.locate(value), beside: [] };
  }
}

/** The operands of `a | b | c`. */
function alternatives(condition: Expression): readonly Expression[] {
  return condition.kind === 'operation' && condition.operators[0] === '|'
    ? condition.operands.flatMap(alternatives)
    : [condition];
}
