import { compareLocations } from '../../core/location.ts';
import type { Option, OptionShape } from '../../core/commands.ts';
import { notKnown, type Known } from '../../core/known.ts';
import type { Unresolved } from '../../core/unresolved.ts';
import type { BuiltParser } from './built-parser.ts';

/** One `add_argument`. */
export interface Registration {
  /** The same in every copy. */
  readonly id: object;
  readonly parser: BuiltParser;
  readonly option: Option;
  /** An error of argparse may be caught around it. */
  readonly guarded: boolean;
}

/** A place that could not be followed, and the parsers on which it may register; absent: on any. */
export interface OpenPlace {
  readonly place: Unresolved;
  readonly parsers?: readonly BuiltParser[];
}

/** Collects what the statements of an `add_arguments` register, in order, and under which conditions they run. */
export class OptionCollector {
  #registrations: Registration[] = [];
  readonly #everything: Registration[] = [];
  readonly #revisions = new Map<object, Partial<OptionShape>>();
  readonly openPlaces: OpenPlace[] = [];
  #conditional = false;
  #guarded = false;
  /** How many branches are within each other. */
  #branches = 0;

  /** What runs now may not run at all. */
  get isConditional(): boolean {
    return this.#conditional || this.#branches > 0;
  }

  /** In the order in which they run. */
  get registrations(): readonly Registration[] {
    return this.#registrations.map((registration) => {
      const revision = this.#revisions.get(registration.id);
      return revision === undefined
        ? registration
        : { ...registration, option: { ...registration.option, ...revision } };
    });
  }

  add(parser: BuiltParser, option: Omit<Option, 'conditional'>, id: object = {}): object {
    const conditional = this.#conditional;
    const registration = { id, parser, option: { ...option, conditional }, guarded: this.#guarded };
    this.#registrations.push(registration);
    this.#everything.push(registration);
    return id;
  }

  /** Whatever was registered on a parser so far, also in branches that are over. */
  on(parser: BuiltParser): readonly Registration[] {
    return this.#everything.filter((registration) => registration.parser === parser);
  }

  /** Attributes of an option that was registered are others from now on. */
  revise(id: object, revision: Partial<OptionShape>): void {
    this.#revisions.set(id, { ...this.#revisions.get(id), ...revision });
  }

  /** From here to the end of the running function everything depends on a condition. */
  becomeConditional(): void {
    this.#conditional = true;
  }

  /** Runs the body of a function: what it makes conditional ends with it. */
  withinFunction<T>(body: () => T): T {
    const before = this.#conditional;
    try {
      return body();
    } finally {
      this.#conditional = before;
    }
  }

  conditionally<T>(body: () => T): T {
    return this.withinFunction(() => {
      this.#conditional = true;
      return body();
    });
  }

  /** Runs what stands in a `try` or `with`, where an error of argparse may be expected. */
  guarded(body: () => void): void {
    const before = this.#guarded;
    this.#guarded = true;
    body();
    this.#guarded = before;
  }

  /** The set is open: this place may register what was not seen. Told once for each place and reason. */
  leaveOpen(place: Unresolved, parsers?: readonly BuiltParser[]): void {
    const known = this.openPlaces.some(
      (other) =>
        other.place.reason === place.reason &&
        compareLocations(other.place, place) === 0 &&
        sameParsers(other.parsers, parsers),
    );
    if (!known) this.openPlaces.push({ place, ...(parsers === undefined ? {} : { parsers }) });
  }

  /**
   * Runs the branches of an `if`. What every branch registers is registered whatever the condition says, and is one
   * option; `exhaustive` is false when there may be a way past all of them.
   */
  branches(bodies: readonly (() => void)[], exhaustive: boolean): void {
    const before = this.#registrations;
    const results = bodies.map((body) => {
      this.#registrations = [];
      this.#branches += 1;
      this.withinFunction(body);
      this.#branches -= 1;
      return this.#registrations;
    });
    this.#registrations = before;
    for (const [index, result] of results.entries()) {
      for (const registration of result) {
        const others = results.filter((_, other) => other !== index).map((other) => other.find(isSame(registration)));
        const everywhere =
          exhaustive && !registration.option.conditional && others.every((other) => other !== undefined);
        if (!everywhere)
          this.#registrations.push({ ...registration, option: { ...registration.option, conditional: true } });
        else if (index === 0) this.#registrations.push(others.reduce(merged, registration));
      }
    }
  }
}

function isSame({ parser, option: { strings, dest } }: Registration): (other: Registration) => boolean {
  return (other) =>
    other.parser === parser &&
    !other.option.conditional &&
    other.option.strings.length === strings.length &&
    (strings.length > 0
      ? strings.every((text) => other.option.strings.includes(text))
      : agrees(dest, other.option.dest));
}

/** Of an option that differs between branches that is known in which they agree. */
function merged(registration: Registration, other: Registration | undefined): Registration {
  if (other === undefined) return registration;
  const [a, b] = [registration.option, other.option];
  const shape: OptionShape = {
    strings: a.strings,
    dest: agreed(a.dest, b.dest),
    action: agreed(a.action, b.action),
    type: agreed(a.type, b.type),
    default: agreed(a.default, b.default),
    choices: agreed(a.choices, b.choices),
    nargs: agreed(a.nargs, b.nargs),
    required: agreed(a.required, b.required),
    help: agreed(a.help, b.help),
  };
  return { ...registration, option: { ...a, ...shape } };
}

function agreed<T>(a: Known<T>, b: Known<T>): Known<T> {
  return JSON.stringify(a) === JSON.stringify(b) ? a : notKnown;
}

function agrees(a: Known<unknown>, b: Known<unknown>): boolean {
  return a.known && b.known && a.value === b.value;
}

function sameParsers(a: OpenPlace['parsers'], b: OpenPlace['parsers']): boolean {
  return (
    a === b || (a !== undefined && b !== undefined && a.length === b.length && a.every((parser) => b.includes(parser)))
  );
}
