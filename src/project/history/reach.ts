import type { UnresolvedCall } from '../../core/command-run.ts';
import type { Assignment, Expression, FunctionDefinition } from '../../core/python.ts';
import type { FunctionFact } from '../../core/fact.ts';
import type { Hierarchy } from '../classes/hierarchy.ts';
import type { ClassEntity, Module } from '../entity.ts';
import type { ModuleIndex } from '../imports/module-index.ts';
import { isOutsideProgram } from '../outside-program.ts';
import type { Subclasses } from '../records/subclasses.ts';
import type { Sources } from '../sources.ts';
import { namesUsedBy, namesUsedIn, type NameUses } from './name-uses.ts';

/** Something that leads to the history when it is called, or read. */
interface Leader {
  readonly name: string;
  /** A property, or another name for the history: reading it is enough. */
  readonly isRead: boolean;
  /** The class that it is a member of. */
  readonly owner?: ClassEntity;
}

/**
 * Names of functions that may come to use the history.
 *
 * Those that mention it, and whoever calls something of such a name, or hands it on: too many rather than too few. What
 * is called on `self` belongs to the class or to one that it has an object in common with; any other object may be of any class.
 */
export class HistoryReach {
  readonly #sources: Sources;
  readonly #modules: ModuleIndex;
  readonly #hierarchy: Hierarchy;
  readonly #subclasses: Subclasses;
  readonly #mentions: readonly string[];
  readonly #uses = new Map<FunctionDefinition | Assignment | Expression, NameUses>();
  #names: ReadonlySet<string> | undefined;

  constructor(
    sources: Sources,
    modules: ModuleIndex,
    { hierarchy, subclasses }: { readonly hierarchy: Hierarchy; readonly subclasses: Subclasses },
    mentions: readonly string[],
  ) {
    this.#sources = sources;
    this.#modules = modules;
    this.#hierarchy = hierarchy;
    this.#subclasses = subclasses;
    this.#mentions = mentions.map((mention) => mention.replace(/^.*\./, '')).filter((mention) => mention !== '');
  }

  /** A call of which not even the name is known may lead anywhere. */
  has({ name }: UnresolvedCall): boolean {
    if (name === undefined) return true;
    this.#names ??= this.#close();
    return this.#names.has(name);
  }

  #close(): ReadonlySet<string> {
    const names = new Set<string>();
    const seen = new Map<string, Set<ClassEntity | undefined>>();
    const queue = this.#mentions.flatMap((name) => this.#users({ name, isRead: true }));
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      const owners = seen.get(next.name) ?? new Set();
      if (owners.has(next.owner)) continue;
      seen.set(next.name, owners.add(next.owner));
      names.add(next.name);
      queue.push(...this.#users(next));
    }
    return names;
  }

  /** Functions that come to use it, and names of classes that stand for it. */
  #users(leader: Leader): readonly Leader[] {
    const pattern = new RegExp(`\\b${leader.name}\\b`);
    const files = this.#sources.mentioning(pattern, this.#sources.holding(leader.name));
    return files.flatMap((file) => {
      const module = isOutsideProgram(file) ? undefined : this.#modules.moduleOf(file);
      if (module === undefined) return [];
      const { functions, classes } = module.facts;
      const called = functions.flatMap((fact) => {
        const owner = ownerOf(fact, module);
        return this.#leadsOn(this.#usesOf(fact.definition), leader, owner) ? leadersOf(fact, owner) : [];
      });
      // `history_model = SyncHistory`
      const aliases = classes.flatMap(({ definition, qualifiedName }) =>
        definition.body.flatMap((statement) =>
          statement.kind === 'assign' && this.#leadsOn(this.#usesOf(statement), leader, undefined)
            ? statement.targets.map((target) => ({ target, owner: module.class(definition, qualifiedName) }))
            : [],
        ),
      );
      return [
        ...called,
        ...this.#otherNames(module, leader),
        ...aliases.flatMap(({ target, owner }) =>
          target.kind === 'name' ? [{ name: target.id, isRead: true, owner }] : [],
        ),
      ];
    });
  }

  /** `from shop.models import SyncHistory as Runs`, `HANDLERS = {"orders": copy_orders}` */
  #otherNames({ facts }: Module, leader: Leader): readonly Leader[] {
    if (leader.owner !== undefined) return [];
    return [...facts.scope.bindings].flatMap(([name, bindings]) =>
      bindings.flatMap((binding): readonly Leader[] => {
        if (binding.kind === 'imported' && binding.name === leader.name && name !== leader.name)
          return [{ name, isRead: leader.isRead }];
        return binding.kind === 'value' && this.#isWithin(this.#usesOf(binding.value), leader)
          ? [{ name, isRead: true }]
          : [];
      }),
    );
  }

  #isWithin(uses: NameUses, leader: Leader): boolean {
    const { name } = leader;
    const isIt = (part: Expression): boolean => this.#isIt(part, leader, undefined);
    return uses.read(name).some(isIt) || (leader.isRead && uses.isMentioned(name));
  }

  /** Whoever calls it, or for something that is read also whoever mentions it, comes to it. */
  #leadsOn(uses: NameUses, leader: Leader, within: ClassEntity | undefined): boolean {
    const { name, isRead, owner } = leader;
    if (owner === undefined && uses.isRenamed(name)) return true;
    if (isRead && uses.isMentioned(name)) return true;
    return (isRead ? uses.read(name) : uses.called(name)).some((part) => this.#isIt(part, leader, within));
  }

  #usesOf(code: FunctionDefinition | Assignment | Expression): NameUses {
    let uses = this.#uses.get(code);
    if (uses === undefined) {
      uses =
        code.kind === 'function'
          ? namesUsedIn(code.body)
          : code.kind === 'assign'
            ? namesUsedIn([code])
            : namesUsedBy(code);
      this.#uses.set(code, uses);
    }
    return uses;
  }

  /** `name`, `x.name`; a method has no name without its object. */
  #isIt(part: Expression, { name, owner }: Leader, within: ClassEntity | undefined): boolean {
    if (part.kind === 'name') return part.id === name && owner === undefined;
    if (part.kind !== 'attribute' || part.name !== name) return false;
    if (within === undefined || !isSelf(part.value)) return true;
    return owner !== undefined && this.#mayBeOne(owner, within);
  }

  /** An object may be of both classes. */
  #mayBeOne(a: ClassEntity, b: ClassEntity): boolean {
    const kinds = this.#subclasses.of(b);
    if (kinds === undefined) return true;
    return [b, ...kinds].some((kind) =>
      this.#hierarchy
        .order(kind)
        .some((ancestor) => ancestor.kind === 'unknown' || (ancestor.kind === 'class' && ancestor.class === a)),
    );
  }
}

function ownerOf({ owner, qualifiedName }: FunctionFact, module: Module): ClassEntity | undefined {
  return owner && module.class(owner, qualifiedName.replace(/\.[^.]*$/, ''));
}

/** A property is called by reading it, and `__init__` by calling the class. */
function leadersOf({ definition }: FunctionFact, owner: ClassEntity | undefined): readonly Leader[] {
  const isRead = definition.decorators.some((decorator) => decorator.kind === 'name' && /property$/.test(decorator.id));
  const called = { name: definition.name, isRead, ...(owner && { owner }) };
  const isOfClass = /^__(init|enter|aenter|call|new|post_init)__$/.test(definition.name);
  return owner !== undefined && isOfClass ? [called, { name: owner.definition.name, isRead: false }] : [called];
}

function isSelf(receiver: Expression): boolean {
  if (receiver.kind === 'name') return receiver.id === 'self' || receiver.id === 'cls';
  return receiver.kind === 'call' && receiver.callee.kind === 'name' && receiver.callee.id === 'super';
}
