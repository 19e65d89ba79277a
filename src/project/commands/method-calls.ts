import type { FunctionDefinition, Lambda } from '../../core/python.ts';
import type { Analysis } from '../analysis.ts';
import type { Ancestor, Lookup } from '../classes/hierarchy.ts';
import { parsersIn, unknownValue, type Frame, type Value } from '../constants/value.ts';
import type { ClassEntity, Module } from '../entity.ts';
import { bindArguments, noArguments, valuesOf, type Arguments } from './arguments.ts';
import { isBoundToClass, isHarmlessDecorator, isStatic, lookupMethod, makesParser } from './argparse.ts';
import { BlockRun } from './block-run.ts';
import type { BlockSurroundings } from './block-surroundings.ts';
import type { BuildingState, CallSite } from './building-state.ts';

/** Calls within calls; beyond them the code is no declaration of options. */
const maximumDepth = 40;

/** A function to be run, with what is around it. */
interface Callee {
  readonly definition: FunctionDefinition | Lambda;
  readonly module: Module;
  /** The function around it. */
  readonly parent?: Frame;
  /** The class whose method it is. */
  readonly owner?: ClassEntity;
}

/** Follows calls into methods and functions of the project. */
export class MethodCalls {
  readonly #analysis: Analysis;
  readonly #state: BuildingState;
  readonly #around: BlockSurroundings;
  /** What Django does where the project has no `create_parser` of its own. */
  readonly #createParser: (args: Arguments, site: CallSite) => Value;

  constructor(
    analysis: Analysis,
    state: BuildingState,
    around: BlockSurroundings,
    createParser: (args: Arguments, site: CallSite) => Value,
  ) {
    this.#analysis = analysis;
    this.#state = state;
    this.#around = around;
    this.#createParser = createParser;
  }

  /** A method of the command, looked up from a position of its method resolution order. */
  ofSelf(name: string, from: number, args: Arguments, site: CallSite): Value {
    const found = this.#lookup(this.#state.order, name, from);
    if (name === 'add_arguments') this.#visit(from, found, args);
    if (found.kind !== 'absent')
      return this.#found(found, name, { ...args, positional: [self, ...args.positional] }, site);
    if (name === 'create_parser') return this.#createParser(args, site);
    return name === 'add_arguments' ? unknownValue : this.#state.escape(args, site.at, `no method \`${name}\``);
  }

  behind(owner: ClassEntity, name: string, args: Arguments, site: CallSite): Value {
    const after = this.#state.order.findIndex((ancestor) => ancestor.kind === 'class' && ancestor.class === owner);
    return this.ofSelf(name, after + 1, args, site);
  }

  /** `Base.add_arguments(self, parser)`: looked up in the base's own order, with `self` given by hand. */
  ofClass(owner: ClassEntity, name: string, args: Arguments, site: CallSite): Value {
    const found = this.#lookup(this.#analysis.hierarchy.order(owner), name, 0);
    // Who gets the parser is known only to the base's own order.
    if (name === 'add_arguments') this.#state.visits.push({ from: 0, to: this.#state.order.length, certain: false });
    if (found.kind === 'absent')
      return name === 'add_arguments' ? unknownValue : this.#state.escape(args, site.at, `no method \`${name}\``);
    const implicit =
      found.kind === 'found' && found.entity.kind === 'function' && isBoundToClass(found.entity.definition);
    return this.#found(found, name, implicit ? { ...args, positional: [self, ...args.positional] } : args, site);
  }

  #visit(from: number, found: Lookup, { positional }: Arguments): void {
    const { flow, order, visits } = this.#state;
    const [parser] = positional;
    const certain = !flow.isConditional && parser?.kind === 'parser' && parser.parser.role === 'command';
    const to = found.kind === 'found' || found.kind === 'external' ? found.index : order.length;
    visits.push({ from, to, certain });
  }

  #found(found: Exclude<Lookup, { kind: 'absent' }>, name: string, args: Arguments, site: CallSite): Value {
    const { at } = site;
    const building = name === 'create_parser' || holdsParser(args);
    switch (found.kind) {
      case 'found': {
        if (found.entity.kind !== 'function') return this.#state.escape(args, at, `\`${name}\` is no plain method`);
        const { definition, module } = found.entity;
        const bound = isStatic(definition) ? { ...args, positional: args.positional.slice(1) } : args;
        return this.run({ definition, module, owner: found.owner }, bound, site);
      }
      case 'external':
        if (building) this.#state.open(at, `\`${name}\` of \`${found.name}\`, which is outside the project`);
        return unknownValue;
      case 'unknown':
        if (building)
          this.#state.open(
            found.at.at,
            `a base of \`${found.at.qualifiedName}\` could not be resolved: ${found.reason}`,
          );
        return unknownValue;
    }
  }

  run(callee: Callee, args: Arguments, site: CallSite): Value {
    const { definition, parent } = callee;
    const concerned =
      parent !== undefined ||
      holdsParser(args) ||
      valuesOf(args).some((value) => value.kind === 'self') ||
      makesParser(definition);
    if (!concerned) return this.#state.release(args);
    if (this.#state.underWay.length >= maximumDepth) {
      this.#state.open(site.at, 'calls nest too deeply');
      return unknownValue;
    }
    if (definition.kind === 'function' && !definition.decorators.every(isHarmlessDecorator)) {
      return this.#state.escape(args, site.at, `\`${definition.name}\` is decorated`);
    }
    return this.#enter(callee, args, site);
  }

  #enter({ definition, module, parent, owner }: Callee, args: Arguments, site: CallSite): Value {
    const { evaluator, resolver } = this.#analysis;
    const names = bindArguments(definition.parameters, args);
    if (owner !== undefined) names.set('__class__', { kind: 'super', after: owner });
    const frame: Frame = { module, names, ...(parent === undefined ? {} : { parent }) };
    if (definition.kind === 'lambda') return evaluator.evaluate(definition.body, frame, this.#around);
    this.#state.entered.add(definition);
    // Django's own call of `create_parser` stands in no file of the project.
    const visible = site.call !== undefined;
    if (visible) this.#state.underWay.push(site);
    const run = new BlockRun(this.#around, evaluator, resolver, frame);
    this.#state.flow.withinFunction(() => {
      run.block(definition.body);
    });
    if (visible) this.#state.underWay.pop();
    return run.result();
  }

  #lookup(order: readonly Ancestor[], name: string, from: number): Lookup {
    return lookupMethod(this.#analysis.hierarchy, order, name, from);
  }
}

export const onlyParser = (parser: Value): Arguments => ({ ...noArguments, positional: [parser] });

function holdsParser(args: Arguments): boolean {
  return valuesOf(args).some((value) => parsersIn(value).size > 0);
}

const self: Value = { kind: 'self' };
