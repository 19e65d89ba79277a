import type { RunEvent, RunMode } from '../core/command-run.ts';
import { compareLocations, compareText, type RelatedLocation } from '../core/location.ts';
import type { Command } from '../core/commands.ts';
import type { ProjectModel } from '../core/project-model.ts';

export interface PlacedEvent<E extends RunEvent, C extends Command> {
  readonly event: E;
  /** The first command that comes to the place. */
  readonly command: C;
  /** From `handle` to the place. */
  readonly flow: readonly RelatedLocation[];
}

/** The events of the runs of several commands; a place that many of them come to counts once. */
export function eachPlace<E extends RunEvent, C extends Command>(
  project: ProjectModel,
  commands: readonly C[],
  mode: RunMode,
  pick: (event: RunEvent, command: C) => E | undefined,
): readonly PlacedEvent<E, C>[] {
  const found = new Map<string, PlacedEvent<E, C>>();
  for (const command of byName(commands)) {
    for (const one of project.run(command, mode)?.events ?? []) {
      const event = pick(one, command);
      if (event === undefined) continue;
      const { file, region } = event.at;
      const key = `${file}:${region.startLine}:${region.startColumn}`;
      if (found.has(key)) continue;
      found.set(key, { event, command, flow: [...event.chain, { ...event.at, message: 'gets here' }] });
    }
  }
  return [...found.values()].sort((a, b) => compareLocations(a.event.at, b.event.at));
}

/** An order that does not depend on that of the files. */
export function byName<C extends Command>(commands: readonly C[]): readonly C[] {
  return commands.toSorted((a, b) => compareText(a.name, b.name) || compareText(a.module, b.module));
}
