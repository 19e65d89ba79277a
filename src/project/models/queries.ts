import type { Call, Expression } from '../../core/python.ts';
import type { ClassMembers } from '../correctness/class-members.ts';
import type { ClassEntity } from '../entity.ts';
import { calleeOf } from '../records/record-kinds.ts';
import { entityOf } from '../records/scope-entities.ts';
import { lookUp, type LocalBinding, type Scope } from '../records/scope.ts';
import type { ModelCatalogue } from './catalogue.ts';

/** What an expression is to a model; `pair`: the record and the flag of `get_or_create`. */
export interface ModelValue {
  readonly kind: 'model' | 'query' | 'record' | 'pair';
  readonly model: ClassEntity;
}

/** Methods that keep the names which a query has. */
const keeping = new Set(
  (
    'all filter exclude complex_filter order_by reverse distinct using db_manager get_queryset select_for_update ' +
    'select_related prefetch_related only defer none iterator'
  ).split(' '),
);
const recordMethod = /^a?(create|get|first|last|latest|earliest)$/;
const pairMethod = /^a?(get_or_create|update_or_create)$/;
/** A manager with one of these of its own takes what it likes, and `annotate` gives names to what it returns. */
const ownMethod =
  /^(a?(filter|exclude|get|create|update|get_or_create|update_or_create)|values(_list)?|only|defer|order_by|_?filter_or_exclude\w*)$/;

/** Follows `Model.objects.…` and the names that are given to it within a function. */
export class Queries {
  readonly #members: ClassMembers;
  readonly #models: ModelCatalogue;
  readonly #names = new WeakMap<Scope, Map<string, ModelValue | undefined>>();

  constructor(members: ClassMembers, models: ModelCatalogue) {
    this.#members = members;
    this.#models = models;
  }

  of(expression: Expression, scope: Scope): ModelValue | undefined {
    switch (expression.kind) {
      case 'name':
        return lookUp(expression.id, scope) === undefined
          ? this.#entity(expression, scope)
          : (this.#entity(expression, scope) ?? this.#name(expression.id, scope));
      case 'attribute': {
        const receiver = this.of(expression.value, scope);
        if (receiver?.kind !== 'model') return receiver === undefined ? this.#entity(expression, scope) : undefined;
        return this.#isPlainManager(expression.name, receiver.model) ? { ...receiver, kind: 'query' } : undefined;
      }
      case 'call':
        return this.#called(expression, scope);
      case 'await':
        return this.of(expression.value, scope);
      default:
        return undefined;
    }
  }

  #entity(expression: Expression, scope: Scope): ModelValue | undefined {
    const entity = entityOf(expression, scope, this.#members.resolver);
    if (entity.kind !== 'class' || !this.#members.isPlainlyDefined(entity) || !this.#models.isModel(entity))
      return undefined;
    return this.#models.model(entity).abstract ? undefined : { kind: 'model', model: entity };
  }

  /** Looks at the receiver once: chains of calls are as long as people like. */
  #called(call: Call, scope: Scope): ModelValue | undefined {
    const callee = calleeOf(call);
    const made = callee.kind === 'attribute' ? this.of(callee.value, scope) : undefined;
    if (callee.kind === 'attribute' && made !== undefined) {
      if (made.kind !== 'query') return undefined;
      if (keeping.has(callee.name)) return made;
      if (recordMethod.test(callee.name)) return { ...made, kind: 'record' };
      return pairMethod.test(callee.name) ? { ...made, kind: 'pair' } : undefined;
    }
    const constructed = callee.kind === 'name' || callee.kind === 'attribute' ? this.#entity(callee, scope) : undefined;
    return constructed === undefined ? undefined : { ...constructed, kind: 'record' };
  }

  #name(name: string, from: Scope): ModelValue | undefined {
    const found = lookUp(name, from);
    if (found === undefined) return undefined;
    const known = this.#names.get(found.scope) ?? new Map<string, ModelValue | undefined>();
    this.#names.set(found.scope, known);
    if (known.has(name)) return known.get(name);
    known.set(name, undefined);
    // `orders = orders.filter(…)` is what `orders` was before.
    const values: (ModelValue | undefined)[] = [];
    for (const binding of found.bindings) {
      if (binding.kind === 'none') continue;
      const value = this.#binding(binding, found.scope);
      values.push(value);
      if (values.length === 1) known.set(name, value);
    }
    const [first] = values;
    const agreed = values.every((value) => value?.kind === first?.kind && value?.model === first?.model)
      ? first
      : undefined;
    known.set(name, agreed);
    return agreed;
  }

  #binding(binding: LocalBinding, scope: Scope): ModelValue | undefined {
    if (binding.kind === 'value') return this.of(binding.value, scope);
    if (binding.kind !== 'item' && binding.kind !== 'part') return undefined;
    const value = this.of(binding.value, binding.kind === 'item' ? (binding.scope ?? scope) : scope);
    const wanted = binding.kind === 'item' ? 'query' : 'pair';
    if (value?.kind !== wanted || (binding.kind === 'part' && binding.index !== 0)) return undefined;
    return { ...value, kind: 'record' };
  }

  /** A manager whose queries have the model's names and no others. */
  #isPlainManager(name: string, model: ClassEntity): boolean {
    const { hierarchy, resolver } = this.#members;
    const order = hierarchy.order(model);
    const found = hierarchy.lookup(order, name, 0, () => true);
    if (found.kind === 'absent') return /^(objects|_base_manager)$/.test(name);
    if (found.kind !== 'found' || found.entity.kind !== 'value' || found.entity.value.kind !== 'call') return false;
    const { callee } = found.entity.value;
    const isSet = callee.kind === 'attribute' && callee.name === 'as_manager';
    const maker = resolver.expression(isSet ? callee.value : callee, found.entity.module);
    if (maker.kind === 'external') return isDjangoManager(maker.name);
    return maker.kind === 'class' && this.#addsNothing(maker);
  }

  #addsNothing(manager: ClassEntity): boolean {
    const { hierarchy, mentions } = this.#members;
    return hierarchy.order(manager).every((ancestor) => {
      if (ancestor.kind !== 'class') return ancestor.kind === 'external' && isDjangoManager(ancestor.name);
      const { scope, module } = ancestor.class;
      if ([...scope.bindings.keys()].some((name) => ownMethod.test(name))) return false;
      return !mentions.isIn(module.file, String.raw`\.(annotate|alias|extra|with_\w+)\(`);
    });
  }
}

function isDjangoManager(name: string): boolean {
  return /^(builtins\.object|django\.(contrib\.gis\.)?db\.models\.((manager|query)\.)?(Manager|QuerySet))$/.test(name);
}
