import { compareLocations, type Location } from '../../core/location.ts';
import type { Option, OptionSet } from '../../core/commands.ts';
import type { Unresolved } from '../../core/unresolved.ts';

/** Collects what the statements of an `add_arguments` register, in order, and under which conditions they run. */
export class OptionCollector {
  #options: Option[] = [];
  readonly #unresolved: Unresolved[] = [];
  #conditional = false;

  /** What runs now may not run at all. */
  get isConditional(): boolean {
    return this.#conditional;
  }

  add(strings: readonly string[], declaredAt: readonly Location[]): void {
    this.#options.push({ strings, conditional: this.#conditional, declaredAt });
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

  /** The set is open: this place may register what was not seen. Told once for each place and reason. */
  leaveOpen(place: Unresolved): void {
    const known = this.#unresolved.some(
      (other) => other.reason === place.reason && compareLocations(other, place) === 0,
    );
    if (!known) this.#unresolved.push(place);
  }

  /**
   * Runs the branches of an `if`. What every branch registers is registered whatever the condition says;
   * `exhaustive` is false when there may be a way past all of them.
   */
  branches(bodies: readonly (() => void)[], exhaustive: boolean): void {
    const before = this.#options;
    const results = bodies.map((body) => {
      this.#options = [];
      this.withinFunction(body);
      return this.#options;
    });
    const everywhere = (option: Option): boolean =>
      exhaustive &&
      results.every((result) =>
        result.some((other) => !other.conditional && sameStrings(option.strings, other.strings)),
      );
    this.#options = before;
    for (const option of results.flat())
      this.#options.push(everywhere(option) ? option : { ...option, conditional: true });
  }

  result(): OptionSet {
    return optionSet(this.#options, this.#unresolved);
  }
}

export function optionSet(options: readonly Option[], unresolved: readonly Unresolved[]): OptionSet {
  return {
    options,
    unresolved,
    accepts: (flag) => {
      const found = options.filter((option) => option.strings.includes(flag));
      if (found.some((option) => !option.conditional)) return 'yes';
      return found.length > 0 || unresolved.length > 0 ? 'unknown' : 'no';
    },
  };
}

function sameStrings(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text) => b.includes(text));
}
