import { known, notKnown, type Known } from '../../core/known.ts';
import type { OptionShape, OptionValue } from '../../core/commands.ts';
import { isString, type Value } from '../constants/value.ts';
import type { Arguments } from './arguments.ts';
import type { BuiltParser } from './built-parser.ts';
import { choices, flag, keyword, keywordOr, nargs, plainValue, text, textOrNull } from './keyword-values.ts';

/** The names under which an action or type is known: `store_true`, `builtins.int`, `shop.dates.parse`. */
export interface ActionNames {
  dotted(value: Value): Known<string>;
  /** The action of argparse that a class of the project derives from and whose `__init__` it keeps. */
  inherited(action: string, value: Value | undefined): string | undefined;
}

/** What `add_argument` makes of its arguments; undefined where the option strings cannot be told. */
export function optionShape(args: Arguments, parser: BuiltParser, names: ActionNames): OptionShape | undefined {
  const { complete, positional } = args;
  if (!complete || !positional.every(isString)) return undefined;
  const spelled = positional.map((value) => value.value);
  const strings = spelled.filter((string) => string.startsWith('-'));
  const action = actionOf(args, names);
  const traits = traitsOf(action, args, names);
  const dest = destOf(args, strings, spelled);
  const shape = {
    strings: action.known && action.value === booleanOptional ? [...strings, ...strings.flatMap(negated)] : strings,
    dest,
    action,
    help: keywordOr(args, 'help', textOrNull, traits?.help ?? null),
  };
  if (traits === undefined) {
    return { ...shape, type: notKnown, default: notKnown, choices: notKnown, nargs: notKnown, required: notKnown };
  }
  return {
    ...shape,
    type: keywordOr<string | null>(args, 'type', (value) => typeName(value, names), null),
    default: defaultOf(args, dest, traits.default, parser),
    choices: keywordOr(args, 'choices', choices, null),
    nargs: traits.nargs === 0 ? known(0) : keywordOr(args, 'nargs', nargs, null),
    required: strings.length > 0 ? keywordOr(args, 'required', flag, false) : requiredPositional(args),
  };
}

const booleanOptional = 'argparse.BooleanOptionalAction';

interface Traits {
  readonly default: OptionValue;
  /** 0: it takes no value. */
  readonly nargs?: 0;
  /** Said where no help is given. */
  readonly help?: string;
}

/** Actions as their classes in argparse are: what they default to, and whether they take a value. */
const knownActions: Readonly<Record<string, Traits>> = {
  store: { default: null },
  append: { default: null },
  extend: { default: null },
  store_const: { default: null, nargs: 0 },
  append_const: { default: null, nargs: 0 },
  count: { default: null, nargs: 0 },
  store_true: { default: false, nargs: 0 },
  store_false: { default: true, nargs: 0 },
  help: { default: '==SUPPRESS==', nargs: 0 },
  version: { default: '==SUPPRESS==', nargs: 0, help: "show program's version number and exit" },
  [booleanOptional]: { default: null, nargs: 0 },
};

function actionOf(args: Arguments, names: ActionNames): Known<string> {
  return keywordOr(args, 'action', (value) => (isString(value) ? known(value.value) : names.dotted(value)), 'store');
}

function traitsOf(action: Known<string>, args: Arguments, names: ActionNames): Traits | undefined {
  if (!action.known) return undefined;
  const inherited = names.inherited(action.value, args.keywords.get('action'));
  return knownActions[inherited ?? action.value];
}

function negated(string: string): readonly string[] {
  return string.startsWith('--') ? [`--no-${string.slice(2)}`] : [];
}

/** argparse: the first long option string, else the first one. */
function destOf(args: Arguments, strings: readonly string[], spelled: readonly string[]): Known<string> {
  const long = strings.find((string) => string.startsWith('--')) ?? strings[0];
  const derived = long === undefined ? (spelled[0] ?? '') : long.replace(/^-+/, '').replaceAll('-', '_');
  return keywordOr(args, 'dest', text, derived);
}

function typeName(value: Value, names: ActionNames): Known<string | null> {
  return value.kind === 'literal' && value.value === null ? known(null) : names.dotted(value);
}

function defaultOf(args: Arguments, dest: Known<string>, own: OptionValue, parser: BuiltParser): Known<OptionValue> {
  const given = keyword(args, 'default');
  if (!given.known) return notKnown;
  if (given.value !== undefined) return plainValue(given.value);
  if (!dest.known) return parser.defaults.size === 0 && parser.defaultsComplete ? known(own) : notKnown;
  const set = parser.defaults.get(dest.value);
  if (set !== undefined) return set;
  if (!parser.defaultsComplete || !parser.argumentDefault.known) return notKnown;
  return known(parser.argumentDefault.value ?? own);
}

/** Whether `*` and `...` need a value differs between versions of Python. */
function requiredPositional(args: Arguments): Known<boolean> {
  const count = keywordOr(args, 'nargs', nargs, null);
  if (!count.known || count.value === '...') return notKnown;
  if (count.value === '*') return args.keywords.has('default') && args.keywordsComplete ? known(false) : notKnown;
  return known(count.value !== '?');
}
