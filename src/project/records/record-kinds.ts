import type { Call, Expression } from '../../core/python.ts';
import type { Analysis } from '../analysis.ts';
import type { ClassEntity, Entity } from '../entity.ts';
import type { Resolver } from '../imports/resolver.ts';
import { AnnotatedTypes } from './annotated-types.ts';
import { agreed, FollowedNames } from './followed-names.ts';
import { entityOf } from './scope-entities.ts';
import { lookUp, selfScope, type LocalBinding, type Scope } from './scope.ts';
import { scopesOf } from './scopes.ts';
import type { Subclasses } from './subclasses.ts';

/** A Django model of the project, and what an expression has to do with it. */
export interface ModelUse {
  readonly model: ClassEntity;
  /** The class itself; its manager or a query set; an instance; the pair that `get_or_create` returns. */
  readonly form: RecordForm;
}

type RecordForm = 'model' | 'manager' | 'record' | 'record-and-flag';

const recordMethods = /^a?(create|get|first|last|latest|earliest)$/;
const pairMethods = /^a?(get_or_create|update_or_create)$/;
/** Any other method ends in something else (`values`, `aggregate`), or may: those of a project's own managers. */
const queryMethods = new Set(
  (
    'all filter exclude complex_filter order_by reverse distinct using db_manager get_queryset select_for_update ' +
    'select_related prefetch_related only defer annotate alias none iterator aiterator'
  ).split(' '),
);

/**
 * Tells which Django model an expression is about, and whether it is the class, a query set or a record, by following
 * assignments within functions and classes. One instance serves every room: what it found, it remembers.
 */
export class RecordKinds {
  readonly resolver: Resolver;
  readonly #isModel: (entity: ClassEntity) => boolean;
  readonly #types: AnnotatedTypes;
  /** One object for each model and form, so that identity means sameness. */
  readonly #uses = new Map<ClassEntity, Readonly<Record<RecordForm, ModelUse>> | undefined>();
  readonly #followed: FollowedNames<ModelUse>;
  /** Of what modules assign. */
  readonly #values = new Map<Expression, ModelUse | undefined>();
  #depth = 0;

  constructor(
    { resolver, hierarchy }: Pick<Analysis, 'resolver' | 'hierarchy'>,
    subclasses: Subclasses,
    isModel: (entity: ClassEntity) => boolean,
  ) {
    this.resolver = resolver;
    this.#isModel = isModel;
    this.#types = new AnnotatedTypes(resolver);
    this.#followed = new FollowedNames(hierarchy, subclasses, (binding, scope) => this.#binding(binding, scope));
  }

  /** Undefined: about no model of the project, or nobody can tell. */
  modelOf(expression: Expression, scope: Scope): ModelUse | undefined {
    if (this.#depth >= maximumDepth) return undefined;
    this.#depth += 1;
    const use = this.#of(expression, scope);
    this.#depth -= 1;
    return use;
  }

  #of(expression: Expression, scope: Scope): ModelUse | undefined {
    switch (expression.kind) {
      case 'name':
        return this.#name(expression.id, scope);
      case 'attribute':
        return this.#attributeOf(this.modelOf(expression.value, scope), expression, scope);
      case 'call':
        return this.#called(calleeOf(expression), scope);
      case 'await':
      case 'named':
        return this.modelOf(expression.value, scope);
      case 'subscript': {
        // A slice is opaque, and still a query.
        const form = expression.indexes[0]?.kind === 'opaque' ? 'manager' : 'record';
        return this.#turned(this.modelOf(expression.value, scope), 'manager', form);
      }
      case 'conditional': {
        const branches = [expression.then, expression.otherwise].filter((branch) => !isNone(branch));
        return agreed(branches.map((branch) => this.modelOf(branch, scope)));
      }
      default:
        return undefined;
    }
  }

  /** Looks at the receiver once: chains of calls are as long as people like. */
  #called(callee: Expression, scope: Scope): ModelUse | undefined {
    if (callee.kind !== 'attribute') return this.#turned(this.modelOf(callee, scope), 'model', 'record');
    const receiver = this.modelOf(callee.value, scope);
    if (receiver?.form !== 'manager')
      return this.#turned(this.#attributeOf(receiver, callee, scope), 'model', 'record');
    if (recordMethods.test(callee.name)) return this.#use(receiver.model, 'record');
    if (pairMethods.test(callee.name)) return this.#use(receiver.model, 'record-and-flag');
    return queryMethods.has(callee.name) ? receiver : undefined;
  }

  #attributeOf(
    receiver: ModelUse | undefined,
    attribute: Extract<Expression, { kind: 'attribute' }>,
    scope: Scope,
  ): ModelUse | undefined {
    const { value, name } = attribute;
    if (receiver?.form === 'model' && /(^|_)(objects|manager)$/.test(name)) return this.#use(receiver.model, 'manager');
    const owner = value.kind === 'name' ? selfScope(value.id, scope)?.owner : undefined;
    if (owner !== undefined) return this.#followed.attribute(name, owner);
    if (receiver !== undefined) return undefined;
    return this.#entity(entityOf(attribute, scope, this.resolver));
  }

  #name(name: string, from: Scope): ModelUse | undefined {
    const method = selfScope(name, from);
    const own = this.#use(method?.owner, method?.self?.form === 'class' ? 'model' : 'record');
    if (own !== undefined) return own;
    const found = lookUp(name, from);
    if (found === undefined) return this.#entity(this.resolver.name(name, from.module));
    return this.#followed.name(name, found.scope, found.bindings);
  }

  #binding(binding: LocalBinding, scope: Scope): ModelUse | undefined {
    switch (binding.kind) {
      case 'value': {
        const { annotation, value } = binding;
        return this.#typed(annotation, scope) ?? this.modelOf(value, scope);
      }
      case 'annotated':
        return this.#typed(binding.annotation, scope);
      case 'item':
        return this.#turned(this.modelOf(binding.value, binding.scope ?? scope), 'manager', 'record');
      case 'part':
        if (binding.index > 0) return undefined;
        return this.#turned(this.modelOf(binding.value, scope), 'record-and-flag', 'record');
      case 'imported':
        return this.#entity(this.resolver.imported(binding.source, binding.name, scope.module));
      default:
        return undefined;
    }
  }

  #entity(entity: Entity): ModelUse | undefined {
    if (entity.kind === 'class') return this.#use(entity, 'model');
    if (entity.kind !== 'value' || entity.owner !== undefined) return undefined;
    if (this.#values.has(entity.value)) return this.#values.get(entity.value);
    // A value that needs itself is none.
    this.#values.set(entity.value, undefined);
    const kind = this.modelOf(entity.value, scopesOf(entity.module).module);
    this.#values.set(entity.value, kind);
    return kind;
  }

  #typed(annotation: Expression | undefined, scope: Scope): ModelUse | undefined {
    const type = annotation === undefined ? undefined : this.#types.typeOf(annotation, scope);
    return type?.kind === 'class' ? this.#use(type, 'record') : undefined;
  }

  /** Undefined for what is no model. */
  #use(entity: ClassEntity | undefined, form: RecordForm): ModelUse | undefined {
    if (entity === undefined) return undefined;
    if (!this.#uses.has(entity)) this.#uses.set(entity, this.#isModel(entity) ? usesOf(entity) : undefined);
    return this.#uses.get(entity)?.[form];
  }

  #turned(use: ModelUse | undefined, from: RecordForm, to: RecordForm): ModelUse | undefined {
    return use?.form === from ? this.#use(use.model, to) : undefined;
  }
}

/** Expressions and the names in them, over all look-ups under way; deeper would endanger the call stack. */
const maximumDepth = 600;

/** What is called in the end: `sync_to_async(f)(…)` calls `f`. */
export function calleeOf(call: Call): Expression {
  const { callee } = call;
  const [wrapped] = callee.kind === 'call' ? callee.args : [];
  const wrapper = callee.kind === 'call' ? callee.callee : undefined;
  const name = wrapper?.kind === 'name' ? wrapper.id : wrapper?.kind === 'attribute' ? wrapper.name : '';
  return wrapped !== undefined && /^(sync_to_async|database_sync_to_async|partial)$/.test(name) ? wrapped : callee;
}

function usesOf(model: ClassEntity): Readonly<Record<RecordForm, ModelUse>> {
  const use = (form: RecordForm): ModelUse => ({ model, form });
  return {
    model: use('model'),
    manager: use('manager'),
    record: use('record'),
    'record-and-flag': use('record-and-flag'),
  };
}

function isNone(expression: Expression): boolean {
  return expression.kind === 'constant' && expression.value === null;
}
