import type { CommandRun, StateEvent } from './command-run.ts';
import type { SyncCommand } from './commands.ts';
import { placeOf } from './lasting-effects.ts';
import type { ProjectModel } from './project-model.ts';

type KeptState = Extract<CommandRun['events'][number], StateEvent>;

/** Names under which people keep where a sync has got to. */
const tracking =
  /last[_\s-]?(sync|run|fetch|import|export|update|success|seen|poll|id\b|timestamp)|sync(ed|hroni[sz]ed)?[_\s-]?(at\b|time|date|state|cursor|token|stamp|marker|until|since)|checkpoint|watermark|high[_-]?water|cursor|delta[_-]?(link|token)|resume[_-]?(token|from)/i;

/** Places where a sync command keeps the state of a sync outside the database, each once, and the command that came first. */
export function* keptStates(
  project: ProjectModel,
  where: StateEvent['where'],
): Generator<{ readonly command: SyncCommand; readonly event: KeptState }> {
  const seen = new Set<string>();
  for (const command of project.syncCommands().toSorted((a, b) => (a.file < b.file ? -1 : 1))) {
    for (const event of project.run(command, 'real')?.events ?? []) {
      if (event.kind !== 'state' || event.where !== where || seen.has(placeOf(event))) continue;
      if (!tracking.test(event.name) && !tracking.test(event.value)) continue;
      seen.add(placeOf(event));
      yield { command, event };
    }
  }
}
