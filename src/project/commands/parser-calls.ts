import { known, notKnown } from '../../core/known.ts';
import type { OptionShape } from '../../core/commands.ts';
import { parsersIn, truth, unknownValue, type ParserHandle, type Value } from '../constants/value.ts';
import type { Hierarchy } from '../classes/hierarchy.ts';
import { harmlessParserMethods } from './argparse.ts';
import type { Arguments } from './arguments.ts';
import { builtParsers, type BuildingState, type CallSite } from './building-state.ts';
import { BuiltParser } from './built-parser.ts';
import { djangoOptions, helpOption, skipChecks } from './builtin-options.ts';
import { dottedName } from './dotted-names.ts';
import { inheritedAction } from './inherited-action.ts';
import { keyword, keywordOr, plainValue, text, flag } from './keyword-values.ts';
import { optionShape, type ActionNames } from './option-shape.ts';

type ParserValue = Extract<Value, { kind: 'parser' }>;

/** What the methods of parsers do, and those of what they return. */
export class ParserCalls {
  readonly #state: BuildingState;
  readonly #names: ActionNames;
  #groups = 0;

  constructor(state: BuildingState, hierarchy: Hierarchy) {
    this.#state = state;
    this.#names = {
      dotted: (value) => dottedName(value, hierarchy, state.order),
      inherited: (action, value) => inheritedAction(action, value, hierarchy),
    };
  }

  /** A parser that is made with these arguments: by Django, by `add_parser` or by the project itself. */
  make(role: BuiltParser['role'], args: Arguments, site: CallSite, checks?: Value): BuiltParser {
    const parser = new BuiltParser(role);
    const help = keywordOr(args, 'add_help', flag, true);
    parser.argumentDefault = keywordOr(args, 'argument_default', plainValue, undefined);
    parser.builtin = [
      ...(help.known && help.value ? [helpOption] : []),
      ...(role === 'command' ? ofDjango(parser, checks) : []),
    ];
    const handler = keywordOr(args, 'conflict_handler', text, 'error');
    parser.conflicts = !handler.known ? 'unknown' : handler.value === 'resolve' ? 'resolve' : 'error';
    if (args.keywords.has('prefix_chars')) this.#state.open(site.at, 'the prefix of options is another one', [parser]);
    this.#adopt(parser, args, site);
    return parser;
  }

  call(value: ParserValue, name: string, args: Arguments, site: CallSite): Value {
    const parser = builtParsers([value.parser])[0];
    if (parser === undefined) return unknownValue;
    switch (name) {
      case 'add_argument':
        return this.#register(parser, value, args, site);
      case 'add_argument_group':
        return value;
      case 'add_mutually_exclusive_group':
        return { ...value, exclusive: (this.#groups += 1) };
      case 'add_subparsers':
        this.#add(parser, value, subparsersShape(args), site);
        return { kind: 'subparsers', parser };
      case 'set_defaults':
        this.#setDefaults(parser, args);
        return unknownValue;
      default:
        if (!harmlessParserMethods.has(name))
          this.#state.open(site.at, `\`${name}\` of a parser is not followed`, [parser]);
        return unknownValue;
    }
  }

  /** `add_parser` of what `add_subparsers` returned. */
  addParser(owner: Extract<Value, { kind: 'subparsers' }>, args: Arguments, site: CallSite): Value {
    const [first] = args.positional;
    const child = this.make('subcommand', args, site);
    const name = first === undefined ? notKnown : text(first);
    for (const parser of builtParsers([owner.parser])) parser.subcommands.push({ name, parser: child });
    return { kind: 'parser', parser: child };
  }

  /** `parser.name = value` and `option.name = value`. */
  assign(object: Value, name: string, value: Value): void {
    if (object.kind === 'action') {
      if (name in revisable) this.#state.flow.revise(object.registration, { [name]: notKnown });
      return;
    }
    if (object.kind !== 'parser') return;
    for (const parser of builtParsers([object.parser])) {
      if (name === 'conflict_handler') parser.conflicts = 'unknown';
      if (name === 'argument_default')
        parser.argumentDefault = this.#state.flow.isConditional ? notKnown : plainValue(value);
      if (name === 'prefix_chars' || tampering.test(name)) parser.tamperedWith = true;
    }
  }

  look(handle: ParserHandle, name: string): void {
    if (!tampering.test(name)) return;
    for (const parser of builtParsers([handle])) parser.tamperedWith = true;
  }

  #register(parser: BuiltParser, value: ParserValue, args: Arguments, site: CallSite): Value {
    const shape = optionShape(args, parser, this.#names);
    if (shape !== undefined) return this.#add(parser, value, shape, site);
    this.#state.open(site.at, 'the option string is computed', [parser]);
    return unknownValue;
  }

  #add(parser: BuiltParser, { exclusive }: ParserValue, shape: OptionShape, site: CallSite): Value {
    const { flow, underWay } = this.#state;
    const registration = flow.add(parser, {
      ...shape,
      at: this.#state.spelledAt(shape.strings, site),
      declaredAt: [...underWay.map(({ at }) => at), site.at],
      ...(exclusive === undefined ? {} : { exclusive }),
    });
    return { kind: 'action', registration };
  }

  #setDefaults(parser: BuiltParser, args: Arguments): void {
    const { flow } = this.#state;
    const registered = flow.on(parser);
    if (!args.keywordsComplete) {
      parser.defaultsComplete = false;
      for (const { id } of registered) flow.revise(id, { default: notKnown });
    }
    for (const [dest, value] of args.keywords) {
      const set = flow.isConditional ? notKnown : plainValue(value);
      parser.defaults.set(dest, set);
      for (const { id, option } of registered) {
        if (!option.dest.known || option.dest.value === dest)
          flow.revise(id, { default: option.dest.known ? set : notKnown });
      }
    }
  }

  /** `parents=[…]`: their options become the parser's own. */
  #adopt(parser: BuiltParser, args: Arguments, site: CallSite): void {
    const { flow } = this.#state;
    const given = keyword(args, 'parents');
    const parents = given.known ? given.value : unknownValue;
    if (parents === undefined) return;
    const items = parents.kind === 'list' ? parents.items : undefined;
    const adopted = builtParsers(items?.flatMap((item) => [...parsersIn(item)]) ?? []);
    if (items === undefined || adopted.length < items.length) {
      this.#state.open(site.at, 'the options of `parents`, if there are any, are not followed', [parser]);
    }
    for (const parent of adopted) {
      parser.parents.push(parent);
      if (parent.tamperedWith) parser.tamperedWith = true;
      for (const [dest, value] of parent.defaults) parser.defaults.set(dest, value);
      parser.builtin = [...parser.builtin, ...parent.builtin.filter((option) => !parser.builtin.includes(option))];
      for (const { id, option } of flow.registrations.filter((registration) => registration.parser === parent))
        if (option.conditional) flow.conditionally(() => flow.add(parser, option, id));
        else flow.add(parser, option, id);
    }
  }
}

function ofDjango({ argumentDefault }: BuiltParser, checks: Value | undefined): readonly OptionShape[] {
  const options = checks !== undefined && truth(checks) === true ? [...djangoOptions, skipChecks] : djangoOptions;
  if (argumentDefault.known && argumentDefault.value === undefined) return options;
  const { value = null } = argumentDefault.known ? argumentDefault : {};
  const other = argumentDefault.known ? known(value) : notKnown;
  return options.map((option) => (option.strings.includes('--verbosity') ? option : { ...option, default: other }));
}

/** Behind these names lie the options of a parser, for everybody to change. */
const tampering = /^_(actions|option_string_actions|defaults|registries|mutually_exclusive_groups|has_negative_number)/;
const revisable: Readonly<Record<string, true>> = {
  dest: true,
  type: true,
  default: true,
  choices: true,
  nargs: true,
  required: true,
  help: true,
};

function subparsersShape(args: Arguments): OptionShape {
  return {
    strings: [],
    dest: keywordOr(args, 'dest', text, '==SUPPRESS=='),
    action: known('parsers'),
    type: known(null),
    default: known(null),
    choices: notKnown,
    nargs: known('A...'),
    required: keywordOr(args, 'required', flag, false),
    help: notKnown,
  };
}
