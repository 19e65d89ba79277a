import type { UnresolvedCall } from '../../core/command-run.ts';
import type { FilePath } from '../../core/location.ts';
import type { Expression } from '../../core/python.ts';
import type { Hierarchy } from '../classes/hierarchy.ts';
import type { ClassEntity, Module } from '../entity.ts';
import type { ModuleIndex } from '../imports/module-index.ts';
import type { NamedFiles } from '../records/named-files.ts';
import type { Subclasses } from '../records/subclasses.ts';
import { aliasesOf, leadingCodeOf, type Leader, type LeadingCode } from './leading-code.ts';

interface ReadModule {
  readonly module: Module;
  readonly code: readonly LeadingCode[];
}

/**
 * Names of functions that may come to use the history.
 *
 * Those that mention it, and whoever calls something of such a name, or hands it on: too many rather than too few. What
 * is called on `self` belongs to the class or to one that it has an object in common with; any other object may be of any class.
 */
export class HistoryReach {
  readonly #named: NamedFiles;
  readonly #modules: ModuleIndex;
  readonly #hierarchy: Hierarchy;
  readonly #subclasses: Subclasses;
  readonly #mentions: readonly string[];
  readonly #files = new Map<string, readonly ReadModule[]>();
  readonly #code = new Map<FilePath, ReadModule | undefined>();
  /** Code with a name in it, as long as nobody has come from the name to the code. */
  readonly #waiting = new Map<string, readonly LeadingCode[]>();
  readonly #reached = new Set<LeadingCode>();
  readonly #families = new Map<ClassEntity, ReadonlySet<ClassEntity> | undefined>();
  #names: ReadonlySet<string> | undefined;

  constructor(
    named: NamedFiles,
    modules: ModuleIndex,
    { hierarchy, subclasses }: { readonly hierarchy: Hierarchy; readonly subclasses: Subclasses },
    mentions: readonly string[],
  ) {
    this.#named = named;
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

  /** Functions that come to use it and were not known to, and names of classes that stand for it. */
  #users(leader: Leader): readonly Leader[] {
    const { name } = leader;
    const files = this.#filesWith(name);
    const waiting = this.#waiting.get(name) ?? files.flatMap(({ code }) => code.filter((one) => isIn(one, name)));
    const found: LeadingCode[] = [];
    const left: LeadingCode[] = [];
    for (const code of waiting) {
      if (this.#reached.has(code)) continue;
      (this.#leadsOn(code, leader) ? found : left).push(code);
    }
    this.#waiting.set(name, left);
    for (const code of found) this.#reached.add(code);
    return [...found.flatMap(({ leads }) => leads), ...files.flatMap(({ module }) => aliasesOf(module, leader))];
  }

  #filesWith(name: string): readonly ReadModule[] {
    let files = this.#files.get(name);
    if (files === undefined) {
      files = this.#named.with(name).flatMap((file) => this.#read(file) ?? []);
      this.#files.set(name, files);
    }
    return files;
  }

  #read(file: FilePath): ReadModule | undefined {
    if (!this.#code.has(file)) {
      const module = this.#modules.moduleOf(file);
      this.#code.set(file, module && { module, code: leadingCodeOf(module) });
    }
    return this.#code.get(file);
  }

  /** Whoever calls it, or for something that is read also whoever mentions it, comes to it. */
  #leadsOn({ uses, isName, within }: LeadingCode, leader: Leader): boolean {
    const { name, isRead, owner } = leader;
    if (isName && owner !== undefined) return false;
    if (!isName && owner === undefined && uses.isRenamed(name)) return true;
    if (isRead && uses.isMentioned(name)) return true;
    const parts = isRead || isName ? uses.read(name) : uses.called(name);
    return parts.some((part) => this.#isIt(part, leader, within));
  }

  /** `name`, `x.name`; a method has no name without its object. */
  #isIt(part: Expression, { name, owner }: Leader, within: ClassEntity | undefined): boolean {
    if (part.kind === 'name') return part.id === name && owner === undefined;
    if (part.kind !== 'attribute' || part.name !== name) return false;
    if (within === undefined || !isSelf(part.value)) return true;
    return owner !== undefined && this.#familyOf(within)?.has(owner) !== false;
  }

  /** The classes that an object of this class may be of as well; undefined: of any. */
  #familyOf(entity: ClassEntity): ReadonlySet<ClassEntity> | undefined {
    if (!this.#families.has(entity)) this.#families.set(entity, this.#findFamily(entity));
    return this.#families.get(entity);
  }

  #findFamily(entity: ClassEntity): ReadonlySet<ClassEntity> | undefined {
    const kinds = this.#subclasses.of(entity);
    if (kinds === undefined) return undefined;
    const family = new Set<ClassEntity>();
    for (const ancestor of [entity, ...kinds].flatMap((kind) => this.#hierarchy.order(kind))) {
      if (ancestor.kind === 'unknown') return undefined;
      if (ancestor.kind === 'class') family.add(ancestor.class);
    }
    return family;
  }
}

function isIn({ uses }: LeadingCode, name: string): boolean {
  return uses.read(name).length > 0 || uses.called(name).length > 0 || uses.isMentioned(name) || uses.isRenamed(name);
}

function isSelf(receiver: Expression): boolean {
  if (receiver.kind === 'name') return receiver.id === 'self' || receiver.id === 'cls';
  return receiver.kind === 'call' && receiver.callee.kind === 'name' && receiver.callee.id === 'super';
}
