import type { Expression } from '../../core/python.ts';
import { unknownValue, type Frame, type ParserHandle, type Value } from './value.ts';

/** What the surroundings of an expression know beyond constants. */
export interface Surroundings {
  /** A call that is no pure builtin on known values. */
  call(call: Extract<Expression, { kind: 'call' }>, callee: Value, frame: Frame): Value;
  /** `self.name` */
  attributeOfSelf(name: string): Value;
  /** Told when an attribute or method of a parser is looked up. */
  lookAtParser(parser: ParserHandle, name: string): void;
  /** Lists and dicts that were changed after they were made, or may have been: nothing is known of them any more. */
  readonly changed: WeakSet<Value>;
  /** Pays for one step; false: the budget is used up, and from here on nothing is known. */
  spend(): boolean;
  /** Told before the part of an expression that may not run (`a and b`, a ternary), and after it. */
  conditionally<T>(body: () => T): T;
}

/** Steps that a constant may take; more is a computation. */
const constantBudget = 20_000;
/** Only constants: no calls, no `self`. */
export function nothingAround(): Surroundings {
  let steps = 0;
  return {
    changed: new WeakSet(),
    call: () => unknownValue,
    attributeOfSelf: () => unknownValue,
    lookAtParser: () => undefined,
    conditionally: (body) => body(),
    spend: () => ++steps <= constantBudget,
  };
}
