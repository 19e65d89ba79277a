import { related, type RelatedLocation } from '../../core/location.ts';
import type { CallSite } from './machine.ts';
import { shortNameOf } from './values/naming.ts';
import type { FunctionValue } from './values/value.ts';

/** The calls under way, a link for each: what happens in one call shares what led to it. */
export class CallChain {
  /** Calls from `handle` on. */
  readonly length: number;
  /** One of them is made by reading an attribute of a record. */
  readonly isRead: boolean;
  readonly #around: CallChain | undefined;
  readonly #callee: FunctionValue;
  readonly #site: CallSite;
  #steps: readonly RelatedLocation[] | undefined;

  constructor(around: CallChain | undefined, callee: FunctionValue, site: CallSite) {
    this.length = (around?.length ?? 0) + 1;
    this.isRead = around?.isRead === true || callee.ofRecord === true;
    this.#around = around;
    this.#callee = callee;
    this.#site = site;
  }

  /** The same array whenever it is asked for; most calls are over before anybody does. */
  get steps(): readonly RelatedLocation[] {
    return (this.#steps ??= this.#stepsAround().concat(
      related(this.#site.at, `calls \`${shortNameOf(this.#callee)}\``),
    ));
  }

  #stepsAround(): readonly RelatedLocation[] {
    return this.#around?.steps ?? [];
  }

  /** The outermost calls alone. */
  cutTo(length: number): CallChain | undefined {
    return this.length <= length ? this : this.#around?.cutTo(length);
  }
}
