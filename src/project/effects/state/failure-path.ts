import type { CommandRun } from '../../../core/command-run.ts';
import type { Location } from '../../../core/location.ts';
import type { Handlers } from './exceptions.ts';
import type { Store } from './store.ts';
import type { PlainEvent } from '../events.ts';
import { external, literal, type Cell, type Changes, type Value } from '../values/value.ts';

/** What a command raises that could not do its work. */
export const commandError = external('django.core.management.base.CommandError()');

const failed = 'failed';

/** The path on which a child fails: what is followed when a run is to show how a failure ends. */
export class FailurePath {
  readonly #path: Cell;
  readonly #failing: Location | undefined;
  #inDoubt = false;
  #isForgotten = false;
  #endsWell = false;
  #codeUnknown = false;
  #worksOn = false;
  #isOfStep = false;

  /** `path`: what is known of the path under way. */
  constructor(path: Cell, failing: Location | undefined) {
    this.#path = path;
    this.#failing = failing;
  }

  /** Where paths meet, those on which the child failed are followed and the others left. */
  isOn(changes: Changes): boolean {
    return isTrue(changes.get(this.#path)?.get(failed));
  }

  get hasFailed(): boolean {
    return isTrue(this.#path.values.get(failed));
  }

  /** `sys.exit(0)` after the failure. */
  get endsWell(): boolean {
    return this.#endsWell;
  }

  /** Other work was begun after the failure: it was no end, but the end of a step. */
  get worksOn(): boolean {
    return this.#worksOn;
  }

  notice(event: PlainEvent): void {
    if (this.hasFailed && isWork(event)) this.#worksOn = true;
  }

  /** A call behind the failure may be other work, unless its name says that it is not. */
  noticeCall(name: string | undefined): void {
    if (this.hasFailed && name !== undefined && !idle.test(name)) this.#worksOn = true;
  }

  /** Behind a step that looks after itself comes the next one. */
  enters(name: string): void {
    if (this.#isOfStep) this.noticeCall(name);
  }

  /** The failure that is followed is one that this handler takes. */
  isIn(handler: Location): boolean {
    return this.#failing !== undefined && samePlace(this.#failing, handler);
  }

  /** `ofStep`: taken by a handler for everything that goes on, as in one step of several that look after themselves. */
  mark(store: Store, ofStep: boolean): void {
    this.#isOfStep = ofStep;
    store.set(this.#path, failed, literal(true));
  }

  /** True when the command that is called here is the one that fails. */
  begin(at: Location, store: Store, handlers: Handlers): boolean {
    if (this.#failing === undefined || !samePlace(this.#failing, at)) return false;
    store.set(this.#path, failed, literal(true));
    if (handlers.raise(commandError, false) === 'perhaps caught') this.doubt();
    return true;
  }

  /** An exception of the project; after the failure, whether it is raised depends on what could not be followed. */
  raise(exception: Value, handlers: Handlers, dry: boolean, at?: Location): void {
    if (handlers.raise(exception, dry, at) !== 'caught') this.doubt();
  }

  exit(code: Value, handlers: Handlers, dry: boolean): void {
    if (code.kind !== 'literal' && this.hasFailed) this.#codeUnknown = true;
    const success = code.kind === 'literal' && (code.value === null || code.value === 0 || code.value === false);
    if (success && this.hasFailed) this.#endsWell = true;
    else this.raise(external('builtins.SystemExit()'), handlers, dry);
  }

  /** Something may raise that was not seen to. */
  doubt(): void {
    if (this.hasFailed && !this.#isForgotten) this.#inDoubt = true;
  }

  /** Nobody can know of the failure any more: what may still raise has another reason. */
  forget(): void {
    this.#isForgotten = true;
  }

  end(diverged: boolean, complete: boolean): CommandRun['end'] {
    if (!complete || this.#codeUnknown) return 'unknown';
    // No path reaches the end, whatever they depend on.
    if (diverged && !this.#endsWell) return 'failure';
    if (this.#inDoubt) return 'unknown';
    if (this.#endsWell) return 'success';
    return this.#failing === undefined || this.hasFailed ? 'success' : 'unknown';
  }
}

/** What changes something, and does not merely keep a record of the run. */
function isWork(event: PlainEvent): boolean {
  if (event.kind === 'child') return true;
  return event.kind === 'effect' && !/log|histor|\b\w*(run|job|task|status|lock|audit|execution)/i.test(event.what);
}

/** What tells of something, ends it, or only looks. */
const idle =
  /^__\w+__$|^_*(?:print|write|echo|log|debug|info|warn|notif|alert|error|exception|critical|flush|format|style|close|quit|exit|stop|shut|disconnect|logout|clean|clear|finish|end|release|unlock|teardown|tear_down|remove|rm|get|is|has|str|len|summar|report|show|display|output|time|elapsed|now|stat|count|join|strip|split|lower|upper|append|extend|add|set|items|keys|values)(?![a-z])/i;

function isTrue(value: Value | undefined): boolean {
  return value?.kind === 'literal' && value.value === true;
}

function samePlace(a: Location, b: Location): boolean {
  return (
    a.file === b.file && a.region.startLine === b.region.startLine && a.region.startColumn === b.region.startColumn
  );
}
