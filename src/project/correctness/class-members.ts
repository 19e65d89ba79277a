import type { ClassDefinition, Expression } from '../../core/python.ts';
import { walkStatements } from '../../facts/walk.ts';
import { leavesClassAlone } from '../classes/class-decorators.ts';
import type { Ancestor, Hierarchy } from '../classes/hierarchy.ts';
import { isSameFunction, namesAssignedToSelf } from '../classes/self-assignments.ts';
import type { ClassEntity } from '../entity.ts';
import type { Subclasses } from '../records/subclasses.ts';
import type { Resolver } from '../imports/resolver.ts';
import { hasMember, isDjangoModel } from './external-members.ts';
import type { Mentions } from './mentions.ts';

export type Presence = 'present' | 'absent' | 'unknown';

/** What instances and classes have, over whole hierarchies. */
export class ClassMembers {
  readonly resolver: Resolver;
  readonly hierarchy: Hierarchy;
  readonly mentions: Mentions;
  readonly #subclasses: Subclasses;

  constructor(resolver: Resolver, hierarchy: Hierarchy, subclasses: Subclasses, mentions: Mentions) {
    this.resolver = resolver;
    this.hierarchy = hierarchy;
    this.#subclasses = subclasses;
    this.mentions = mentions;
  }

  /** Along an order from a position on: a class that hides what it has ends the search. */
  presence(name: string, order: readonly Ancestor[], from = 0): Presence {
    if (hasMember('builtins.object', name) === true) return 'present';
    let verdict: Presence = 'absent';
    for (const ancestor of order.slice(from)) {
      const here = this.#in(ancestor, name, order);
      if (here === 'present') return 'present';
      if (here === 'unknown') verdict = 'unknown';
    }
    return verdict;
  }

  /** The class and all that derive from it, as far as the program goes; undefined: too many to tell. */
  family(owner: ClassEntity): readonly ClassEntity[] | undefined {
    const subclasses = this.#subclasses.of(owner);
    return subclasses === undefined ? undefined : [owner, ...subclasses];
  }

  /** What methods assign to `self` in the class itself. */
  assigned(entity: ClassEntity): ReadonlySet<string> {
    return namesAssignedToSelf(entity);
  }

  /** The one class of that name at the top of its module: others may depend on what is around them. */
  isPlainlyDefined({ module, definition, qualifiedName }: ClassEntity): boolean {
    const bindings = module.facts.scope.bindings.get(qualifiedName) ?? [];
    const [only] = bindings;
    return bindings.length === 1 && only?.kind === 'class' && only.definition === definition;
  }

  #in(ancestor: Ancestor, name: string, order: readonly Ancestor[]): Presence {
    if (ancestor.kind === 'unknown') return 'unknown';
    if (ancestor.kind === 'external') {
      const has = hasMember(ancestor.name, name);
      if (has === undefined || has) return has === undefined ? 'unknown' : 'present';
      return isDjangoModel(ancestor.name) && !this.#hasPlainFields(order) ? 'unknown' : 'absent';
    }
    const { class: entity } = ancestor;
    if (entity.scope.bindings.has(name) || annotates(entity.definition, name) || this.assigned(entity).has(name))
      return 'present';
    return this.isTransparent(entity) ? 'absent' : 'unknown';
  }

  /** Nothing adds to what the body says. */
  isTransparent(entity: ClassEntity): boolean {
    const { definition, module, scope } = entity;
    const hides = ['__getattr__', '__getattribute__', '__slots__'].some((name) => scope.bindings.has(name));
    if (hides || module.errorLine !== undefined || !definition.decorators.every(leavesClassAlone)) return false;
    return (
      definition.keywords.every((keyword) => this.isAbcMeta(keyword, entity)) && !this.mentions.isDynamic(module.file)
    );
  }

  isAbcMeta(
    { name, value }: { readonly name: string | null; readonly value: Expression },
    { module }: ClassEntity,
  ): boolean {
    const meta = name === 'metaclass' ? this.resolver.expression(value, module) : undefined;
    return meta?.kind === 'external' && meta.name === 'abc.ABCMeta';
  }

  /** Fields of other packages bring methods of their own to the class. */
  #hasPlainFields(order: readonly Ancestor[]): boolean {
    return order.every((ancestor) => {
      if (ancestor.kind !== 'class') return true;
      const { scope, module } = ancestor.class;
      return [...scope.bindings.values()].flat().every((binding) => {
        if (binding.kind !== 'value' || binding.value.kind !== 'call') return true;
        const made = this.resolver.expression(binding.value.callee, module);
        return made.kind === 'external'
          ? /^(django|builtins|datetime|decimal|re|uuid|mptt\.fields|model_utils\.(fields|choices)|taggit|jsonfield)\./.test(
              made.name,
            )
          : made.kind === 'unknown';
      });
    });
  }
}

/** `name: Type` in a class body promises that somebody sets it. */
function annotates(definition: ClassDefinition, name: string): boolean {
  for (const statement of walkStatements(definition.body, isSameFunction)) {
    if (statement.kind !== 'assign' || statement.value !== undefined) continue;
    if (statement.targets.some((target) => target.kind === 'name' && target.id === name)) return true;
  }
  return false;
}
