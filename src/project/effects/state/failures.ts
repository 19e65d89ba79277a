import type { RelatedLocation } from '../../../core/location.ts';
import type { Block, Statement } from '../../../core/python.ts';
import { lastName, type Attempt } from './exceptions.ts';
import type { Failure, FailureTracking, Machine } from '../machine.ts';
import type { Frame, Value } from '../values/value.ts';

/** A block that is under way. */
interface Progress {
  readonly statements: Block;
  readonly frame: Frame;
  /** Calls that led to it. */
  readonly calls: number;
  index: number;
}

/** A run with many handlers is followed behind the first ones only. */
const maximumFollowed = 12;

/**
 * The paths of exceptions that a handler swallows.
 *
 * Where a handler ends, its path meets that of the body, and what only it knows (`failed = True`) becomes unknown. So the
 * code behind is run once more for this path alone, without a trace but for what it tells.
 */
export class Failures implements FailureTracking {
  readonly #machine: Machine;
  readonly #blocks: Progress[] = [];
  #current: Failure | undefined;
  #left = maximumFollowed;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  /** Runs the statements of a block one after the other. */
  through(statements: Block, frame: Frame, run: (statement: Statement) => boolean): boolean {
    const progress: Progress = { statements, frame, calls: this.#machine.calls, index: 0 };
    this.#blocks.push(progress);
    let goesOn = true;
    for (; goesOn && progress.index < statements.length; progress.index += 1) {
      const statement = statements[progress.index];
      if (statement !== undefined) goesOn = run(statement);
    }
    this.#blocks.pop();
    return goesOn;
  }

  /** The exception whose path this is, and nobody on it could have asked for it. */
  get certain(): Failure | undefined {
    return this.#current?.undecided === this.#machine.branches.undecided ? this.#current : undefined;
  }

  /** Somebody makes up for it. */
  recovered(): void {
    this.#current = undefined;
  }

  /** Runs what an exception leads to. */
  during<T>(handler: RelatedLocation, body: () => T): T {
    const before = this.#current;
    this.#current = { handler, undecided: this.#machine.branches.undecided };
    const result = body();
    this.#current = before;
    return result;
  }

  /** A handler of the `try` under way has ended: follows its path behind the `try`, and out of the blocks around. */
  follow(handler: RelatedLocation): void {
    if (this.#machine.isTrial || this.#left === 0 || this.#current === undefined) return;
    this.#left -= 1;
    const blocks = this.#blocks.map((block) => ({ ...block }));
    const frames = [...new Set(blocks.map(({ frame }) => frame))];
    this.#machine.trial(frames, () => {
      this.during(handler, () => {
        this.#out(blocks);
      });
    });
  }

  #out(blocks: readonly Progress[]): void {
    for (const [level, { statements, index, frame, calls }] of [...blocks.entries()].reverse()) {
      const statement = statements[index];
      const rest = statements.slice(index + 1);
      const ended = this.#machine.withCalls(calls, () => {
        if (statement?.kind === 'try' && !this.#machine.block(statement.finally, frame)) return false;
        return this.#machine.block(rest, frame);
      });
      const around = blocks[level - 1];
      if (!ended || around === undefined || !passesOn(around.statements[around.index])) return;
    }
  }
}

/** What stands behind the statement runs after a block within it has come to its end, with nothing in between. */
function passesOn(statement: Statement | undefined): boolean {
  if (statement?.kind !== 'expression') return ['if', 'with', 'try'].includes(statement?.kind ?? '');
  const value = statement.value.kind === 'await' ? statement.value.value : statement.value;
  return value.kind === 'call' || value.kind === 'yield';
}

/** `except StopIteration` and the like are no failures, nor is a record that is not there yet. */
export function catchesFailure({ handlers }: Attempt, index: number): boolean {
  const handler = handlers[index];
  if (handler === undefined) return false;
  return handler.bare || handler.types.some(isFailure);
}

function isFailure(type: Value): boolean {
  const name =
    type.kind === 'external'
      ? lastName(type.path)
      : type.kind === 'entity' && type.entity.kind === 'class'
        ? type.entity.definition.name
        : '';
  return (
    name !== '' &&
    !/^(Stop(Async)?Iteration|\w*DoesNotExist|\w*NotFound\w*|EmptyPage|PageNotAnInteger|CancelledError|KeyboardInterrupt|GeneratorExit|SystemExit|KeyError|IndexError|LookupError|AttributeError|ImportError|IntegrityError|Skip\w*|\w*Duplicate\w*)$/.test(
      name,
    )
  );
}
