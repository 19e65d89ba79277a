import type { Call, Expression } from '../../core/python.ts';
import type { Hierarchy } from '../classes/hierarchy.ts';
import type { ClassEntity, Entity } from '../entity.ts';
import type { Resolver } from '../imports/resolver.ts';
import { AnnotatedTypes } from './annotated-types.ts';
import type { HistoryModel } from './history-model.ts';
import { entityOf } from './scope-entities.ts';
import { lookUp, selfScope, type LocalBinding, type Scope } from './scope.ts';
import { scopesOf } from './scopes.ts';
import type { Subclasses } from './subclasses.ts';

/** What an expression has to do with the history model. */
export type RecordKind = 'model' | 'manager' | 'record' | 'record-and-flag';

const recordMethods = /^a?(create|get|first|last|latest|earliest)$/;
const pairMethods = /^a?(get_or_create|update_or_create)$/;
/** Any other method ends in something else (`values`, `aggregate`), or may: those of a project's own managers. */
const queryMethods = new Set(
  (
    'all filter exclude complex_filter order_by reverse distinct using db_manager get_queryset select_for_update ' +
    'select_related prefetch_related only defer annotate alias none iterator aiterator'
  ).split(' '),
);

/** Tells model, manager and records of the history apart by following assignments within functions and classes. */
export class RecordKinds {
  readonly resolver: Resolver;
  readonly #hierarchy: Hierarchy;
  readonly #subclasses: Subclasses;
  readonly #history: HistoryModel;
  readonly #types: AnnotatedTypes;
  readonly #names = new WeakMap<Scope, Map<string, RecordKind | undefined>>();
  readonly #attributes = new Map<ClassEntity, Map<string, RecordKind | undefined>>();
  /** Names that are being looked up, with what their earlier bindings say. */
  readonly #underWay: { readonly scope: Scope; readonly name: string; soFar: RecordKind | undefined }[] = [];

  /** Of what modules assign. */
  readonly #values = new Map<Expression, RecordKind | undefined>();
  #depth = 0;

  constructor(resolver: Resolver, hierarchy: Hierarchy, subclasses: Subclasses, history: HistoryModel) {
    this.resolver = resolver;
    this.#hierarchy = hierarchy;
    this.#subclasses = subclasses;
    this.#history = history;
    this.#types = new AnnotatedTypes(resolver, (entity) => this.#isHistory(entity));
  }

  of(expression: Expression, scope: Scope): RecordKind | undefined {
    if (this.#depth >= maximumDepth) return undefined;
    this.#depth += 1;
    const kind = this.#of(expression, scope);
    this.#depth -= 1;
    return kind;
  }

  #of(expression: Expression, scope: Scope): RecordKind | undefined {
    switch (expression.kind) {
      case 'name':
        return this.#name(expression.id, scope);
      case 'attribute':
        return this.#attributeOf(this.of(expression.value, scope), expression, scope);
      case 'call':
        return this.#called(calleeOf(expression), scope);
      case 'await':
      case 'named':
        return this.of(expression.value, scope);
      case 'subscript': {
        // A slice is opaque, and still a query.
        const one = expression.indexes[0]?.kind === 'opaque' ? 'manager' : 'record';
        return this.of(expression.value, scope) === 'manager' ? one : undefined;
      }
      case 'conditional': {
        const branches = [expression.then, expression.otherwise].filter((branch) => !isNone(branch));
        return joined(branches.map((branch) => this.of(branch, scope)));
      }
      default:
        return undefined;
    }
  }

  /** Looks at the receiver once: chains of calls are as long as people like. */
  #called(callee: Expression, scope: Scope): RecordKind | undefined {
    if (callee.kind !== 'attribute') return this.of(callee, scope) === 'model' ? 'record' : undefined;
    const receiver = this.of(callee.value, scope);
    if (receiver !== 'manager') return this.#attributeOf(receiver, callee, scope) === 'model' ? 'record' : undefined;
    if (recordMethods.test(callee.name)) return 'record';
    if (pairMethods.test(callee.name)) return 'record-and-flag';
    return queryMethods.has(callee.name) ? 'manager' : undefined;
  }

  #attributeOf(
    receiver: RecordKind | undefined,
    attribute: Extract<Expression, { kind: 'attribute' }>,
    scope: Scope,
  ): RecordKind | undefined {
    const { value, name } = attribute;
    if (receiver === 'model') return /(^|_)(objects|manager)$/.test(name) ? 'manager' : undefined;
    if (receiver !== undefined) return undefined;
    const owner = value.kind === 'name' ? selfScope(value.id, scope)?.owner : undefined;
    if (owner !== undefined) return this.#attribute(name, owner);
    return this.#entity(entityOf(attribute, scope, this.resolver));
  }

  #name(name: string, from: Scope): RecordKind | undefined {
    const method = selfScope(name, from);
    if (method?.owner !== undefined && this.#isHistory(method.owner))
      return method.self?.form === 'class' ? 'model' : 'record';
    const found = lookUp(name, from);
    if (found === undefined) return this.#entity(this.resolver.name(name, from.module));
    const { scope, bindings } = found;
    const known = this.#names.get(scope) ?? new Map<string, RecordKind | undefined>();
    this.#names.set(scope, known);
    if (known.has(name)) return known.get(name);
    const again = this.#underWay.findIndex((one) => one.scope === scope && one.name === name);
    // `runs = runs.filter(…)` is what `runs` was; longer ways round are not followed.
    if (again >= 0) return again === this.#underWay.length - 1 ? this.#underWay[again]?.soFar : undefined;
    const kind = this.#bound(name, scope, bindings);
    known.set(name, kind);
    return kind;
  }

  /** A name with two lives is nobody's. */
  #bound(name: string, scope: Scope, bindings: readonly LocalBinding[]): RecordKind | undefined {
    const lookup = { scope, name, soFar: undefined as RecordKind | undefined };
    this.#underWay.push(lookup);
    for (const binding of bindings) {
      if (isSilent(binding)) continue;
      const kind = this.#binding(binding, scope);
      if (kind === undefined && binding.kind === 'annotated' && binding.bare) continue;
      if (kind === undefined || (lookup.soFar !== undefined && lookup.soFar !== kind)) {
        lookup.soFar = undefined;
        break;
      }
      lookup.soFar = kind;
    }
    this.#underWay.pop();
    return lookup.soFar;
  }

  #binding(binding: LocalBinding, scope: Scope): RecordKind | undefined {
    switch (binding.kind) {
      case 'value': {
        const { annotation, value } = binding;
        const typed = annotation !== undefined && this.#types.isRecord(annotation, scope);
        return typed ? 'record' : this.of(value, scope);
      }
      case 'annotated':
        return this.#types.isRecord(binding.annotation, scope) ? 'record' : undefined;
      case 'item':
        return this.of(binding.value, binding.scope ?? scope) === 'manager' ? 'record' : undefined;
      case 'part':
        return this.of(binding.value, scope) === 'record-and-flag' && binding.index === 0 ? 'record' : undefined;
      case 'imported':
        return this.#entity(this.resolver.imported(binding.source, binding.name, scope.module));
      default:
        return undefined;
    }
  }

  #entity(entity: Entity): RecordKind | undefined {
    if (entity.kind === 'class') return this.#history.classes().includes(entity) ? 'model' : undefined;
    if (entity.kind !== 'value' || entity.owner !== undefined) return undefined;
    if (this.#values.has(entity.value)) return this.#values.get(entity.value);
    // A value that needs itself is none.
    this.#values.set(entity.value, undefined);
    const kind = this.of(entity.value, scopesOf(entity.module).module);
    this.#values.set(entity.value, kind);
    return kind;
  }

  #isHistory(entity: Entity): boolean {
    return entity.kind === 'class' && this.#history.classes().includes(entity);
  }

  /** `self.name`, where methods or bodies of the class, its bases and its subclasses agree on what it is. */
  #attribute(name: string, owner: ClassEntity): RecordKind | undefined {
    const known = this.#attributes.get(owner) ?? new Map<string, RecordKind | undefined>();
    this.#attributes.set(owner, known);
    if (known.has(name)) return known.get(name);
    // Before the methods are read: `self.a = self.b` may lead back here.
    known.set(name, undefined);
    const own = this.#hierarchy.order(owner).flatMap((ancestor) => (ancestor.kind === 'class' ? ancestor.class : []));
    const kind = joined(own.flatMap((entity) => this.#assigned(name, entity)));
    const elsewhere = kind === undefined ? undefined : this.#subclasses.of(owner);
    const others = elsewhere?.flatMap((entity) => this.#assigned(name, entity));
    const agreed = others?.every((other) => other === kind) === true ? kind : undefined;
    known.set(name, agreed);
    return agreed;
  }

  #assigned(name: string, entity: ClassEntity): readonly (RecordKind | undefined)[] {
    const scopes = scopesOf(entity.module).classes.get(entity.definition);
    if (scopes === undefined) return [];
    const places = [
      { scope: scopes.body, bindings: scopes.body.bindings.get(name) },
      ...scopes.methods.map((scope) => ({ scope, bindings: scope.attributes.get(name) })),
    ];
    return places.flatMap(({ scope, bindings = [] }) => {
      const telling = bindings.filter(
        (binding) => !isSilent(binding) && !(binding.kind === 'annotated' && binding.bare),
      );
      return telling.map((binding) => this.#binding(binding, scope));
    });
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

function joined(kinds: readonly (RecordKind | undefined)[]): RecordKind | undefined {
  const [first, ...others] = kinds;
  return others.every((kind) => kind === first) ? first : undefined;
}

function isNone(expression: Expression): boolean {
  return expression.kind === 'constant' && expression.value === null;
}

function isSilent({ kind }: LocalBinding): boolean {
  return kind === 'none';
}
