import type { ChildCommandEvent, CommandRun, RunEvent } from '../../core/command-run.ts';
import type { Command } from '../../core/commands.ts';
import type { Invocation, ScriptInvocation } from '../../core/invocation.ts';
import { compareLocations, compareText, type Location } from '../../core/location.ts';
import type { Resolver } from '../imports/resolver.ts';
import type { ModuleIndex } from '../imports/module-index.ts';
import { remembered } from '../remembered.ts';
import { isOutsideProgram } from '../outside-program.ts';
import type { Sources } from '../sources.ts';
import { literalCalls } from './literal-calls.ts';

/** Which code of the project starts which commands. */
export class Invocations {
  readonly #commands: () => readonly Command[];
  readonly #run: (command: Command) => CommandRun | undefined;
  readonly #modules: ModuleIndex;
  readonly #resolver: Resolver;
  readonly #sources: Sources;
  readonly #named = new Map<string, readonly Command[]>();
  #all: readonly Invocation[] | undefined;

  constructor(
    commands: () => readonly Command[],
    run: (command: Command) => CommandRun | undefined,
    modules: ModuleIndex,
    resolver: Resolver,
    sources: Sources,
  ) {
    this.#commands = commands;
    this.#run = run;
    this.#modules = modules;
    this.#resolver = resolver;
    this.#sources = sources;
  }

  /** What one run starts, in its order. */
  of(run: CommandRun): readonly Invocation[] {
    return run.events.filter(isChild).map((event) => this.#invocation(event));
  }

  /** What any command starts when it runs, and what any module starts by a literal name; each place and name once. */
  all(): readonly Invocation[] {
    if (this.#all !== undefined) return this.#all;
    const found = new Map<string, Invocation>();
    const add = (invocation: Invocation): void => {
      const key = `${keyOf(invocation.at)} ${invocation.command ?? invocation.prefix ?? ''}`;
      const before = found.get(key);
      if (before === undefined) found.set(key, invocation);
      else found.set(key, { ...before, passes: union(before.passes, invocation.passes) });
    };
    // A run knows more of a call than its text does.
    for (const command of this.#startingOthers()) {
      const run = this.#run(command);
      if (run !== undefined) this.of(run).forEach(add);
    }
    this.#literal().forEach(add);
    return (this.#all = [...found.values()].sort((a, b) => compareLocations(a.at, b.at)));
  }

  /** Of a command that is not the project's nothing is known. */
  ofScripts(): readonly ScriptInvocation[] {
    return this.#sources.scriptCommands().flatMap((started) => {
      const children = this.#ofName(started.command);
      return children.length === 0 ? [] : [{ ...started, children }];
    });
  }

  /** Running a command takes time: only where some file of the project mentions how another one is started. */
  #startingOthers(): readonly Command[] {
    return this.#sources.mentioning(starting).length === 0 ? [] : this.#commands();
  }

  #literal(): readonly Invocation[] {
    return this.#sources.mentioning(starting).flatMap((file) => {
      const module = isOutsideProgram(file) ? undefined : this.#modules.moduleOf(file);
      if (module === undefined) return [];
      return [...literalCalls(this.#resolver, module)].map(({ call, ...rest }) => ({
        ...rest,
        at: module.locate(call),
        module: module.name,
        chain: [],
        caught: false,
        children: this.#ofName(rest.command),
      }));
    });
  }

  #invocation(event: Extract<RunEvent, ChildCommandEvent>): Invocation {
    const { at, module, chain, command, prefix, passes, complete, by, after, caught } = event;
    const children = command === undefined ? this.#withPrefix(prefix) : this.#ofName(command);
    return {
      ...{ at, module, chain, passes, complete, by, caught, children },
      ...(command !== undefined && { command }),
      ...(prefix !== undefined && { prefix }),
      ...(after !== undefined && { after }),
    };
  }

  #ofName(name: string): readonly Command[] {
    return remembered(this.#named, name, () => inOrder(this.#commands().filter((command) => command.name === name)));
  }

  #withPrefix(prefix: string | undefined): readonly Command[] {
    return prefix === undefined ? [] : inOrder(this.#commands().filter(({ name }) => name.startsWith(prefix)));
  }
}

const starting = /call_command|manage\.py/;

/** Whatever the order of the files is. */
function inOrder(commands: readonly Command[]): readonly Command[] {
  return commands.toSorted((a, b) => compareText(a.module, b.module));
}

function isChild(event: RunEvent): event is Extract<RunEvent, ChildCommandEvent> {
  return event.kind === 'child';
}

function union(a: Invocation['passes'], b: Invocation['passes']): Invocation['passes'] {
  return [...a, ...b.filter(({ name }) => !a.some((other) => other.name === name))];
}

function keyOf({ file, region }: Location): string {
  return `${file}:${region.startLine}:${region.startColumn}`;
}
