import type { FunctionFact } from '../../core/fact.ts';
import type { Call, ClassDefinition, Expression } from '../../core/python.ts';
import { walkStatements } from '../../facts/walk.ts';
import type { Hierarchy } from '../classes/hierarchy.ts';
import { isSameFunction, selfAssignments } from '../classes/self-assignments.ts';
import type { ClassEntity, Module } from '../entity.ts';
import type { Resolver } from '../imports/resolver.ts';
import type { HistoryModel } from './history-model.ts';

/** What an expression has to do with the history model. */
export type RecordKind = 'model' | 'manager' | 'record' | 'record-and-flag';

/** One function body, with what its local names are. */
export interface FunctionContext {
  readonly module: Module;
  readonly owner?: ClassEntity;
  readonly locals: ReadonlyMap<string, RecordKind | 'other'>;
}

const recordMethods = /^a?(create|get|first|last|latest|earliest)$/;
const pairMethods = /^a?(get_or_create|update_or_create)$/;

/** Tells model, manager and records of the history apart by following assignments within functions and classes. */
export class RecordKinds {
  readonly #resolver: Resolver;
  readonly #hierarchy: Hierarchy;
  readonly #history: HistoryModel;
  readonly #attributes = new Map<ClassEntity, ReadonlyMap<string, RecordKind>>();

  constructor(resolver: Resolver, hierarchy: Hierarchy, history: HistoryModel) {
    this.#resolver = resolver;
    this.#hierarchy = hierarchy;
    this.#history = history;
  }

  context({ definition, owner }: FunctionFact, module: Module): FunctionContext {
    const locals = new Map<string, RecordKind | 'other'>();
    const entity = owner === undefined ? undefined : classOf(owner, module);
    const context: FunctionContext = { module, locals, ...(entity === undefined ? {} : { owner: entity }) };
    for (const { name, annotation } of definition.parameters) {
      const model = annotation === undefined ? undefined : this.of(annotation, context);
      locals.set(name, model === 'model' ? 'record' : 'other');
    }
    for (const statement of walkStatements(definition.body, isSameFunction)) {
      if (statement.kind === 'assign' && statement.value !== undefined) {
        for (const target of statement.targets) bind(target, this.of(statement.value, context), locals);
      } else if (statement.kind === 'loop' && statement.target !== undefined) {
        bind(statement.target, this.of(statement.subject, context) === 'manager' ? 'record' : undefined, locals);
      } else if (statement.kind === 'with') {
        for (const { target } of statement.items) if (target !== undefined) bind(target, undefined, locals);
      }
    }
    return context;
  }

  of(expression: Expression, context: FunctionContext): RecordKind | undefined {
    switch (expression.kind) {
      case 'name': {
        const local = context.locals.get(expression.id);
        return local === undefined ? this.#global(expression, context.module) : local === 'other' ? undefined : local;
      }
      case 'attribute': {
        const { value, name } = expression;
        if (value.kind === 'name' && value.id === 'self' && context.owner !== undefined)
          return this.#attribute(name, context.owner);
        if (this.of(value, context) === 'model') return /(^|_)(objects|manager)$/.test(name) ? 'manager' : undefined;
        return this.#global(expression, context.module);
      }
      case 'call':
        return this.#called(calleeOf(expression), context);
      case 'await':
        return this.of(expression.value, context);
      case 'subscript':
        return this.of(expression.value, context) === 'manager' ? 'record' : undefined;
      default:
        return undefined;
    }
  }

  #called(callee: Expression, context: FunctionContext): RecordKind | undefined {
    if (callee.kind === 'attribute' && this.of(callee.value, context) === 'manager') {
      if (recordMethods.test(callee.name)) return 'record';
      return pairMethods.test(callee.name) ? 'record-and-flag' : 'manager';
    }
    return this.of(callee, context) === 'model' ? 'record' : undefined;
  }

  #global(expression: Expression, module: Module): RecordKind | undefined {
    const entity = this.#resolver.expression(expression, module);
    return entity.kind === 'class' && this.#history.classes().includes(entity) ? 'model' : undefined;
  }

  /** `self.name`, where a method of the class or of a base assigns it, or a class body does. */
  #attribute(name: string, owner: ClassEntity): RecordKind | undefined {
    for (const ancestor of this.#hierarchy.order(owner)) {
      const kind = ancestor.kind === 'class' ? this.#attributesOf(ancestor.class).get(name) : undefined;
      if (kind !== undefined) return kind;
    }
    return undefined;
  }

  #attributesOf(entity: ClassEntity): ReadonlyMap<string, RecordKind> {
    const known = this.#attributes.get(entity);
    if (known !== undefined) return known;
    const attributes = new Map<string, RecordKind>();
    // Before the methods are read: `self.a = self.b` may lead back here.
    this.#attributes.set(entity, attributes);
    const { module } = entity;
    for (const [name, bindings] of entity.scope.bindings) {
      const last = bindings.at(-1);
      const kind = last?.kind === 'value' ? this.of(last.value, { module, locals: new Map() }) : undefined;
      if (kind !== undefined) attributes.set(name, kind);
    }
    for (const { name, value, method } of selfAssignments(entity)) {
      const kind = this.of(value, this.context(method, module));
      if (kind !== undefined) attributes.set(name, kind);
    }
    return attributes;
  }
}

/** What is called in the end: `sync_to_async(f)(…)` calls `f`. */
export function calleeOf(call: Call): Expression {
  const { callee } = call;
  const [wrapped] = callee.kind === 'call' ? callee.args : [];
  const wrapper = callee.kind === 'call' ? callee.callee : undefined;
  const name = wrapper?.kind === 'name' ? wrapper.id : wrapper?.kind === 'attribute' ? wrapper.name : '';
  return wrapped !== undefined && /^(sync_to_async|database_sync_to_async|partial)$/.test(name) ? wrapped : callee;
}

function classOf(definition: ClassDefinition, module: Module): ClassEntity {
  const fact = module.facts.classes.find((candidate) => candidate.definition === definition);
  return module.class(definition, fact?.qualifiedName);
}

function bind(target: Expression, kind: RecordKind | undefined, locals: Map<string, RecordKind | 'other'>): void {
  if (target.kind === 'name') {
    // A name with two lives is nobody's.
    const earlier = locals.get(target.id);
    locals.set(
      target.id,
      earlier === undefined || earlier === kind ? (kind ?? 'other') : earlier === 'other' ? (kind ?? 'other') : 'other',
    );
  } else if (target.kind === 'sequence') {
    target.items.forEach((item, index) => {
      bind(item, kind === 'record-and-flag' && index === 0 ? 'record' : undefined, locals);
    });
  }
}
