import { altered } from '../../../core/altered.ts';
import type { FunctionDefinition, Lambda } from '../../../core/python.ts';
import type { Location, Span, SymbolId } from '../../../core/location.ts';
import type { ClassEntity, Entity, Module } from '../../entity.ts';

/** What can change: the names of a call, the attributes of an object, the items of a list. Identity is the object. */
export class Cell {
  /** Undefined: the key is certainly not there; a key that was never set may be, if the cell is `open`. */
  readonly values = new Map<string, Value | undefined>();
  /** May have keys that nobody saw. */
  open = false;
  /** Of a record: the run itself has put it into the database. */
  stored = false;
  /** Of the names of a call: a function within has been defined, which sees them when the call is over. */
  captured = false;
}

/** Key of a number that is an upper bound: where paths meet it is the greatest. */
export const boundKey = '~';

/** What an expression stands for while a command is run on paper. */
export type Value =
  | Literal
  | ListValue
  | DictValue
  | { readonly kind: 'entity'; readonly entity: Exclude<Entity, { readonly kind: 'external' | 'unknown' | 'value' }> }
  | ExternalValue
  | InstanceValue
  | QueryValue
  | FunctionValue
  /** An attribute that only the receiver's kind gives a meaning: `items` of a dict, `filter` of a query set. */
  | {
      readonly kind: 'method';
      readonly receiver: Value;
      readonly name: string;
      readonly given?: Arguments;
      /** Where `partial` has named a command that is to be called. */
      readonly named?: { readonly at: Location; readonly frame: Frame };
      /** `sync_to_async` has taken it off the event loop. */
      readonly aside?: true;
    }
  | { readonly kind: 'super'; readonly receiver: Value; readonly after: ClassEntity }
  /** One of several values, depending on the path. */
  | { readonly kind: 'choice'; readonly of: readonly Value[] }
  | UnknownValue;

/** `dry`: known because the run is assumed to be a dry run, or not to be one. */
export interface Literal {
  readonly kind: 'literal';
  readonly value: string | number | boolean | null;
  readonly dry: boolean;
  /** Where a text is written. */
  readonly origin?: { readonly module: Module; readonly span: Span };
  /** In the style of a warning, a notice or a success. */
  readonly mild?: true;
}

/** A list, tuple, set or iterator; its items are in the cell under their index. */
export interface ListValue {
  readonly kind: 'list';
  readonly cell: Cell;
  /** Of `options.items()`: name and value of every option, for whoever chooses among them by what is known. */
  readonly options?: readonly ListValue[];
}

/** The entries are in the cell under their key; keys that are no texts are not told apart. */
export interface DictValue {
  readonly kind: 'dict';
  readonly cell: Cell;
  /** The parsed options of the command: keys that nobody set are options. */
  readonly options?: true;
}

/**
 * Something from outside the project, by the way to it: `requests.Session().post`.
 *
 * `args` belong to the last call of the path.
 */
export interface ExternalValue {
  readonly kind: 'external';
  readonly path: string;
  readonly dry: boolean;
  readonly args?: Arguments;
  /** Keys that lead to it in what an API has answered; `[]` is any element of a list. */
  readonly answer?: readonly string[];
}

/** An object of a class of the project; its attributes are in the cell. */
export interface InstanceValue {
  readonly kind: 'instance';
  readonly class: ClassEntity;
  readonly cell: Cell;
}

/** A manager or query set. */
export interface QueryValue {
  readonly kind: 'query';
  readonly model: ClassEntity;
  /** The class of a manager or query set of the project, where it is one. */
  readonly class?: ClassEntity;
  /** What `filter` and `exclude` were given so far, as far as it is constant. */
  readonly filters: ReadonlyMap<string, Value>;
  /** `exclude` was given the primary key of something. */
  readonly excluded?: true;
  /** Gives values instead of records (`values_list`). */
  readonly plain?: true;
}

export interface FunctionValue {
  readonly kind: 'function';
  readonly definition: FunctionDefinition | Lambda;
  readonly module: Module;
  /** The class whose body defines it. */
  readonly owner?: ClassEntity;
  /** What `self` or `cls` is. */
  readonly receiver?: Value;
  /** The names around a function within a function. */
  readonly around?: Frame;
  /** Arguments that `functools.partial` has given. */
  readonly given?: Arguments;
  /** Decorators have had their turn. */
  readonly bare?: true;
  /** A property of a model: called by whoever reads the attribute of a record. */
  readonly ofRecord?: true;
  /** The call of a generator function that is a context manager; it runs when `with` enters it. */
  readonly managing?: boolean;
  readonly onYield?: (value: Value) => void;
}

/** `option`: computed from that option. `dry`: it may depend on whether the run is a dry run. */
export interface UnknownValue {
  readonly kind: 'unknown';
  readonly dry: boolean;
  readonly option?: string;
  /** A condition has told whether it is true. */
  readonly truth?: boolean;
  /** What is known of a text, with U+0000 for each part that is not. */
  readonly text?: string;
  /** The call, by its path, that has computed it. */
  readonly made?: string;
  /** In the style of a warning, a notice or a success. */
  readonly mild?: true;
  /** Keys that lead to it in what an API has answered; `[]` is any element of a list. */
  readonly answer?: readonly string[];
  /** The model of which it tells whether there is such a record. */
  readonly finds?: SymbolId;
}

/** The names of one call. */
export interface Frame {
  readonly module: Module;
  readonly cell: Cell;
  readonly around: Frame | undefined;
  readonly owner: ClassEntity | undefined;
  readonly receiver: Value | undefined;
  readonly function: FunctionDefinition | Lambda | undefined;
  /** Names that `global` and `nonlocal` give away. */
  globals: ReadonlySet<string>;
  nonlocals: ReadonlySet<string>;
  /** What the body yielded, in a generator. */
  readonly yielded: Value[];
  /** Runs the block of the `with` that a generator function manages. */
  readonly onYield: ((value: Value) => void) | undefined;
  /** Loops under way, innermost last. */
  readonly loops: Loop[];
  /** The exceptions that are being handled, innermost last. */
  readonly handled: Value[];
  /** Where the body may be left by `return`. */
  exits: Exits;
}

export interface Exits {
  readonly mark: number;
  /** Attempts under way when the body began. */
  readonly depth: number;
  readonly returns: Return[];
}

export interface Return {
  readonly value: Value;
  /** The state in which it leaves. */
  readonly state: { readonly changes: Changes };
  readonly at?: Location;
}

export interface Loop {
  readonly mark: number;
  readonly depth: number;
  readonly breaks: Changes[];
  readonly continues: Changes[];
}

/** What happened to cells since a mark. */
export type Changes = ReadonlyMap<Cell, ReadonlyMap<string, Value | undefined>>;

/** Evaluated arguments of a call. */
export interface Arguments {
  readonly positional: readonly Value[];
  readonly keywords: ReadonlyMap<string, Value>;
  /** False when there may be more than these. */
  readonly complete: boolean;
  /** What these further ones are, where they are known: each of them may be missing. */
  readonly perhaps?: readonly Value[];
  /** `**options`: the parsed options of the command are among the keywords. */
  readonly options?: true;
}

export const noArguments: Arguments = { positional: [], keywords: new Map(), complete: true };
export const unknownValue: UnknownValue = { kind: 'unknown', dry: false };
export const none: Literal = { kind: 'literal', value: null, dry: false };

export const literal = (value: Literal['value'], dry = false): Literal => ({ kind: 'literal', value, dry });
export const unknown = (dry: boolean, option?: string): UnknownValue =>
  option === undefined ? { kind: 'unknown', dry } : { kind: 'unknown', dry, option };
/** The same as part of an answer, where it is one. */
export function withAnswer<V extends Value>(value: V, answer: readonly string[] | undefined): V {
  return answer === undefined ? value : altered(value, { answer });
}

export const external = (path: string, dry = false, args?: Arguments): ExternalValue =>
  args === undefined ? { kind: 'external', path, dry } : { kind: 'external', path, dry, args };

/** Every value that a callee gets to see. */
export function valuesOf({ positional, keywords }: Arguments): readonly Value[] {
  return [...positional, ...keywords.values()];
}

/** The text of a literal. */
export function textOf(value: Value | undefined): string | undefined {
  return value?.kind === 'literal' && typeof value.value === 'string' ? value.value : undefined;
}

/** The option that a value was computed from. */
export function optionOf(value: Value | undefined): string | undefined {
  return value?.kind === 'unknown' ? value.option : undefined;
}

/** The value itself would be another one in a run of the other kind; what a list or object holds does not count. */
export function isDry(value: Value): boolean {
  switch (value.kind) {
    case 'literal':
    case 'external':
    case 'unknown':
      return value.dry;
    case 'choice':
      return value.of.some(isDry);
    case 'method':
      return isDry(value.receiver);
    default:
      return false;
  }
}

/** Known only in a dry run, or a list, dict or object that holds something of the kind. */
export function holdsDry(value: Value): boolean {
  if (isDry(value)) return true;
  if (value.kind === 'dict' && value.options === true) return false;
  if (value.kind !== 'list' && value.kind !== 'dict') return false;
  return [...value.cell.values.values()].some((item) => item !== undefined && isDry(item));
}
