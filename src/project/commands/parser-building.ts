import type { Location, Span, SymbolId } from '../../core/location.ts';
import type { Call, FunctionDefinition, Lambda } from '../../core/python.ts';
import { classConstant, type Ancestor, type Lookup } from '../classes/hierarchy.ts';
import type { Analysis } from '../analysis.ts';
import { holdsParser, markChanged, unknownValue, type Frame, type Value } from '../constants/value.ts';
import type { ClassEntity, Module } from '../entity.ts';
import { bindArguments, noArguments, readArguments, valuesOf, type Arguments } from './arguments.ts';
import {
  describesOption,
  doubtsAbout,
  harmlessFunctions,
  harmlessParserMethods,
  isBoundToClass,
  isHarmlessDecorator,
  isStatic,
  lookupMethod,
  optionStrings,
  registering,
  superOf,
} from './argparse.ts';
import { BlockRun } from './block-run.ts';
import type { BlockSurroundings } from './block-surroundings.ts';
import { OptionCollector } from './options.ts';

/** Calls within calls, and steps in all; beyond them the code is no declaration of options. */
const limits = { depth: 40, steps: 100_000 };

/**
 * Runs, on known values only, the code with which a command builds its parser.
 *
 * Every call that could register an option and could not be followed is recorded, so that silence is never mistaken
 * for absence (https://docs.python.org/3/library/argparse.html).
 */
export class ParserBuilding implements BlockSurroundings {
  readonly #analysis: Analysis;
  readonly #order: readonly Ancestor[];
  readonly #command: ClassEntity;
  /** Where the building starts; one object, so that identity means sameness. */
  readonly #at: Location;
  readonly #subject: SymbolId;
  readonly flow = new OptionCollector();
  readonly changed = new WeakSet<Value>();
  /** Attributes that were assigned on `self` while the parser was built. */
  readonly #self = new Map<string, Value>();
  /** Calls that are under way, outermost first. */
  readonly #underWay: Location[] = [];
  #steps = 0;

  /** `subject`: the module of the command, which need not be the one that defines the class. */
  constructor(analysis: Analysis, command: ClassEntity, subject: SymbolId) {
    this.#analysis = analysis;
    this.#order = analysis.hierarchy.order(command);
    this.#command = command;
    this.#at = command.at;
    this.#subject = subject;
  }

  /** Starts like Django: `create_parser`, which calls `add_arguments`. */
  run(): OptionCollector {
    for (const ancestor of this.#order) {
      if (ancestor.kind !== 'class') continue;
      for (const doubt of doubtsAbout(ancestor.class)) this.#open(ancestor.class.at, doubt);
    }
    this.#callMethod('create_parser', 0, noArguments, this.#at);
    return this.flow;
  }

  call(call: Call, callee: Value, frame: Frame): Value {
    const describing = callee.kind === 'method' && callee.receiver.kind === 'parser' ? describesOption : undefined;
    const args = readArguments(call, (part) => this.#analysis.evaluator.evaluate(part, frame, this), describing);
    const at = frame.module.locate(call);
    if (callee.kind === 'method') return this.#methodCall(callee, args, at);
    if (callee.kind === 'closure') return this.#invoke(callee.definition, callee.frame.module, args, at, callee.frame);
    if (callee.kind === 'entity') {
      const { entity } = callee;
      if (entity.kind === 'function') return this.#invoke(entity.definition, entity.module, args, at);
      if (entity.kind === 'external' && entity.name === 'builtins.super') return superOf(args, frame);
      if (entity.kind === 'external' && harmlessFunctions.test(entity.name)) return unknownValue;
      if (entity.kind === 'external' && /^builtins\.(exec|eval)$/.test(entity.name))
        this.#open(at, 'code is executed from a string');
    }
    return this.#escape(args, at, 'a parser is passed to code that could not be resolved');
  }

  attributeOfSelf(name: string): Value {
    const assigned = this.#self.get(name);
    if (assigned !== undefined) return assigned;
    const found = this.#lookup(this.#order, name, 0);
    if (found.kind !== 'found' || found.entity.kind === 'function')
      return { kind: 'method', receiver: { kind: 'self' }, name };
    const { evaluator, hierarchy } = this.#analysis;
    // `__init__` and others may have given it another value.
    return classConstant(hierarchy, this.#command, name) === undefined ? unknownValue : evaluator.entity(found.entity);
  }

  assignToSelf(name: string, value: Value): void {
    this.#self.set(name, this.flow.isConditional ? unknownValue : value);
  }

  keep(value: Value, target: Span, frame: Frame): void {
    if (holdsParser(value)) this.#open(frame.module.locate(target), 'a parser is stored where other code may find it');
  }

  conditionally<T>(body: () => T): T {
    return this.flow.conditionally(body);
  }

  spend(): boolean {
    this.#steps += 1;
    if (this.#steps === limits.steps) this.#open(this.#at, 'the parser is built by a long computation');
    return this.#steps < limits.steps;
  }

  #methodCall({ receiver, name }: Extract<Value, { kind: 'method' }>, args: Arguments, at: Location): Value {
    switch (receiver.kind) {
      case 'parser':
        return this.#parserCall(receiver, name, args, at);
      case 'subparsers':
        return name === 'add_parser' ? { kind: 'parser', subcommand: true } : unknownValue;
      case 'self':
        return this.#callMethod(name, 0, args, at);
      case 'super': {
        const after = this.#order.findIndex(
          (ancestor) => ancestor.kind === 'class' && ancestor.class === receiver.after,
        );
        return this.#callMethod(name, after + 1, args, at);
      }
      case 'entity':
        if (receiver.entity.kind === 'class') return this.#callOnClass(receiver.entity, name, args, at);
        break;
      default:
        if (registering.test(name)) this.#open(at, `\`${name}\` on something that could not be resolved`);
    }
    return this.#escape(args, at, `a parser is passed to \`${name}\`, which could not be resolved`);
  }

  #parserCall(parser: Extract<Value, { kind: 'parser' }>, name: string, args: Arguments, at: Location): Value {
    switch (name) {
      case 'add_argument':
        if (!parser.subcommand) this.#register(args, at);
        return unknownValue;
      case 'add_argument_group':
      case 'add_mutually_exclusive_group':
        return parser;
      case 'add_subparsers':
        return { kind: 'subparsers' };
      default:
        if (!harmlessParserMethods.has(name)) this.#open(at, `\`${name}\` of a parser is not followed`);
        return unknownValue;
    }
  }

  #register(args: Arguments, at: Location): void {
    const strings = optionStrings(args);
    if (strings === undefined) this.#open(at, 'the option string is computed');
    else this.flow.add(strings, [...this.#underWay, at]);
  }

  /** Calls a method of the command, looked up from a position of its method resolution order. */
  #callMethod(name: string, from: number, args: Arguments, at: Location): Value {
    const found = this.#lookup(this.#order, name, from);
    if (found.kind !== 'absent')
      return this.#callFound(found, name, { ...args, positional: [self, ...args.positional] }, at);
    if (name !== 'create_parser')
      return name === 'add_arguments' ? unknownValue : this.#escape(args, at, `no method \`${name}\``);
    if (args.keywords.has('parents') || !args.keywordsComplete)
      this.#open(at, 'the options of `parents`, if there are any, are not followed');
    const parser: Value = { kind: 'parser', subcommand: false };
    this.#callMethod('add_arguments', 0, { ...noArguments, positional: [parser] }, at);
    return parser;
  }

  /** `Base.add_arguments(self, parser)`: looked up in the base's own order, with `self` given by hand. */
  #callOnClass(owner: ClassEntity, name: string, args: Arguments, at: Location): Value {
    const found = this.#lookup(this.#analysis.hierarchy.order(owner), name, 0);
    if (found.kind === 'absent')
      return name === 'add_arguments' ? unknownValue : this.#escape(args, at, `no method \`${name}\``);
    const implicit =
      found.kind === 'found' && found.entity.kind === 'function' && isBoundToClass(found.entity.definition);
    return this.#callFound(found, name, implicit ? { ...args, positional: [self, ...args.positional] } : args, at);
  }

  #callFound(found: Exclude<Lookup, { kind: 'absent' }>, name: string, args: Arguments, at: Location): Value {
    const building = name === 'create_parser' || valuesOf(args).some((value) => holdsParser(value));
    switch (found.kind) {
      case 'found': {
        if (found.entity.kind !== 'function') return this.#escape(args, at, `\`${name}\` is no plain method`);
        const { definition, module } = found.entity;
        const bound = isStatic(definition) ? { ...args, positional: args.positional.slice(1) } : args;
        return this.#invoke(definition, module, bound, at, undefined, found.owner);
      }
      case 'external':
        if (building) this.#open(at, `\`${name}\` of \`${found.name}\`, which is outside the project`);
        return unknownValue;
      case 'unknown':
        if (building)
          this.#open(found.at.at, `a base of \`${found.at.qualifiedName}\` could not be resolved: ${found.reason}`);
        return unknownValue;
    }
  }

  #invoke(
    definition: FunctionDefinition | Lambda,
    module: Module,
    args: Arguments,
    at: Location,
    parent?: Frame,
    owner?: ClassEntity,
  ): Value {
    const { evaluator, resolver } = this.#analysis;
    const concerned =
      parent !== undefined || valuesOf(args).some((value) => value.kind === 'self' || holdsParser(value));
    if (!concerned) return this.#release(args);
    if (this.#underWay.length >= limits.depth) {
      this.#open(at, 'calls nest too deeply');
      return unknownValue;
    }
    if (definition.kind === 'function' && !definition.decorators.every(isHarmlessDecorator)) {
      return this.#escape(args, at, `\`${definition.name}\` is decorated`);
    }
    const names = bindArguments(definition.parameters, args);
    if (owner !== undefined) names.set('__class__', { kind: 'super', after: owner });
    const frame: Frame = { module, names, ...(parent === undefined ? {} : { parent }) };
    if (definition.kind === 'lambda') return evaluator.evaluate(definition.body, frame, this);
    const outermost = at === this.#at;
    if (!outermost) this.#underWay.push(at);
    const run = new BlockRun(this, evaluator, resolver, frame);
    this.flow.withinFunction(() => {
      run.block(definition.body);
    });
    if (!outermost) this.#underWay.pop();
    return run.result();
  }

  #lookup(order: readonly Ancestor[], name: string, from: number): Lookup {
    return lookupMethod(this.#analysis.hierarchy, order, name, from);
  }

  /** Whoever gets a list or dict may change it. */
  #release(args: Arguments): Value {
    for (const value of valuesOf(args)) markChanged(value, this.changed);
    return unknownValue;
  }

  /** A parser leaves the code that can be followed. */
  #escape(args: Arguments, at: Location, reason: string): Value {
    this.#release(args);
    if (valuesOf(args).some((value) => holdsParser(value))) this.#open(at, reason);
    return unknownValue;
  }

  #open(at: Location, reason: string): void {
    this.flow.leaveOpen({ ...at, reason, subject: this.#subject });
  }
}

const self: Value = { kind: 'self' };
