import type {
  AbstractInstantiation,
  CorrectnessScope,
  MissingMethod,
  UnboundCall,
  UnknownModelField,
  UnresolvableImport,
  UnreturnedKey,
} from '../../core/correctness.ts';
import type { Location } from '../../core/location.ts';
import type { Analysis } from '../analysis.ts';
import type { Module } from '../entity.ts';
import type { ModelCatalogue } from '../models/catalogue.ts';
import { UnknownFields } from '../models/unknown-fields.ts';
import type { Subclasses } from '../records/subclasses.ts';
import { Memo } from '../remembering/memo.ts';
import type { Recorder } from '../remembering/recorder.ts';
import type { Sources } from '../sources.ts';
import { AbstractInstantiations } from './abstract-classes.ts';
import { Callees } from './callees.ts';
import { ClassMembers } from './class-members.ts';
import { UnresolvableImports } from './imports.ts';
import { LiveCode } from './live-code.ts';
import { Mentions } from './mentions.ts';
import { MissingMethods } from './missing-methods.ts';
import { ResultKeys } from './result-keys.ts';
import { unboundCalls } from './unbound-calls.ts';

interface Parts extends Pick<Analysis, 'resolver' | 'hierarchy'> {
  readonly subclasses: Subclasses;
  readonly models: ModelCatalogue;
}

/** The flaws of one kind that a module has. */
export type FlawsOf<T> = (module: Module, scope: CorrectnessScope) => readonly T[];

/** What is wrong in one module, kind by kind; one for the whole project, so that what a rule found out serves the next one. */
export class Flaws {
  readonly missingMethods: FlawsOf<MissingMethod>;
  readonly unboundCalls: FlawsOf<UnboundCall>;
  readonly abstractInstantiations: FlawsOf<AbstractInstantiation>;
  readonly unresolvableImports: FlawsOf<UnresolvableImport>;
  readonly unreturnedKeys: FlawsOf<UnreturnedKey>;
  readonly unknownModelFields: FlawsOf<UnknownModelField>;
  readonly #live: LiveCode;
  readonly #recorder: Recorder | undefined;

  constructor({ resolver, hierarchy, subclasses, models }: Parts, sources: Sources, recorder?: Recorder) {
    this.#live = new LiveCode(sources, recorder);
    this.#recorder = recorder;
    const members = new ClassMembers(resolver, hierarchy, subclasses, new Mentions(sources, recorder));
    const callees = new Callees(members);
    const [methods, abstract] = [new MissingMethods(members), new AbstractInstantiations(members, recorder)];
    const [imports, keys] = [new UnresolvableImports(members, sources), new ResultKeys(callees)];
    const fields = new UnknownFields(members, models, recorder);
    this.missingMethods = this.#each((module) => methods.in(module));
    this.unboundCalls = this.#each((module) => unboundCalls(module, callees));
    this.abstractInstantiations = this.#each((module) => abstract.in(module));
    this.unresolvableImports = this.#each(
      (module) => imports.in(module),
      ({ name }) => name,
    );
    this.unreturnedKeys = this.#each((module) => keys.in(module));
    this.unknownModelFields = this.#each(
      (module) => fields.in(module),
      ({ field }) => field,
    );
  }

  /** `nameOf`: what is missing, by its name. */
  #each<T extends { readonly at: Location }>(
    read: (module: Module) => Iterable<T>,
    nameOf: (flaw: T) => string | undefined = () => undefined,
  ): FlawsOf<T> {
    const found = new Memo<Module, readonly T[]>(this.#recorder);
    const alive = new Memo<Module, readonly T[]>(this.#recorder);
    const all = (module: Module): readonly T[] =>
      found.getForLater(module, () => {
        this.#recorder?.reads(module.file);
        return [...read(module)];
      });
    return (module, scope) =>
      // Whoever selects a rule wants to know of dead code, too.
      scope === 'project'
        ? all(module)
        : alive.getForLater(module, () =>
            all(module).filter(
              (flaw) => this.#live.isAlive(flaw.at, module) && !this.#live.isOutlived(nameOf(flaw), flaw.at, module),
            ),
          );
  }
}
