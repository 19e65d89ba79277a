import type { Command } from '../../core/commands.ts';
import type { CommandRun, RunMode } from '../../core/command-run.ts';
import type { Location } from '../../core/location.ts';
import type { ClassEntity } from '../entity.ts';
import { CallPlaces } from './call-places.ts';
import type { PaperRuns } from './paper-runs.ts';

/** The runs of the commands of a project that somebody asked for. */
export class CommandRuns {
  readonly #paper: PaperRuns;
  readonly #asked = new Map<string, CommandRun>();
  /** The calls of all runs that were asked for so far. */
  readonly calls = new CallPlaces();

  constructor(paper: PaperRuns) {
    this.#paper = paper;
  }

  run(command: Command, entity: ClassEntity, mode: RunMode): CommandRun {
    const key = `${command.module} ${mode}`;
    let run = this.#asked.get(key);
    if (run === undefined) this.#asked.set(key, (run = this.#ask(command, entity, mode)));
    return run;
  }

  /** What a real run does when the commands fail that it calls at one place. */
  afterFailure(command: Command, entity: ClassEntity, failing: Location): CommandRun {
    return this.#ask(command, entity, 'real', failing);
  }

  #ask(command: Command, entity: ClassEntity, mode: RunMode, failing?: Location): CommandRun {
    const { run, calls } = this.#paper.of(command, entity, mode, failing);
    this.calls.reached(calls);
    this.calls.leftOpen(run.unresolved, command.module);
    return run;
  }
}
