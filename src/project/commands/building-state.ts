import type { Call } from '../../core/python.ts';
import type { FunctionDefinition } from '../../core/python.ts';
import type { Location, SymbolId } from '../../core/location.ts';
import { walkExpression } from '../../facts/walk.ts';
import type { Ancestor } from '../classes/hierarchy.ts';
import { markChanged, parsersIn, unknownValue, type ParserHandle, type Value } from '../constants/value.ts';
import { valuesOf, type Arguments } from './arguments.ts';
import { BuiltParser } from './built-parser.ts';
import type { MethodVisit } from './option-places.ts';
import { OptionCollector } from './options.ts';

/** A call with its place; the first one, with which Django starts the building, stands in no file of the project. */
export interface CallSite {
  readonly at: Location;
  readonly call?: Call;
}

/** What the building of one parser knows and found out so far. */
export class BuildingState {
  /** The method resolution order of the command. */
  readonly order: readonly Ancestor[];
  readonly subject: SymbolId;
  readonly flow = new OptionCollector();
  readonly changed = new WeakSet<Value>();
  /** Calls that are under way, outermost first. */
  readonly underWay: CallSite[] = [];
  /** Functions and methods that were run. */
  readonly entered = new Set<FunctionDefinition>();
  /** Every look-up of `add_arguments`. */
  readonly visits: MethodVisit[] = [];

  constructor(order: readonly Ancestor[], subject: SymbolId) {
    this.order = order;
    this.subject = subject;
  }

  /** Some code may register on these parsers what was not seen; absent: on any. */
  open(at: Location, reason: string, parsers?: readonly BuiltParser[]): void {
    this.flow.leaveOpen({ ...at, reason, subject: this.subject }, parsers);
  }

  /** A parser leaves the code that can be followed. */
  escape(args: Arguments, at: Location, reason: string): Value {
    this.release(args);
    const parsers = builtParsers(new Set(valuesOf(args).flatMap((value) => [...parsersIn(value)])));
    if (parsers.length > 0) this.open(at, reason, parsers);
    return unknownValue;
  }

  /** Whoever gets a list or dict, or an option, may change it. */
  release(args: Arguments): Value {
    for (const value of valuesOf(args)) {
      markChanged(value, this.changed);
      if (value.kind === 'action') this.forget(value.registration);
    }
    return unknownValue;
  }

  /** Nothing is known any more of what an option means. */
  forget(registration: object): void {
    this.flow.revise(registration, forgotten);
  }

  /** The innermost call that spells one of the strings, else the registration itself. */
  spelledAt(strings: readonly string[], site: CallSite): Location {
    const spells = ({ call }: CallSite): boolean =>
      [...(call?.args ?? []), ...(call?.keywords ?? []).map(({ value }) => value)].some((argument) =>
        [...walkExpression(argument)].some((part) => part.kind === 'string' && strings.includes(part.value)),
      );
    return ([...this.underWay, site].findLast(spells) ?? site).at;
  }
}

export function builtParsers(handles: Iterable<ParserHandle>): readonly BuiltParser[] {
  return [...handles].filter((handle) => handle instanceof BuiltParser);
}

const unknown = { known: false } as const;
const forgotten = {
  type: unknown,
  default: unknown,
  choices: unknown,
  nargs: unknown,
  required: unknown,
  help: unknown,
};
