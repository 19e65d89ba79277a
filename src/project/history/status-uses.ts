import type { FunctionFact } from '../../core/fact.ts';
import type { HistoryStatuses, StatusUse } from '../../core/project-model.ts';
import type { Call, Dict, Expression, Statement } from '../../core/python.ts';
import { expressionsOf, walkExpression, walkStatements } from '../../facts/walk.ts';
import { classConstant, type Hierarchy } from '../classes/hierarchy.ts';
import { isSameFunction } from '../classes/self-assignments.ts';
import { bindTarget } from '../constants/bind.ts';
import { nothingAround, type Evaluator, type Surroundings } from '../constants/evaluator.ts';
import { unknownValue, type Frame, type Value } from '../constants/value.ts';
import type { Module } from '../entity.ts';
import { memberValue } from '../models/choices.ts';
import type { ModelCatalogue } from '../models/catalogue.ts';
import { isOutsideProgram } from '../outside-program.ts';
import type { Sources } from '../sources.ts';
import type { ModuleIndex } from '../imports/module-index.ts';
import type { HistoryModel } from './history-model.ts';
import { calleeOf, type FunctionContext, type RecordKinds } from './record-kinds.ts';

const statusField = 'status';
const writingMethods = /^a?(create|update|get_or_create|update_or_create)$/;

export interface StatusReading {
  readonly sources: Sources;
  readonly modules: ModuleIndex;
  readonly models: ModelCatalogue;
  readonly history: HistoryModel;
  readonly kinds: RecordKinds;
  readonly evaluator: Evaluator;
  readonly hierarchy: Hierarchy;
  readonly configured: readonly string[];
}

/** Every literal status that the project writes to its history or looks records up by. */
export function readHistoryStatuses(reading: StatusReading): HistoryStatuses {
  const { history, models, modules, sources } = reading;
  const { className } = history;
  const [model] = history.classes().map((entity) => models.model(entity));
  const field = model?.fields.find((candidate) => candidate.name === statusField);
  if (className === undefined || model === undefined) return { allowed: reading.configured, uses: [] };
  const uses = sources.mentioning(new RegExp(`\\b${className}\\b`)).flatMap((file) => {
    const module = modules.moduleOf(file);
    if (module === undefined || isOutsideProgram(file)) return [];
    return module.facts.functions.flatMap((fact) => [...new FunctionStatuses(reading, fact, module).read()]);
  });
  return { allowed: field?.choices ?? reading.configured, uses };
}

/** The uses within one function. */
class FunctionStatuses {
  readonly #reading: StatusReading;
  readonly #module: Module;
  readonly #context: FunctionContext;
  readonly #frame: Frame;
  readonly #statements: readonly Statement[];
  readonly #dicts = new Map<string, Dict>();

  constructor(reading: StatusReading, fact: FunctionFact, module: Module) {
    this.#reading = reading;
    this.#module = module;
    this.#context = reading.kinds.context(fact, module);
    this.#statements = [...walkStatements(fact.definition.body, isSameFunction)];
    this.#frame = { module, names: new Map(fact.definition.parameters.map(({ name }) => [name, unknownValue])) };
    const [first] = fact.definition.parameters;
    if (this.#context.owner !== undefined && first !== undefined) this.#frame.names.set(first.name, { kind: 'self' });
    for (const statement of this.#statements) this.#remember(statement);
  }

  *read(): Generator<StatusUse> {
    for (const statement of this.#statements) {
      if (statement.kind === 'assign' && statement.value !== undefined) {
        for (const target of statement.targets)
          if (this.#isStatus(target)) yield* this.#values(statement.value, 'written');
      }
      for (const expression of expressionsOf(statement)) {
        for (const part of walkExpression(expression)) {
          if (part.kind === 'call') yield* this.#call(part);
          if (part.kind === 'operation') yield* this.#comparison(part);
        }
      }
    }
  }

  /** Local constants; a name that is assigned twice is not one. */
  #remember(statement: Statement): void {
    if (statement.kind !== 'assign' || statement.value === undefined) return;
    for (const target of statement.targets) {
      if (target.kind !== 'name') continue;
      const again = this.#frame.names.has(target.id) || statement.operator !== undefined;
      const value = again ? unknownValue : this.#evaluate(statement.value);
      bindTarget(target, value, this.#frame);
      if (statement.value.kind === 'dict' && !again) this.#dicts.set(target.id, statement.value);
      else this.#dicts.delete(target.id);
    }
  }

  #isStatus(expression: Expression): boolean {
    if (expression.kind !== 'attribute' || expression.name !== statusField) return false;
    return this.#reading.kinds.of(expression.value, this.#context) === 'record';
  }

  *#call(call: Call): Generator<StatusUse> {
    const callee = calleeOf(call);
    const { kinds } = this.#reading;
    if (callee.kind === 'name' && callee.id === 'setattr') {
      const [record, field, value] = call.args;
      if (record === undefined || field?.kind !== 'string' || field.value !== statusField || value === undefined)
        return;
      if (kinds.of(record, this.#context) === 'record') yield* this.#values(value, 'written');
      return;
    }
    if (kinds.of(callee, this.#context) === 'model') yield* this.#keywords(call, 'written');
    if (callee.kind !== 'attribute' || kinds.of(callee.value, this.#context) !== 'manager') return;
    const upserts = /_or_create$/.test(callee.name);
    yield* this.#keywords(call, writingMethods.test(callee.name) && !upserts ? 'written' : 'compared');
    if (upserts) yield* this.#defaults(call);
    for (const argument of call.args) {
      for (const part of walkExpression(argument)) {
        if (part.kind === 'call' && part.callee.kind === 'name' && part.callee.id === 'Q')
          yield* this.#keywords(part, 'compared');
      }
    }
  }

  *#keywords(call: Call, use: 'written' | 'compared'): Generator<StatusUse> {
    for (const { name, value } of call.keywords) {
      if (name === null) yield* this.#spread(value, use);
      else yield* this.#lookup(name, value, use);
    }
  }

  *#defaults(call: Call): Generator<StatusUse> {
    for (const { name, value } of call.keywords) {
      if (name === 'defaults' || name === 'create_defaults') yield* this.#spread(value, 'written');
    }
  }

  *#spread(value: Expression, use: 'written' | 'compared'): Generator<StatusUse> {
    const dict = value.kind === 'dict' ? value : value.kind === 'name' ? this.#dicts.get(value.id) : undefined;
    for (const entry of dict?.entries ?? []) {
      if (entry.key?.kind === 'string') yield* this.#lookup(entry.key.value, entry.value, use);
    }
  }

  *#lookup(name: string, value: Expression, use: 'written' | 'compared'): Generator<StatusUse> {
    if (name === statusField || name === `${statusField}__exact`) yield* this.#values(value, use);
    if (name !== `${statusField}__in`) return;
    const items = value.kind === 'sequence' ? value.items : [];
    const values = items.map((item) => this.#status(item));
    if (!values.every((status) => status !== undefined)) return;
    for (const [index, status] of values.entries()) {
      const item = items[index];
      if (item !== undefined) yield { value: status, use: 'listed', at: this.#module.locate(item), beside: values };
    }
  }

  *#comparison(operation: Extract<Expression, { kind: 'operation' }>): Generator<StatusUse> {
    const [left, right] = operation.operands;
    if (left === undefined || right === undefined || !/^[=!]=$/.test(operation.operators[0] ?? '')) return;
    if (this.#isStatus(left)) yield* this.#values(right, 'compared');
    else if (this.#isStatus(right)) yield* this.#values(left, 'compared');
  }

  *#values(value: Expression, use: 'written' | 'compared'): Generator<StatusUse> {
    if (value.kind === 'conditional') {
      yield* this.#values(value.then, use);
      yield* this.#values(value.otherwise, use);
      return;
    }
    const status = this.#status(value);
    if (status !== undefined) yield { value: status, use, at: this.#module.locate(value), beside: [] };
  }

  #status(value: Expression): string | undefined {
    return memberValue(this.#evaluate(value));
  }

  #evaluate(value: Expression): Value {
    const { evaluator, hierarchy } = this.#reading;
    const { owner } = this.#context;
    const around: Surroundings = {
      ...nothingAround(),
      attributeOfSelf: (name) => {
        const entity = owner === undefined ? undefined : classConstant(hierarchy, owner, name);
        return entity === undefined ? unknownValue : evaluator.entity(entity);
      },
    };
    return evaluator.evaluate(value, this.#frame, around);
  }
}
