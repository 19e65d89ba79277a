import type { Command } from '../../core/commands.ts';
import { isClosed } from '../../core/option-reads.ts';
import type { CommandRun, RunMode } from '../../core/command-run.ts';
import type { Location } from '../../core/location.ts';
import type { Policy } from '../../core/policy.ts';
import type { Analysis } from '../analysis.ts';
import type { ClassEntity } from '../entity.ts';
import type { CallPlaces } from './call-places.ts';
import { destinations, dryRunOptions } from './children/command-line.ts';
import { Definitions } from './definitions.ts';
import { Interpreter } from './interpreter.ts';
import type { Assumption, ModelKnowledge, OptionReading } from './machine.ts';
import { literal, unknown } from './values/value.ts';

/** The runs of the commands of a project, each computed when somebody asks. */
export class CommandRuns {
  readonly #analysis: Analysis;
  readonly #models: ModelKnowledge;
  readonly #policy: Policy;
  readonly #runs = new Map<string, CommandRun>();
  readonly #definitions: Definitions;

  constructor(analysis: Analysis, models: ModelKnowledge, policy: Policy) {
    this.#analysis = analysis;
    this.#models = models;
    this.#policy = policy;
    this.#definitions = new Definitions(analysis);
  }

  run(command: Command, entity: ClassEntity, mode: RunMode): CommandRun {
    const key = `${command.module} ${mode}`;
    let run = this.#runs.get(key);
    if (run === undefined) {
      run = this.#compute(command, entity, mode);
      this.#runs.set(key, run);
    }
    return run;
  }

  /** What a real run does when the commands fail that it calls at one place. */
  afterFailure(command: Command, entity: ClassEntity, failing: Location): CommandRun {
    return this.#compute(command, entity, 'real', failing);
  }

  /** The calls of all runs that were asked for so far. */
  get calls(): Pick<CallPlaces, 'open' | 'followed'> {
    return this.#definitions.calls;
  }

  #compute(command: Command, entity: ClassEntity, mode: RunMode, failing?: Location): CommandRun {
    const { dryRun } = this.#policy;
    const assumption: Assumption = {
      dry: dryRunOptions(command.options, dryRun, mode),
      inert: new Set(mode === 'dry' ? dryRun.guards : []),
      effects: new Set(dryRun.effects),
      ...(failing && { failing }),
    };
    // `stealth_options` come without a parser.
    const isComplete = isClosed(command) && !this.#declares(entity, 'stealth_options');
    const interpreter = new Interpreter(
      this.#analysis,
      this.#models,
      assumption,
      (emit, escape) => optionReading(command, isComplete, assumption, emit, escape),
      this.#definitions,
    );
    const run = interpreter.run(entity);
    this.#definitions.calls.leftOpen(run.unresolved, command.module);
    return run;
  }

  #declares(entity: ClassEntity, name: string): boolean {
    const order = this.#analysis.hierarchy.order(entity);
    return order.some((ancestor) => ancestor.kind === 'class' && ancestor.class.scope.bindings.has(name));
  }
}

function optionReading(
  command: Command,
  complete: boolean,
  { dry }: Assumption,
  emit: Interpreter['emit'],
  escape: () => void,
): OptionReading {
  const names = destinations(command.options);
  return {
    names: () => names,
    complete,
    assumed: new Map([...dry].map(([option, value]) => [option, literal(value, true)])),
    read: (option, strict, site, fallback = false) => {
      emit({ kind: 'option-read', option, strict, ...(fallback && { fallback }) }, site);
      const assumed = dry.get(option);
      return assumed === undefined ? unknown(false, option) : literal(assumed, true);
    },
    escape,
  };
}
