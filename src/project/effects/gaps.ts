import type { UnresolvedCall } from '../../core/command-run.ts';
import type { Location } from '../../core/location.ts';
import { calledWith } from './outside/handed-on.ts';
import type { CallSite } from './machine.ts';
import { placeOf } from './values/naming.ts';
import type { Value } from './values/value.ts';

/** The calls that a run could not follow, and what their callees got to know. */
export class Gaps {
  readonly #calls = new Map<string, UnresolvedCall>();
  #haveOptions = false;

  /** `receivers`: what is called, and what it is given. */
  add(site: CallSite, receivers: readonly Value[]): void {
    for (const name of [site.name, ...receivers.flatMap(calledWith)])
      this.#calls.set(`${placeOf(site.at)} ${name ?? ''}`, unresolvedAt(site.at, name));
    if (receivers.some(holdsOptions)) this.#haveOptions = true;
  }

  optionsEscape(): void {
    this.#haveOptions = true;
  }

  /** Any of the options may be read by code that could not be followed. */
  get haveOptions(): boolean {
    return this.#haveOptions;
  }

  get calls(): readonly UnresolvedCall[] {
    return [...this.#calls.values()];
  }
}

function unresolvedAt({ file, region }: Location, name: string | undefined): UnresolvedCall {
  return name === undefined ? { file, region } : { file, region, name };
}

/** The parsed options, or an object that keeps them. */
function holdsOptions(value: Value): boolean {
  if (value.kind === 'dict') return value.options === true;
  if (value.kind !== 'instance') return false;
  return [...value.cell.values.values()].some((item) => item?.kind === 'dict' && item.options === true);
}
