import type { Command } from '../../core/commands.ts';
import { isClosed } from '../../core/option-reads.ts';
import type { CommandRun, RunMode } from '../../core/command-run.ts';
import type { Location } from '../../core/location.ts';
import type { Policy } from '../../core/policy.ts';
import type { Call } from '../../core/python.ts';
import type { Analysis } from '../analysis.ts';
import type { ClassEntity } from '../entity.ts';
import { Memo } from '../remembering/memo.ts';
import type { Recorder } from '../remembering/recorder.ts';
import { destinations, dryRunOptions } from './children/command-line.ts';
import { Definitions } from './definitions.ts';
import { Interpreter } from './interpreter.ts';
import type { Assumption, ModelKnowledge, OptionReading } from './machine.ts';
import { literal, unknown } from './values/value.ts';

interface PaperRun {
  readonly run: CommandRun;
  /** Those that it came to. */
  readonly calls: readonly Call[];
}

/** Runs commands on paper; with a recorder, each once for each set of assumptions until something changes that it came to. */
export class PaperRuns {
  readonly #analysis: Analysis;
  readonly #models: ModelKnowledge;
  readonly #policy: Policy;
  readonly #definitions: Definitions;
  readonly #recorder: Recorder | undefined;
  readonly #runs = new Map<ClassEntity, Memo<string, PaperRun>>();

  constructor(analysis: Analysis, models: ModelKnowledge, policy: Policy, recorder?: Recorder) {
    this.#analysis = analysis;
    this.#models = models;
    this.#policy = policy;
    this.#definitions = new Definitions(analysis, recorder);
    this.#recorder = recorder;
  }

  /** `failing`: every call of a command from there fails. */
  of(command: Command, entity: ClassEntity, mode: RunMode, failing?: Location): PaperRun {
    // Runs are large: whoever looks at a project only once need not keep them.
    if (this.#recorder === undefined) return this.#compute(command, entity, mode, failing);
    let runs = this.#runs.get(entity);
    if (runs === undefined) this.#runs.set(entity, (runs = new Memo(this.#recorder)));
    // Where the run is known from before, the options of the command are asked for all the same.
    const key = JSON.stringify([command.module, isClosed(command), mode, failing]);
    return runs.get(key, () => this.#compute(command, entity, mode, failing));
  }

  #compute(command: Command, entity: ClassEntity, mode: RunMode, failing?: Location): PaperRun {
    this.#recorder?.reads(entity.module.file);
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
    return { run: interpreter.run(entity), calls: [...interpreter.reached] };
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
