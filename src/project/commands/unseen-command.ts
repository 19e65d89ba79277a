import type { FilePath } from '../../core/location.ts';
import type { Module } from '../entity.ts';
import type { ModuleIndex } from '../imports/module-index.ts';
import { once } from '../once.ts';
import type { Sources } from '../sources.ts';

/** Ways to give a module a `Command` that no binding shows; comments that speak of them cost a finding, no more. */
const dynamic = new RegExp(
  [
    String.raw`\bCommand\s*:=`,
    String.raw`^[ \t]*(?:case|global)\b.*\bCommand\b`,
    String.raw`\b(?:globals|vars|locals)\s*\(\s*\)`,
    String.raw`\bsys\s*\.\s*modules\b|\bmodules\s*\[\s*__name__`,
    String.raw`\bsetattr\s*\(.*["']Command["']`,
    String.raw`\bexec\s*\(|\b__dict__\b`,
    // Puts a `Command` into the module that makes a `Typer`.
    String.raw`\bdjango_typer\b`,
  ].join('|'),
  'm',
);

/** Tells whether a module without a `Command` in sight may have one when it runs. */
export class UnseenCommand {
  readonly #modules: ModuleIndex;
  readonly #dynamic: () => ReadonlySet<FilePath>;

  constructor(modules: ModuleIndex, sources: Sources) {
    this.#modules = modules;
    this.#dynamic = once(() => new Set(sources.mentioning(dynamic)));
  }

  mayBeIn(module: Module, seen = new Set<Module>()): boolean {
    if (seen.has(module)) return false;
    seen.add(module);
    if (module.errorLine !== undefined || module.facts.scope.bindings.has('__getattr__')) return true;
    if (this.#dynamic().has(module.file)) return true;
    return module.facts.scope.stars.some((source) => {
      const name = this.#modules.absolute(source, module);
      const origin = name === undefined ? undefined : this.#modules.module(name, module.file);
      return origin === undefined || (exported(origin) ?? this.mayBeIn(origin, seen));
    });
  }
}

/** What `__all__` says of `Command`; undefined where there is no `__all__`. */
function exported(module: Module): boolean | undefined {
  const bindings = module.facts.scope.bindings.get('__all__') ?? [];
  if (bindings.length === 0) return undefined;
  const [only, ...others] = bindings;
  if (others.length > 0 || only?.kind !== 'value' || only.value.kind !== 'sequence') return true;
  return only.value.items.some((item) => item.kind !== 'string' || item.value === 'Command');
}
