import type {
  AbstractInstantiation,
  Correctness,
  CorrectnessScope,
  MissingMethod,
  UnboundCall,
  UnknownModelField,
  UnresolvableImport,
  UnreturnedKey,
} from '../../core/correctness.ts';
import type { Location } from '../../core/location.ts';
import type { Module } from '../entity.ts';
import type { Subclasses } from '../records/subclasses.ts';
import type { ModelCatalogue } from '../models/catalogue.ts';
import { UnknownFields } from '../models/unknown-fields.ts';
import type { Analysis } from '../analysis.ts';
import type { Reach } from '../reach/reach.ts';
import type { Sources } from '../sources.ts';
import { AbstractInstantiations } from './abstract-classes.ts';
import { Callees } from './callees.ts';
import { ClassMembers } from './class-members.ts';
import { UnresolvableImports } from './imports.ts';
import { Mentions } from './mentions.ts';
import { LiveCode } from './live-code.ts';
import { MissingMethods } from './missing-methods.ts';
import { ResultKeys } from './result-keys.ts';
import { unboundCalls } from './unbound-calls.ts';

interface Parts extends Analysis {
  readonly subclasses: Subclasses;
  readonly models: ModelCatalogue;
}

interface Flaw {
  readonly at: Location;
}

/** One for the whole project, so that what a rule found out serves the next one. */
export class CorrectnessReading {
  readonly #reach: Reach;
  readonly #methods: MissingMethods;
  readonly #callees: Callees;
  readonly #abstract: AbstractInstantiations;
  readonly #imports: UnresolvableImports;
  readonly #keys: ResultKeys;
  readonly #fields: UnknownFields;
  readonly #live: LiveCode;

  constructor({ resolver, hierarchy, subclasses, models }: Parts, reach: Reach, sources: Sources) {
    const members = new ClassMembers(resolver, hierarchy, subclasses, new Mentions(sources));
    this.#reach = reach;
    this.#methods = new MissingMethods(members);
    this.#callees = new Callees(members);
    this.#abstract = new AbstractInstantiations(members);
    this.#imports = new UnresolvableImports(members, sources);
    this.#keys = new ResultKeys(this.#callees);
    this.#fields = new UnknownFields(members, models);
    this.#live = new LiveCode(sources);
  }

  of(scope: CorrectnessScope): Correctness {
    const each = <T extends Flaw>(
      read: (module: Module) => Iterable<T>,
      nameOf: (flaw: T) => string | undefined = () => undefined,
    ): readonly T[] =>
      this.#reach.modules(scope).flatMap((module) => {
        const flaws = [...read(module)];
        // Whoever selects a rule wants to know of dead code, too.
        return scope === 'project'
          ? flaws
          : flaws.filter(
              (flaw) => this.#live.isAlive(flaw.at, module) && !this.#live.isOutlived(nameOf(flaw), flaw.at, module),
            );
      });
    return {
      missingMethods: () => each<MissingMethod>((module) => this.#methods.in(module)),
      unboundCalls: () => each<UnboundCall>((module) => unboundCalls(module, this.#callees)),
      abstractInstantiations: () => each<AbstractInstantiation>((module) => this.#abstract.in(module)),
      unresolvableImports: () =>
        each<UnresolvableImport>(
          (module) => this.#imports.in(module),
          ({ name }) => name,
        ),
      unreturnedKeys: () => each<UnreturnedKey>((module) => this.#keys.in(module)),
      unknownModelFields: () =>
        each<UnknownModelField>(
          (module) => this.#fields.in(module),
          ({ field }) => field,
        ),
    };
  }
}
