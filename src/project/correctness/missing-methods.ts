import type { MissingMethod } from '../../core/correctness.ts';
import type { Ancestor } from '../classes/hierarchy.ts';
import type { ClassEntity, Module } from '../entity.ts';
import { remembered } from '../remembered.ts';
import type { ClassMembers } from './class-members.ts';
import { callsIn, expects, type PlacedCall } from './code-walk.ts';
import { lacksName } from './module-names.ts';
import { receiverOf } from './receivers.ts';

/** Of the classes of one module. */
type KnownOfOwn = Map<ClassEntity, Map<string, boolean>>;

/** Calls of methods and functions that their receiver certainly does not have. */
export class MissingMethods {
  readonly #members: ClassMembers;

  constructor(members: ClassMembers) {
    this.#members = members;
  }

  *in(module: Module): Generator<MissingMethod> {
    const known: KnownOfOwn = new Map();
    for (const placed of callsIn(module)) {
      const found = this.#at(placed, module, known);
      if (found !== undefined && !expects('AttributeError', placed.scope)) yield found;
    }
  }

  #at({ call: { callee }, scope }: PlacedCall, module: Module, known: KnownOfOwn): MissingMethod | undefined {
    if (callee.kind !== 'attribute') return undefined;
    const { resolver } = this.#members;
    const receiver = receiverOf(callee.value, scope, resolver);
    const { name } = callee;
    const at = module.locate(callee.nameSpan);
    switch (receiver?.kind) {
      case 'own':
        return this.#isMissingForOwn(name, receiver.owner, receiver.above, known)
          ? { name, receiver: receiver.owner.symbol, receiverKind: 'class', at }
          : undefined;
      case 'class':
        return this.#isMissing(name, receiver.class)
          ? { name, receiver: receiver.class.symbol, receiverKind: 'class', at }
          : undefined;
      case 'module':
        return lacksName(receiver.module, name, this.#members) && !this.#members.mentions.mayBeGiven(name)
          ? { name, receiver: receiver.module.name, receiverKind: 'module', at }
          : undefined;
      case undefined:
        return undefined;
    }
  }

  #isMissing(name: string, entity: ClassEntity): boolean {
    if (!this.#members.isPlainlyDefined(entity)) return false;
    const order = this.#members.hierarchy.order(entity);
    return this.#members.presence(name, order) === 'absent' && !this.#members.mentions.mayBeGiven(name);
  }

  #isMissingForOwn(name: string, owner: ClassEntity, above: boolean, known: KnownOfOwn): boolean {
    const ofOwner = remembered(known, owner, () => new Map<string, boolean>());
    return remembered(ofOwner, above ? `super.${name}` : name, () => this.#isMissingInFamily(name, owner, above));
  }

  /** A mixin may get the method from whatever it is mixed with: all that derive from it have to lack it. */
  #isMissingInFamily(name: string, owner: ClassEntity, above: boolean): boolean {
    const { hierarchy, mentions } = this.#members;
    const isAbsent = (entity: ClassEntity): boolean => {
      const order = hierarchy.order(entity);
      const from = above ? positionOf(owner, order) + 1 : 0;
      return this.#members.presence(name, order, from) === 'absent';
    };
    if (!this.#members.isPlainlyDefined(owner) || !isAbsent(owner) || mentions.mayBeGiven(name)) return false;
    const family = this.#members.family(owner);
    if (family?.every(isAbsent) !== true) return false;
    return !this.#isForMixing(owner, family, above);
  }

  /** A class that is there to be mixed with what nobody sees: `type(name, (Mixin, base), {})`, `Records(bases=[Mixin])`. */
  #isForMixing(owner: ClassEntity, family: readonly ClassEntity[], above: boolean): boolean {
    const { hierarchy, mentions } = this.#members;
    const { name } = owner.definition;
    const standsAlone = (entity: ClassEntity): boolean =>
      hierarchy.order(entity).every((ancestor) => ancestor.kind !== 'class' || family.includes(ancestor.class));
    // Behind a class that has no bases stands what it is mixed with, in an order in which its turn may never come.
    if (above && !hierarchy.order(owner).some((ancestor) => ancestor.kind === 'class' && ancestor.class !== owner))
      return true;
    if (family.length === 1 && family.every(standsAlone) && /Mixin|Base|Abstract/.test(name)) return true;
    const inTuple = String.raw`(?<!\w)\((?:[\w.]+\s*,\s*)*${name}\s*,|(?<!\w)\((?:[\w.]+\s*,\s*)+${name}\s*\)`;
    const asBases = String.raw`\bbases\s*=\s*[\[(][^\])]*\b${name}\b`;
    return mentions.files(`${inTuple}|${asBases}`, name).length > 0;
  }
}

function positionOf(owner: ClassEntity, order: readonly Ancestor[]): number {
  return order.findIndex((ancestor) => ancestor.kind === 'class' && ancestor.class === owner);
}
