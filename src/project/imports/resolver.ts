import type { Binding, ImportSource, ScopeFact } from '../../core/fact.ts';
import type { Expression } from '../../core/python.ts';
import { sameEntity, unknown, type ClassEntity, type Entity, type Module } from '../entity.ts';
import { builtins } from './builtins.ts';
import { Memo } from '../remembering/memo.ts';
import type { Recorder } from '../remembering/recorder.ts';
import type { ModuleIndex } from './module-index.ts';

/** Follows names to what they stand for, over imports, aliases, re-exports and star imports. */
export class Resolver {
  readonly modules: ModuleIndex;
  readonly #members = new Map<Module, Memo<string, Entity | undefined>>();
  readonly #recorder: Recorder | undefined;
  /** How often a look-up came back to where it had been: what it then found holds only for that look-up. */
  #cycles = 0;

  constructor(modules: ModuleIndex, recorder?: Recorder) {
    this.modules = modules;
    this.#recorder = recorder;
  }

  /** A name, `module.name` or `Generic[T]` in the scope of a module. */
  expression(expression: Expression, module: Module, seen = new Set<string>()): Entity {
    switch (expression.kind) {
      case 'name':
        return this.name(expression.id, module, seen);
      case 'attribute':
        // What led to the object is no step on the way from its attribute.
        return this.attribute(this.expression(expression.value, module, new Set(seen)), expression.name, seen);
      case 'subscript':
        return this.expression(expression.value, module, seen);
      default:
        return unknown('computed');
    }
  }

  /** What a module binds a name to; undefined when it certainly does not. */
  member(module: Module, name: string): Entity | undefined {
    return this.#member(module, name, new Set());
  }

  name(name: string, module: Module, seen?: Set<string>): Entity {
    // Mostly it is known: then nothing is to be made for the look-up.
    const found = this.#members.get(module)?.known(name)?.value ?? this.#member(module, name, seen ?? new Set());
    if (found !== undefined) return found;
    return builtins.has(name)
      ? { kind: 'external', name: `builtins.${name}` }
      : unknown(`\`${name}\` is not defined here`);
  }

  /** `entity.name` */
  attribute(entity: Entity, name: string, seen = new Set<string>()): Entity {
    switch (entity.kind) {
      case 'module':
        return this.#member(entity.module, name, seen) ?? unknown(`\`${entity.module.name}\` has no \`${name}\``);
      case 'class':
        return this.#ofClass(entity, name, seen) ?? unknown(`\`${entity.qualifiedName}\` itself has no \`${name}\``);
      case 'external':
        return this.dotted(`${entity.name}.${name}`);
      case 'function':
      case 'value':
      case 'unknown':
        return unknown('attribute of a value');
    }
  }

  /** What a class body itself binds a name to; bases are not asked. */
  ofClass(owner: ClassEntity, name: string): Entity | undefined {
    return this.#ofClass(owner, name, new Set());
  }

  #ofClass(owner: ClassEntity, name: string, seen: Set<string>): Entity | undefined {
    const key = `${owner.symbol}.${name}`;
    if (seen.has(key)) {
      this.#cycles += 1;
      return unknown(`\`${name}\` leads to itself`);
    }
    seen.add(key);
    return this.#fromBindings(owner.scope, name, owner.module, seen, owner);
  }

  /** A dotted name such as a setting or `import_string` has it. */
  dotted(name: string, importer?: Module): Entity {
    const module = this.modules.module(name, importer?.file);
    if (module !== undefined) return { kind: 'module', module };
    const cut = name.lastIndexOf('.');
    const parent = cut > 0 ? this.modules.module(name.slice(0, cut), importer?.file) : undefined;
    if (parent !== undefined) return this.#member(parent, name.slice(cut + 1), new Set()) ?? unknown(`no \`${name}\``);
    return { kind: 'external', name };
  }

  #member(module: Module, name: string, seen: Set<string>): Entity | undefined {
    let members = this.#members.get(module);
    const known = members?.known(name);
    if (known !== undefined) return known.value;
    const key = `${module.file}:${name}`;
    if (seen.has(key)) {
      this.#cycles += 1;
      return undefined;
    }
    if (seen.size >= maximumHops) return unknown('too many names lead to each other');
    seen.add(key);
    const before = this.#cycles;
    if (members === undefined) this.#members.set(module, (members = new Memo(this.#recorder)));
    return members.get(
      name,
      () => this.#find(module, name, seen),
      () => this.#cycles === before,
    );
  }

  #find(module: Module, name: string, seen: Set<string>): Entity | undefined {
    const bound = this.#fromBindings(module.facts.scope, name, module, seen);
    if (bound !== undefined) return bound;
    const starred = this.#fromStars(module, name, seen);
    if (starred !== undefined) return starred;
    const submodule = module.isPackage ? this.modules.module(`${module.name}.${name}`, module.file) : undefined;
    return submodule === undefined ? undefined : { kind: 'module', module: submodule };
  }

  #fromBindings(
    scope: ScopeFact,
    name: string,
    module: Module,
    seen: Set<string>,
    owner?: ClassEntity,
  ): Entity | undefined {
    const all = scope.bindings.get(name);
    if (all === undefined) return undefined;
    const bindings = all.filter((binding) => binding.kind !== 'imported' || !binding.typeOnly);
    // What an unconditional binding replaces is dead.
    const live = bindings.slice(
      Math.max(
        0,
        bindings.findLastIndex((binding) => !binding.conditional),
      ),
    );
    // `except ImportError: name = None` says that there is nothing, not what there is.
    const telling = live.length > 1 ? live.filter((binding) => !isNone(binding)) : live;
    // Two ways to one definition are no cycle.
    const path = (): Set<string> => (telling.length > 1 ? new Set(seen) : seen);
    // A class has a base to fall back to, so that here "perhaps" is not "yes".
    if (owner !== undefined && live.length > 0 && live.every(({ conditional }) => conditional)) {
      return unknown(`\`${name}\` is defined under a condition`);
    }
    const isValue = telling.some((binding) => binding.kind === 'value');
    if (isValue && owner === undefined && module.changedNames.has(name))
      return unknown(`a function changes \`${name}\``);
    const entities = telling.map((binding) => this.#binding(name, binding, module, path(), owner));
    const [first, ...others] = entities;
    if (first === undefined) return undefined;
    return others.every((other) => sameEntity(first, other)) ? first : unknown(`\`${name}\` has several definitions`);
  }

  #binding(name: string, binding: Binding, module: Module, seen: Set<string>, owner?: ClassEntity): Entity {
    switch (binding.kind) {
      case 'class': {
        const outer = owner === undefined ? '' : `${owner.qualifiedName}.`;
        return module.class(binding.definition, `${outer}${binding.definition.name}`);
      }
      case 'function':
        return { kind: 'function', module, definition: binding.definition };
      case 'value':
        return (
          this.#alias(binding.value, module, seen, owner) ?? {
            kind: 'value',
            name,
            module,
            value: binding.value,
            ...(owner && { owner }),
          }
        );
      case 'module':
        return this.dotted(binding.module, module);
      case 'imported':
        return this.imported(binding.source, binding.name, module, seen);
      case 'opaque':
        return unknown('bound by a loop or by unpacking');
    }
  }

  /** `Command = Other` and `Command = module.Other` are second names, not values. */
  #alias(value: Expression, module: Module, seen: Set<string>, owner?: ClassEntity): Entity | undefined {
    if (value.kind !== 'name' && value.kind !== 'attribute') return undefined;
    const target =
      value.kind === 'name'
        ? (this.#inClassBody(value.id, seen, owner) ?? this.#member(module, value.id, seen))
        : this.expression(value, module, seen);
    return target?.kind === 'unknown' ? undefined : target;
  }

  /** In a class body a name is looked up there before the module is asked. */
  #inClassBody(name: string, seen: Set<string>, owner: ClassEntity | undefined): Entity | undefined {
    const key = `${owner?.symbol ?? ''}:${name}`;
    if (owner === undefined || seen.has(key)) return undefined;
    seen.add(key);
    return this.#fromBindings(owner.scope, name, owner.module, seen, owner);
  }

  /** What `from source import name` brings into a module. */
  imported(source: ImportSource, name: string, module: Module, seen = new Set<string>()): Entity {
    const from = this.modules.absolute(source, module);
    if (from === undefined) return unknown('relative import beyond the top-most package');
    const origin = this.modules.module(from, module.file);
    if (origin !== undefined) {
      const member = this.#member(origin, name, seen);
      if (member !== undefined) return member;
    }
    const submodule = this.modules.module(`${from}.${name}`, module.file);
    if (submodule !== undefined) return { kind: 'module', module: submodule };
    if (this.modules.isFirstParty(from)) return unknown(`\`${from}\` has no \`${name}\``);
    return { kind: 'external', name: from === '' ? name : `${from}.${name}` };
  }

  #fromStars(module: Module, name: string, seen: Set<string>): Entity | undefined {
    let external = false;
    for (const source of module.facts.scope.stars.toReversed()) {
      const from = this.modules.absolute(source, module);
      const origin = from === undefined ? undefined : this.modules.module(from, module.file);
      if (origin === undefined) external = true;
      else if (exportsByStar(origin, name)) {
        const member = this.#member(origin, name, seen);
        if (member !== undefined) return member;
      }
    }
    return external && !builtins.has(name) ? unknown(`\`${name}\` may come from a star import`) : undefined;
  }
}

/** Names that stand for names; machine-written tables of them must not exhaust the call stack. */
const maximumHops = 500;

/** `__all__` where it is a literal list, else every public name. */
function exportsByStar(module: Module, name: string): boolean {
  const all = module.facts.scope.bindings.get('__all__') ?? [];
  const [only] = all;
  if (all.length !== 1 || only?.kind !== 'value' || only.value.kind !== 'sequence')
    return all.length > 0 || !name.startsWith('_');
  return only.value.items.some((item) => item.kind !== 'string' || item.value === name);
}

function isNone(binding: Binding): boolean {
  return binding.kind === 'value' && binding.value.kind === 'constant' && binding.value.value === null;
}
