import type { RelatedLocation } from '../../core/location.ts';
import { CallChain } from './call-chain.ts';
import type { CallSite } from './machine.ts';
import type { FunctionValue } from './values/value.ts';

/** Calls within calls; beyond them a run is incomplete. */
const limits = { depth: 40, sameFunction: 2 };

const noSteps: readonly RelatedLocation[] = [];

/** The calls of functions of the project that a run is in. */
export class CallsUnderWay {
  readonly #definitions: FunctionValue['definition'][] = [];
  #chain: CallChain | undefined;

  get depth(): number {
    return this.#definitions.length;
  }

  /** One more is not followed: there are too many, or too many of the same function. */
  refuse({ definition }: FunctionValue): boolean {
    if (this.#definitions.length >= limits.depth) return true;
    let again = 0;
    for (const other of this.#definitions) if (other === definition) again += 1;
    return again >= limits.sameFunction;
  }

  within<T>(callee: FunctionValue, site: CallSite, body: () => T): T {
    this.#definitions.push(callee.definition);
    const around = this.#chain;
    this.#chain = new CallChain(around, callee, site);
    const result = body();
    this.#chain = around;
    this.#definitions.pop();
    return result;
  }

  /** How many calls are told of with what happens now. */
  get told(): number {
    return this.#chain?.length ?? 0;
  }

  /** Tells of the outermost ones alone. */
  telling<T>(calls: number, body: () => T): T {
    const before = this.#chain;
    this.#chain = before?.cutTo(calls);
    const result = body();
    this.#chain = before;
    return result;
  }

  get steps(): readonly RelatedLocation[] {
    return this.#chain?.steps ?? noSteps;
  }

  /** One of them is made by reading an attribute of a record. */
  get areRead(): boolean {
    return this.#chain?.isRead === true;
  }
}
