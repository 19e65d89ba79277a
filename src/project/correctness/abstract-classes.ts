import type { AbstractInstantiation } from '../../core/correctness.ts';
import { related, type RelatedLocation } from '../../core/location.ts';
import type { FunctionDefinition } from '../../core/python.ts';
import type { ClassEntity, Module } from '../entity.ts';
import { Memo } from '../remembering/memo.ts';
import type { Recorder } from '../remembering/recorder.ts';
import { entityOf } from '../records/scope-entities.ts';
import type { ClassMembers } from './class-members.ts';
import { callsIn, expects } from './code-walk.ts';
import { hasMember, isPlainlyConstructed } from './external-members.ts';

/** Calls of classes that Python refuses to make instances of. */
export class AbstractInstantiations {
  readonly #members: ClassMembers;
  readonly #known: Memo<ClassEntity, ReadonlyMap<string, RelatedLocation>>;

  constructor(members: ClassMembers, recorder?: Recorder) {
    this.#known = new Memo(recorder);
    this.#members = members;
  }

  *in(module: Module): Generator<AbstractInstantiation> {
    for (const { call, scope } of callsIn(module)) {
      if (call.callee.kind !== 'name' && call.callee.kind !== 'attribute') continue;
      const entity = entityOf(call.callee, scope, this.#members.resolver);
      if (entity.kind !== 'class') continue;
      const methods = this.#unimplemented(entity);
      if (methods.size === 0 || expects('TypeError', scope)) continue;
      yield {
        class: entity.symbol,
        methods: [...methods.keys()].sort(),
        at: module.locate(call),
        definitions: [...methods.values()],
      };
    }
  }

  #unimplemented(entity: ClassEntity): ReadonlyMap<string, RelatedLocation> {
    return this.#known.get(entity, () => this.#find(entity));
  }

  #find(entity: ClassEntity): ReadonlyMap<string, RelatedLocation> {
    const found = new Map<string, RelatedLocation>();
    const order = this.#members.hierarchy.order(entity);
    if (!this.#members.isPlainlyDefined(entity) || !this.#isAbc(entity)) return found;
    for (const ancestor of order) {
      if (ancestor.kind === 'external' && !isPlainlyConstructed(ancestor.name)) return new Map();
      if (ancestor.kind === 'unknown') return new Map();
      if (ancestor.kind !== 'class') continue;
      if (!this.#members.isTransparent(ancestor.class) || ancestor.class.scope.bindings.has('__new__'))
        return new Map();
      for (const name of ancestor.class.scope.bindings.keys()) {
        const lookup = this.#members.hierarchy.lookup(
          order,
          name,
          0,
          (external) => hasMember(external, name) === false,
        );
        if (lookup.kind !== 'found' || lookup.entity.kind !== 'function') continue;
        const { definition, module } = lookup.entity;
        if (!this.#isAbstract(definition, module)) continue;
        found.set(name, related(module.locate(definition.nameSpan), `\`${name}\` is abstract`));
      }
    }
    return found;
  }

  #isAbc(entity: ClassEntity): boolean {
    return this.#members.hierarchy.order(entity).some((ancestor) => {
      if (ancestor.kind === 'external') return ancestor.name === 'abc.ABC';
      if (ancestor.kind === 'unknown') return false;
      return ancestor.class.definition.keywords.some((keyword) => this.#members.isAbcMeta(keyword, ancestor.class));
    });
  }

  #isAbstract({ decorators }: FunctionDefinition, module: Module): boolean {
    return decorators.some((decorator) => {
      const entity = this.#members.resolver.expression(decorator, module);
      return (
        entity.kind === 'external' && /^abc\.abstract(method|property|classmethod|staticmethod)$/.test(entity.name)
      );
    });
  }
}
