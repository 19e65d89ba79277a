import type { Correctness, CorrectnessScope } from '../../core/correctness.ts';
import type { Module } from '../entity.ts';
import type { Reach } from '../reach/reach.ts';
import { remembered } from '../remembered.ts';
import type { Flaws, FlawsOf } from './flaws.ts';

/** The flaws of all modules that rules about correctness look at. */
export class CorrectnessReading {
  readonly #flaws: Flaws;
  readonly #reach: Reach;
  readonly #modules = new Map<CorrectnessScope, readonly Module[]>();

  constructor(flaws: Flaws, reach: Reach) {
    this.#flaws = flaws;
    this.#reach = reach;
  }

  of(scope: CorrectnessScope): Correctness {
    const modules = () => remembered(this.#modules, scope, () => this.#reach.modules(scope));
    const each = <T>(flawsOf: FlawsOf<T>): readonly T[] => modules().flatMap((module) => flawsOf(module, scope));
    return {
      missingMethods: () => each(this.#flaws.missingMethods),
      unboundCalls: () => each(this.#flaws.unboundCalls),
      abstractInstantiations: () => each(this.#flaws.abstractInstantiations),
      unresolvableImports: () => each(this.#flaws.unresolvableImports),
      unreturnedKeys: () => each(this.#flaws.unreturnedKeys),
      unknownModelFields: () => each(this.#flaws.unknownModelFields),
    };
  }
}
