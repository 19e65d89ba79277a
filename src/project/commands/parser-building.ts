import type { Location, Span, SymbolId } from '../../core/location.ts';
import type { OptionSet } from '../../core/commands.ts';
import type { Call, FunctionDefinition } from '../../core/python.ts';
import { classConstant } from '../classes/hierarchy.ts';
import type { Analysis } from '../analysis.ts';
import { literal, parsersIn, unknownValue, type Frame, type ParserHandle, type Value } from '../constants/value.ts';
import type { ClassEntity } from '../entity.ts';
import { noArguments, readArguments, type Arguments } from './arguments.ts';
import { doubtsAbout, harmlessFunctions, lookupMethod, parserClasses, registering, superOf } from './argparse.ts';
import type { BlockSurroundings } from './block-surroundings.ts';
import { BuildingState, builtParsers, type CallSite } from './building-state.ts';
import { BuiltParser } from './built-parser.ts';
import { MethodCalls, onlyParser } from './method-calls.ts';
import type { MethodVisit } from './option-places.ts';
import { builtOptions } from './option-set.ts';
import type { OptionCollector } from './options.ts';
import { ParserCalls } from './parser-calls.ts';

/** Steps in all; beyond them the code is no declaration of options. */
const maximumSteps = 100_000;

/**
 * Runs, on known values only, the code with which a command builds its parser.
 *
 * Every call that could register an option and could not be followed is recorded, so that silence is never mistaken
 * for absence (https://docs.python.org/3/library/argparse.html).
 */
export class ParserBuilding implements BlockSurroundings {
  readonly #analysis: Analysis;
  readonly #command: ClassEntity;
  /** Where the building starts. */
  readonly #at: Location;
  readonly #state: BuildingState;
  readonly #methods: MethodCalls;
  readonly #parsers: ParserCalls;
  /** Attributes that were assigned on `self` while the parser was built. */
  readonly #self = new Map<string, Value>();
  /** What Django's own `create_parser` made, the last one. */
  #made: BuiltParser | undefined;
  #steps = 0;
  #from = 0;

  /** `subject`: the module of the command, which need not be the one that defines the class. */
  constructor(analysis: Analysis, command: ClassEntity, subject: SymbolId) {
    this.#analysis = analysis;
    this.#command = command;
    this.#at = command.at;
    this.#state = new BuildingState(analysis.hierarchy.order(command), subject);
    this.#methods = new MethodCalls(analysis, this.#state, this, (args, site) => this.#createParser(args, site));
    this.#parsers = new ParserCalls(this.#state, analysis.hierarchy);
  }

  /**
   * Starts like Django: `create_parser`, which calls `add_arguments`.
   *
   * `from`: the class, by its place in the order, with whose `add_arguments` it begins.
   */
  run(from = 0): OptionSet {
    this.#from = from;
    for (const ancestor of this.#state.order) {
      if (ancestor.kind !== 'class') continue;
      for (const doubt of doubtsAbout(ancestor.class)) this.#state.open(ancestor.class.at, doubt);
    }
    const returned = this.#methods.ofSelf('create_parser', 0, noArguments, { at: this.#at });
    const [parser] = returned.kind === 'parser' ? builtParsers([returned.parser]) : [];
    if ((parser === undefined || parser !== this.#made) && this.flow.openPlaces.length === 0)
      this.#state.open(this.#at, '`create_parser` returns something else than the parser of Django');
    return builtOptions(this.flow, this.#made ?? new BuiltParser('command'));
  }

  get flow(): OptionCollector {
    return this.#state.flow;
  }

  get changed(): WeakSet<Value> {
    return this.#state.changed;
  }

  /** True when the run went through the function. */
  hasEntered(definition: FunctionDefinition): boolean {
    return this.#state.entered.has(definition);
  }

  call(call: Call, callee: Value, frame: Frame): Value {
    const args = readArguments(call, (part) => this.#analysis.evaluator.evaluate(part, frame, this));
    const site: CallSite = { at: frame.module.locate(call), call };
    if (callee.kind === 'method') return this.#methodCall(callee, args, site);
    if (callee.kind === 'closure') {
      const { definition, frame: parent } = callee;
      return this.#methods.run({ definition, module: parent.module, parent }, args, site);
    }
    if (callee.kind === 'entity') {
      const { entity } = callee;
      if (entity.kind === 'function') return this.#methods.run(entity, args, site);
      if (entity.kind === 'external' && entity.name === 'builtins.super') return superOf(args, frame);
      if (entity.kind === 'external' && harmlessFunctions.test(entity.name)) return unknownValue;
      if (entity.kind === 'external' && parserClasses.has(entity.name))
        return { kind: 'parser', parser: this.#parsers.make('separate', args, site) };
      if (entity.kind === 'external' && /^builtins\.(exec|eval)$/.test(entity.name))
        this.#state.open(site.at, 'code is executed from a string');
    }
    return this.#state.escape(args, site.at, 'a parser is passed to code that could not be resolved');
  }

  attributeOfSelf(name: string): Value {
    const assigned = this.#self.get(name);
    if (assigned !== undefined) return assigned;
    const found = lookupMethod(this.#analysis.hierarchy, this.#state.order, name, 0);
    if (found.kind !== 'found' || found.entity.kind === 'function')
      return { kind: 'method', receiver: { kind: 'self' }, name };
    const { evaluator, hierarchy } = this.#analysis;
    // `__init__` and others may have given it another value.
    return classConstant(hierarchy, this.#command, name) === undefined ? unknownValue : evaluator.entity(found.entity);
  }

  lookAtParser(parser: ParserHandle, name: string): void {
    this.#parsers.look(parser, name);
  }

  assignToSelf(name: string, value: Value): void {
    this.#self.set(name, this.flow.isConditional ? unknownValue : value);
  }

  assignAttribute(object: Value, name: string, value: Value): void {
    this.#parsers.assign(object, name, value);
  }

  keep(value: Value, target: Span, frame: Frame): void {
    const parsers = builtParsers(parsersIn(value));
    if (parsers.length > 0)
      this.#state.open(frame.module.locate(target), 'a parser is stored where other code may find it', parsers);
  }

  conditionally<T>(body: () => T): T {
    return this.flow.conditionally(body);
  }

  spend(): boolean {
    this.#steps += 1;
    if (this.#steps === maximumSteps) this.#state.open(this.#at, 'the parser is built by a long computation');
    return this.#steps < maximumSteps;
  }

  #methodCall({ receiver, name }: Extract<Value, { kind: 'method' }>, args: Arguments, site: CallSite): Value {
    switch (receiver.kind) {
      case 'parser':
        return this.#parsers.call(receiver, name, args, site);
      case 'subparsers':
        return name === 'add_parser' ? this.#parsers.addParser(receiver, args, site) : unknownValue;
      case 'self':
        return this.#methods.ofSelf(name, 0, args, site);
      case 'super':
        return this.#methods.behind(receiver.after, name, args, site);
      case 'entity':
        if (receiver.entity.kind === 'class') return this.#methods.ofClass(receiver.entity, name, args, site);
        break;
      default:
        if (registering.test(name)) this.#state.open(site.at, `\`${name}\` on something that could not be resolved`);
    }
    return this.#state.escape(args, site.at, `a parser is passed to \`${name}\`, which could not be resolved`);
  }

  /** Every look-up of `add_arguments`. */
  get visits(): readonly MethodVisit[] {
    return this.#state.visits;
  }

  #createParser(args: Arguments, site: CallSite): Value {
    const { order } = this.#state;
    const own = lookupMethod(this.#analysis.hierarchy, order, 'requires_system_checks', 0);
    const checks = own.kind === 'absent' ? literal(true) : this.attributeOfSelf('requires_system_checks');
    this.#made = this.#parsers.make('command', args, site, checks);
    const parser: Value = { kind: 'parser', parser: this.#made };
    this.#methods.ofSelf('add_arguments', this.#from, onlyParser(parser), { at: this.#at });
    return parser;
  }
}
