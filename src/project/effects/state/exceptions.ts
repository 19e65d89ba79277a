import { altered } from '../../../core/altered.ts';
import type { Location } from '../../../core/location.ts';
import type { Expression } from '../../../core/python.ts';
import type { Hierarchy } from '../../classes/hierarchy.ts';
import type { Store } from './store.ts';
import type { Changes, ExternalValue, Frame, Value } from '../values/value.ts';

/** One handler of a `try` that is under way. */
interface Handler {
  /** What the handler names; empty for a bare `except`. */
  readonly types: readonly Value[];
  readonly bare: boolean;
}

/** A `try`, or a `with`, whose body is under way. */
export interface Attempt {
  readonly mark: number;
  readonly handlers: readonly Handler[];
  /** What runs however the body is left; `raising`: by an exception. */
  readonly atEnd?: (raising: boolean) => void;
  /** What `raise` has sent here. */
  readonly raised: Raised[];
  /** A transaction: an exception takes back what was written in it. */
  readonly rollsBack?: true;
  /** Of the `finally`. */
  readonly frame?: Frame;
  /** Records, by their key, that are open at some place in the body where an exception may strike. */
  readonly endangered: Set<string>;
  /** The body writes to models, or fetches what is to be written. */
  hasWork: boolean;
}

/** A state in which a handler is entered. */
interface Raised {
  readonly changes: Changes;
  readonly handler: number;
  /** Raised because it is a dry run. */
  readonly dry: boolean;
  /** The `raise`. */
  readonly at?: Location;
  readonly isCommandError: boolean;
}

/** A `try`, or something like it, whose body is about to run. */
export function newAttempt(attempt: Omit<Attempt, 'raised' | 'endangered' | 'hasWork'>): Attempt {
  return altered(attempt, { raised: [], endangered: new Set<string>(), hasWork: false });
}

/** Who wants to know where exceptions go. */
export interface ExceptionWatch {
  offered(attempt: Attempt): void;
  raised(at: Location | undefined): void;
}

/** The attempts under way over all calls, innermost last. */
export class Handlers {
  readonly attempts: Attempt[] = [];
  readonly #store: Store;
  readonly #hierarchy: Hierarchy;

  readonly #watch: () => ExceptionWatch;

  constructor(store: Store, hierarchy: Hierarchy, watch: () => ExceptionWatch) {
    this.#store = store;
    this.#hierarchy = hierarchy;
    this.#watch = watch;
  }

  /** A `raise`: goes to every handler that may take the exception, up to the first that certainly does. */
  raise(exception: Value, dry: boolean, at?: Location): 'caught' | 'perhaps caught' | 'not caught' {
    // What a handler for everything raises again may be anything.
    const anything = exception.kind === 'external' && /^builtins\.(Base)?Exception\(\)$/.test(exception.path);
    const answers: string[] = [];
    this.#unwind(
      0,
      true,
      (attempt) => {
        const answer = this.#offer(attempt, exception, dry, at);
        answers.push(answer);
        return answer === 'yes';
      },
      () => {
        const taken = answers.includes('yes') || (answers.includes('maybe') && !anything);
        if (!taken) this.#watch().raised(at);
      },
    );
    if (answers.at(-1) === 'yes' && !answers.includes('maybe')) return 'caught';
    return answers.includes('maybe') ? 'perhaps caught' : 'not caught';
  }

  /** Somebody around certainly takes the exception. */
  takes(exception: Value): boolean {
    return this.attempts.some(({ handlers }) =>
      handlers.some(({ bare, types }) => bare || this.#catches(types, exception) === 'yes'),
    );
  }

  /** A `return`, `break` or `continue` leaves the attempts of its function (or loop) down to a number of them. */
  leave(depth: number): void {
    this.#unwind(depth, false, () => false);
  }

  /** Leaves one attempt after the other until one stops it; none of them is over for the other paths. */
  #unwind(depth: number, raising: boolean, stops: (attempt: Attempt) => boolean, ended?: () => void): void {
    const left: Attempt[] = [];
    while (this.attempts.length > depth) {
      const attempt = this.attempts.at(-1);
      if (attempt === undefined || stops(attempt)) break;
      this.attempts.pop();
      left.push(attempt);
      attempt.atEnd?.(raising);
    }
    ended?.();
    this.attempts.push(...left.reverse());
  }

  #offer(attempt: Attempt, exception: Value, dry: boolean, at?: Location): 'yes' | 'no' | 'maybe' {
    let answer: 'no' | 'maybe' = 'no';
    for (const [handler, { bare, types }] of attempt.handlers.entries()) {
      const catches = bare ? 'yes' : this.#catches(types, exception);
      if (catches === 'no') continue;
      answer = 'maybe';
      this.#watch().offered(attempt);
      attempt.raised.push({
        changes: this.#store.changesSince(attempt.mark),
        handler,
        dry,
        ...(at && { at }),
        isCommandError: this.#isCommandError(exception),
      });
      if (catches === 'yes') return catches;
    }
    return answer;
  }

  /** Somebody around expects a text that is no date or number. */
  expectsBadValue(): boolean {
    return this.attempts.some(({ handlers }) =>
      handlers.some(
        ({ bare, types }) =>
          bare ||
          types.some((type) =>
            type.kind === 'external'
              ? isBroad(type) || /(Value|Parser|Type)Error$/.test(type.path)
              : !this.#isOfProject(type),
          ),
      ),
    );
  }

  #isCommandError(exception: Value): boolean {
    if (exception.kind === 'external') return lastName(exception.path) === 'CommandError';
    if (exception.kind !== 'instance') return false;
    return this.#hierarchy.derivesFrom(exception.class, (base) => lastName(base) === 'CommandError');
  }

  /** A class of the project that derives from `Exception` alone, which nothing of Python's raises. */
  #isOfProject(type: Value): boolean {
    if (type.kind !== 'entity' || type.entity.kind !== 'class') return false;
    return this.#hierarchy
      .order(type.entity)
      .every(
        (ancestor) =>
          ancestor.kind === 'class' ||
          (ancestor.kind === 'external' && /(^|\.)(Exception|object)$/.test(ancestor.name)),
      );
  }

  #catches(types: readonly Value[], exception: Value): 'yes' | 'no' | 'maybe' {
    const answers = types.map((type) => this.#isKindOf(exception, type));
    return answers.includes('yes') ? 'yes' : answers.includes('maybe') ? 'maybe' : 'no';
  }

  #isKindOf(exception: Value, type: Value): 'yes' | 'no' | 'maybe' {
    if (exception.kind === 'external' && isExit(exception)) return isOf(type, /^(BaseException|SystemExit)$/);
    if (isBroad(type)) return 'yes';
    // Django's, which derives from `Exception` and nothing else.
    if (exception.kind === 'external' && lastName(exception.path) === 'CommandError')
      return isOf(type, /^CommandError$/);
    if (exception.kind === 'external' && type.kind === 'external') {
      return lastName(exception.path) === lastName(type.path) ? 'yes' : 'maybe';
    }
    if (exception.kind !== 'instance') return 'maybe';
    const order = this.#hierarchy.order(exception.class);
    if (type.kind === 'entity' && type.entity.kind === 'class') {
      const { entity } = type;
      if (order.some((ancestor) => ancestor.kind === 'class' && ancestor.class === entity)) return 'yes';
      return order.some(({ kind }) => kind === 'unknown') ? 'maybe' : 'no';
    }
    if (type.kind !== 'external') return 'maybe';
    const externals = order.flatMap((ancestor) => (ancestor.kind === 'external' ? [lastName(ancestor.name)] : []));
    if (externals.includes(lastName(type.path))) return 'yes';
    // A class of ours that derives from `Exception` alone is no `ValueError`.
    return externals.every((name) => name === 'Exception' || name === 'object') ? 'no' : 'maybe';
  }
}

function isOf(type: Value, names: RegExp): 'yes' | 'no' | 'maybe' {
  if (type.kind === 'external') return names.test(lastName(type.path)) ? 'yes' : 'no';
  return type.kind === 'entity' ? 'no' : 'maybe';
}

function isExit({ path }: ExternalValue): boolean {
  return path.startsWith('builtins.SystemExit');
}

export function isBroad(type: Value): boolean {
  return type.kind === 'external' && /^builtins\.(Base)?Exception$/.test(type.path);
}

/** The types that an `except` clause names. */
export function namedTypes(type: Expression | undefined): readonly Expression[] {
  if (type === undefined) return [];
  return type.kind === 'sequence' ? type.items : [type];
}

/** `Timeout` of `requests.exceptions.Timeout` and of `requests.Timeout()`. */
export function lastName(path: string): string {
  return path.replace(/\(\)$/, '').replace(/^.*\./, '');
}
