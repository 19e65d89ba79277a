import type { Expression } from '../../core/python.ts';
import { leavesClassAlone } from '../classes/class-decorators.ts';
import type { Ancestor } from '../classes/hierarchy.ts';
import type { ClassEntity, Entity, FunctionEntity, Module } from '../entity.ts';
import { entityOf } from '../records/scope-entities.ts';
import type { Scope } from '../records/scope.ts';
import type { ClassMembers } from './class-members.ts';
import { dataclassParameters } from './dataclass-parameters.ts';
import { hasMember, isPlainlyConstructed } from './external-members.ts';
import { receiverOf, type Receiver } from './receivers.ts';

/** A function that a call may run, and how many of its parameters the receiver fills. */
export interface Callee {
  readonly function: FunctionEntity;
  readonly owner?: ClassEntity;
  readonly implicit: 0 | 1;
}

/** Finds what a call runs: every definition that it may be, or nothing at all. */
export class Callees {
  readonly #members: ClassMembers;

  constructor(members: ClassMembers) {
    this.#members = members;
  }

  /** Of `callee(…)`; the first is the one that is written there, the others override it. Empty: unknown. */
  of(callee: Expression, scope: Scope): Iterable<Callee | undefined> {
    const { resolver } = this.#members;
    const receiver = callee.kind === 'attribute' ? receiverOf(callee.value, scope, resolver) : undefined;
    if (callee.kind === 'attribute' && receiver !== undefined && receiver.kind !== 'module')
      return this.#methods(callee.name, receiver);
    const entity = entityOf(callee, scope, resolver);
    // `work = Worker.work`, where the class has bound itself already.
    if (entity.kind === 'function' && this.#isPlain(entity))
      return [{ function: entity, implicit: this.#isDecorated(entity, 'classmethod') ? 1 : 0 }];
    return entity.kind === 'class' ? [this.constructorOf(entity)] : [];
  }

  /** `__init__`, where making an instance is nothing but calling it. */
  constructorOf(entity: ClassEntity): Callee | undefined {
    const { hierarchy, mentions } = this.#members;
    const order = hierarchy.order(entity);
    if (!this.#members.isPlainlyDefined(entity) || !order.every((ancestor) => this.#isPlainlyMade(ancestor)))
      return undefined;
    if (mentions.isDynamic(entity.module.file)) return undefined;
    for (const ancestor of order) {
      if (ancestor.kind !== 'class') break;
      if (ancestor.class.definition.decorators.some(isDataclass)) return this.#generated(ancestor.class);
      if (ancestor.class.scope.bindings.has('__init__')) break;
    }
    return this.#method('__init__', order, 0, 'instance');
  }

  /** The `__init__` that `@dataclass` makes. */
  #generated(entity: ClassEntity): Callee | undefined {
    const { definition, module } = entity;
    const { hierarchy, resolver } = this.#members;
    const parameters = dataclassParameters(hierarchy.order(entity), resolver);
    if (parameters === undefined || module.errorLine !== undefined) return undefined;
    const { nameSpan, start, end } = definition;
    const made: FunctionEntity['definition'] = {
      kind: 'function',
      name: '__init__',
      nameSpan,
      start,
      end,
      async: false,
      parameters,
      decorators: [],
      body: [],
      holds: { imports: false, definitions: false, yields: false, changes: false },
    };
    return { function: { kind: 'function', module, definition: made }, owner: entity, implicit: 1 };
  }

  *#methods(name: string, receiver: Exclude<Receiver, { kind: 'module' }>): Generator<Callee | undefined> {
    const { hierarchy } = this.#members;
    if (/^__(new|init_subclass|class_getitem)__$/.test(name)) return;
    if (receiver.kind === 'class') {
      if (this.#members.isPlainlyDefined(receiver.class))
        yield this.#method(name, hierarchy.order(receiver.class), 0, 'class');
      return;
    }
    const { owner, above, form } = receiver;
    if (!this.#members.isPlainlyDefined(owner)) return;
    // Looking for subclasses is dear: whoever is content with the first does not ask for the others.
    const written = this.#method(name, hierarchy.order(owner), above ? 1 : 0, form);
    yield written;
    const family = written === undefined ? undefined : this.#members.family(owner);
    if (family === undefined) yield undefined;
    for (const entity of family?.slice(1) ?? []) {
      const order = hierarchy.order(entity);
      const own = order.findIndex((ancestor) => ancestor.kind === 'class' && ancestor.class === owner);
      yield this.#method(name, order, above ? own + 1 : 0, form);
    }
  }

  #method(name: string, order: readonly Ancestor[], from: number, form: 'instance' | 'class'): Callee | undefined {
    const lacks = (external: string): boolean => hasMember(external, name) === false || isPlainlyConstructed(external);
    const found = this.#members.hierarchy.lookup(order, name, from, lacks);
    if (found.kind !== 'found' || found.entity.kind !== 'function') return undefined;
    const isAssigned = order.some(
      (ancestor) => ancestor.kind === 'class' && this.#members.assigned(ancestor.class).has(name),
    );
    if (isAssigned || !this.#isPlain(found.entity)) return undefined;
    const isBound = this.#isDecorated(found.entity, 'classmethod') || form === 'instance';
    const implicit = isBound && !this.#isDecorated(found.entity, 'staticmethod') ? 1 : 0;
    return { function: found.entity, owner: found.owner, implicit };
  }

  #isDecorated({ definition, module }: FunctionEntity, decorator: string): boolean {
    return definition.decorators.some((item) => this.#nameOf(item, module) === `builtins.${decorator}`);
  }

  /** Decorators leave the parameters as they are. */
  #isPlain({ definition, module }: FunctionEntity): boolean {
    return (
      module.errorLine === undefined &&
      definition.decorators.every((decorator) => transparent.has(this.#nameOf(decorator, module) ?? ''))
    );
  }

  #nameOf(decorator: Expression, module: Module): string | undefined {
    const expression = decorator.kind === 'call' ? decorator.callee : decorator;
    const entity: Entity = this.#members.resolver.expression(expression, module);
    return entity.kind === 'external' ? entity.name : undefined;
  }

  #isPlainlyMade(ancestor: Ancestor): boolean {
    if (ancestor.kind === 'external') return isPlainlyConstructed(ancestor.name);
    if (ancestor.kind === 'unknown') return false;
    const { scope, definition } = ancestor.class;
    if (scope.bindings.has('__new__')) return false;
    if (!definition.decorators.every((decorator) => leavesClassAlone(decorator) || isDataclass(decorator)))
      return false;
    return definition.keywords.every((keyword) => this.#members.isAbcMeta(keyword, ancestor.class));
  }
}

/** As it is written; whether it is Python's is asked later. */
function isDataclass(decorator: Expression): boolean {
  const named = decorator.kind === 'call' ? decorator.callee : decorator;
  return (
    (named.kind === 'name' && named.id === 'dataclass') || (named.kind === 'attribute' && named.name === 'dataclass')
  );
}

const transparent = new Set([
  'builtins.staticmethod',
  'builtins.classmethod',
  'abc.abstractmethod',
  'contextlib.contextmanager',
  'django.db.transaction.atomic',
  'functools.cache',
  'functools.lru_cache',
  'typing.override',
  'typing_extensions.override',
]);
