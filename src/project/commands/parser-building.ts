import type { Location, SymbolId } from '../../core/location.ts';
import type { Call, Expression, FunctionDefinition, Lambda } from '../../core/python.ts';
import { endsChain, lacksCommandMethods } from '../classes/django.ts';
import type { Ancestor, Hierarchy, Lookup } from '../classes/hierarchy.ts';
import type { Evaluator } from '../constants/evaluator.ts';
import { holdsParser, isString, unknownValue, type Frame, type Value } from '../constants/value.ts';
import type { ClassEntity, Module } from '../entity.ts';
import type { Resolver } from '../imports/resolver.ts';
import { bindArguments, noArguments, readArguments, valuesOf, type Arguments } from './arguments.ts';
import {
  harmlessFunctions,
  harmlessParserMethods,
  isHarmlessDecorator,
  isStatic,
  registering,
  superOf,
} from './argparse.ts';
import { BlockRun, type BlockSurroundings } from './block-run.ts';
import { OptionCollector } from './options.ts';

/** Calls within calls, and calls in all; beyond them the code is no declaration of options. */
const limits = { depth: 40, calls: 2_000 };

export interface Analysis {
  readonly resolver: Resolver;
  readonly hierarchy: Hierarchy;
  readonly evaluator: Evaluator;
}

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
  readonly #subject: SymbolId;
  readonly #collector = new OptionCollector();
  /** Attributes that were assigned on `self` while the parser was built. */
  readonly #self = new Map<string, Value>();
  /** Calls that are under way, outermost first. */
  readonly #underWay: Location[] = [];
  #calls = 0;
  #conditional = false;

  /** `subject`: the module of the command, which need not be the one that defines the class. */
  constructor(analysis: Analysis, command: ClassEntity, subject: SymbolId) {
    this.#analysis = analysis;
    this.#order = analysis.hierarchy.order(command);
    this.#command = command;
    this.#subject = subject;
  }

  /** Starts like Django: `create_parser`, which calls `add_arguments`. */
  run(): OptionCollector {
    for (const ancestor of this.#order) {
      const module = ancestor.kind === 'class' ? ancestor.class.module : undefined;
      if (module?.errorLine === undefined) continue;
      this.#open(this.#command.at, `\`${module.file}\` has a syntax error in line ${module.errorLine}`);
    }
    this.#callMethod('create_parser', 0, noArguments, this.#command.at);
    return this.#collector;
  }

  call(call: Call, callee: Value, frame: Frame): Value {
    const args = readArguments(call, (part) => this.#analysis.evaluator.evaluate(part, frame, this));
    const at = frame.module.locate(call);
    if (callee.kind === 'method') return this.#methodCall(callee, args, at);
    if (callee.kind === 'closure') return this.#invoke(callee.definition, callee.frame.module, args, at, callee.frame);
    if (callee.kind === 'entity') {
      const { entity } = callee;
      if (entity.kind === 'function') return this.#invoke(entity.definition, entity.module, args, at);
      if (entity.kind === 'external' && entity.name === 'builtins.super') return superOf(args, frame);
      if (entity.kind === 'external' && harmlessFunctions.test(entity.name)) return unknownValue;
    }
    return this.#escape(args, at, 'a parser is passed to code that could not be resolved');
  }

  attributeOfSelf(name: string): Value {
    const assigned = this.#self.get(name);
    if (assigned !== undefined) return assigned;
    const found = this.#lookup(this.#order, name, 0);
    const method = found.kind !== 'found' || found.entity.kind === 'function';
    return method
      ? { kind: 'method', receiver: { kind: 'self' }, name }
      : this.#analysis.evaluator.entity(found.entity);
  }

  assignToSelf(name: string, value: Value): void {
    this.#self.set(name, this.#conditional ? unknownValue : value);
  }

  conditionally<T>(body: () => T): T {
    const before = this.#conditional;
    this.#conditional = true;
    try {
      return body();
    } finally {
      this.#conditional = before;
    }
  }

  becomeConditional(): void {
    this.#conditional = true;
  }

  branches(bodies: readonly (() => void)[], exhaustive: boolean): void {
    const before = this.#conditional;
    const kept = bodies.map((body) => () => {
      this.#conditional = before;
      body();
    });
    this.#collector.branches(kept, exhaustive);
    this.#conditional = before;
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
    if (!args.complete || !args.positional.every(isString)) {
      this.#open(at, 'the option string is computed');
      return;
    }
    const strings = args.positional.map((value) => value.value).filter((text) => text.startsWith('-'));
    const action = args.keywords.get('action');
    const paired =
      action?.kind === 'entity' &&
      action.entity.kind === 'external' &&
      /(^|\.)BooleanOptionalAction$/.test(action.entity.name);
    const negated = paired ? strings.flatMap((text) => (text.startsWith('--') ? [`--no-${text.slice(2)}`] : [])) : [];
    this.#collector.add([...strings, ...negated], this.#conditional, [...this.#underWay, at]);
  }

  /** Calls a method of the command, looked up from a position of its method resolution order. */
  #callMethod(name: string, from: number, args: Arguments, at: Location): Value {
    const found = this.#lookup(this.#order, name, from);
    if (found.kind !== 'absent')
      return this.#callFound(found, name, { ...args, positional: [self, ...args.positional] }, at);
    if (name !== 'create_parser')
      return name === 'add_arguments' ? unknownValue : this.#escape(args, at, `no method \`${name}\``);
    if (args.keywords.has('parents')) this.#open(at, 'the options of `parents` are not followed');
    const parser: Value = { kind: 'parser', subcommand: false };
    this.#callMethod('add_arguments', 0, { ...noArguments, positional: [parser] }, at);
    return parser;
  }

  /** `Base.add_arguments(self, parser)`: looked up in the base's own order, with `self` given by hand. */
  #callOnClass(owner: ClassEntity, name: string, args: Arguments, at: Location): Value {
    const found = this.#lookup(this.#analysis.hierarchy.order(owner), name, 0);
    if (found.kind === 'absent')
      return name === 'add_arguments' ? unknownValue : this.#escape(args, at, `no method \`${name}\``);
    return this.#callFound(found, name, args, at);
  }

  #callFound(found: Exclude<Lookup, { kind: 'absent' }>, name: string, args: Arguments, at: Location): Value {
    const building = name === 'create_parser' || valuesOf(args).some(holdsParser);
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
    if (!concerned) return unknownValue;
    this.#calls += 1;
    if (this.#underWay.length >= limits.depth || this.#calls > limits.calls)
      return this.#escape(args, at, 'calls nest too deeply');
    if (definition.kind === 'function' && !definition.decorators.every(isHarmlessDecorator)) {
      return this.#escape(args, at, `\`${definition.name}\` is decorated`);
    }
    const names = bindArguments(definition.parameters, args, (value: Expression) => evaluator.constant(value, module));
    if (owner !== undefined) names.set('__class__', { kind: 'super', after: owner });
    const frame: Frame = { module, names, ...(parent === undefined ? {} : { parent }) };
    if (definition.kind === 'lambda') return evaluator.evaluate(definition.body, frame, this);
    const conditional = this.#conditional;
    const outermost = at === this.#command.at;
    if (!outermost) this.#underWay.push(at);
    const run = new BlockRun(this, evaluator, resolver, frame);
    run.block(definition.body);
    if (!outermost) this.#underWay.pop();
    this.#conditional = conditional;
    return run.result();
  }

  #lookup(order: readonly Ancestor[], name: string, from: number): Lookup {
    // Django's own methods call no `super()`: what stands behind `BaseCommand` is not asked.
    const isEnd = (ancestor: Ancestor): boolean => ancestor.kind === 'external' && endsChain(ancestor.name, name);
    const end = order.findIndex((ancestor, index) => index >= from && isEnd(ancestor));
    const asked = end < 0 ? order : order.slice(0, end);
    return this.#analysis.hierarchy.lookup(asked, name, from, lacksCommandMethods);
  }

  /** A parser leaves the code that can be followed. */
  #escape(args: Arguments, at: Location, reason: string): Value {
    if (valuesOf(args).some(holdsParser)) this.#open(at, reason);
    return unknownValue;
  }

  #open(at: Location, reason: string): void {
    this.#collector.leaveOpen({ ...at, reason, subject: this.#subject });
  }
}

const self: Value = { kind: 'self' };
