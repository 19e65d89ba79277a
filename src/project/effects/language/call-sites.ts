import type { Location, Span } from '../../../core/location.ts';
import type { CallSite } from '../machine.ts';
import type { Frame } from '../values/value.ts';

/** Where it is on the lines is computed when somebody asks: most places are never asked for. */
class Site implements CallSite {
  readonly frame: Frame;
  readonly name: string | undefined;
  readonly #span: Span;
  #at: Location | undefined;

  constructor(span: Span, frame: Frame, name: string | undefined) {
    this.#span = span;
    this.frame = frame;
    this.name = name;
  }

  get at(): Location {
    return (this.#at ??= this.frame.module.locate(this.#span));
  }
}

/** `name`: what is called, as far as it is written there. */
export function siteOf(span: Span, frame: Frame, name?: string): CallSite {
  return new Site(span, frame, name);
}

/** The same place, off the event loop. */
export function aside({ at, frame, name }: CallSite): CallSite {
  return { at, frame, name, aside: true };
}
