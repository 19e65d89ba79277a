import type { UnresolvableImport } from '../../core/correctness.ts';
import type { ImportFact } from '../../core/fact.ts';
import type { Module } from '../entity.ts';
import type { Sources } from '../sources.ts';
import type { ClassMembers } from './class-members.ts';
import { lacksName } from './module-names.ts';

/** Files that a build, a deployment or a developer puts there. */
const generated =
  /(^|\.)(_\w+|\w+_pb2(_grpc)?|(\w+_)?generated(_\w+)?|(\w+_)?version|(\w+_)?secrets?(_\w+)?|credentials|private(_\w+)?|(prod|production|dev|development|deploy|server|host)_settings|settings_(prod|production|dev|development|secret|private)|(settings_)?local(_settings)?|local_\w+|\w+_local)$/;

/** Imports from the project itself that lead nowhere. */
export class UnresolvableImports {
  readonly #members: ClassMembers;
  readonly #sources: Sources;

  constructor(members: ClassMembers, sources: Sources) {
    this.#members = members;
    this.#sources = sources;
  }

  *in(module: Module): Generator<UnresolvableImport> {
    const told = new Set<string>();
    for (const fact of module.facts.imports) {
      if (fact.typeOnly || fact.guarded === true || fact.asScript === true) continue;
      const found = this.#at(fact, module);
      const key = `${String(fact.start)}:${found?.module ?? ''}:${found?.name ?? ''}`;
      // `from gone import a, b` is one statement and says one thing.
      if (found === undefined || told.has(key)) continue;
      told.add(key);
      yield { ...found, at: module.locate(fact) };
    }
  }

  #at(fact: ImportFact, importer: Module): Omit<UnresolvableImport, 'at'> | undefined {
    const { modules } = this.#members.resolver;
    const from = modules.absolute(fact.source, importer);
    if (from === undefined || from === '') return undefined;
    const origin = modules.module(from, importer.file);
    if (origin === undefined) return this.#isMissing(from, importer) ? { module: from } : undefined;
    if (!modules.haveSameRoot(origin.file, importer.file)) return undefined;
    const { name } = fact;
    if (name === null || name === '*' || !lacksName(origin, name, this.#members)) return undefined;
    if (this.#members.mentions.files(String.raw`\.${name}\s*=(?!=)`, name).length > 0) return undefined;
    if (origin.isPackage && this.#mayExist(origin, name)) return undefined;
    return { module: from, name };
  }

  /** A module of a regular package that has no such file: folders without `__init__.py` may lie in several places. */
  #isMissing(name: string, importer: Module): boolean {
    const { modules } = this.#members.resolver;
    if (modules.isFirstParty(name) || generated.test(name)) return false;
    for (let cut = name.lastIndexOf('.'); cut > 0; cut = name.lastIndexOf('.', cut - 1)) {
      const parent = modules.module(name.slice(0, cut), importer.file);
      if (parent === undefined) {
        if (modules.isFirstParty(name.slice(0, cut))) return false;
        continue;
      }
      if (!modules.haveSameRoot(parent.file, importer.file)) return false;
      const step = name.slice(cut + 1).split('.')[0] ?? '';
      if (!parent.isPackage || generated.test(step) || this.#members.mentions.isDynamic(parent.file)) return false;
      return (
        !this.#mayExist(parent, step) &&
        this.#members.mentions.files(`["']${name.replaceAll('.', String.raw`\.`)}["']`, step).length === 0
      );
    }
    return false;
  }

  #mayExist(parent: Module, step: string): boolean {
    return generated.test(step) || this.#sources.mayExist(parent.file.replace(/__init__\.pyi?$/, step));
  }
}
