import { byName, defineRule, type CommandRun, type ProjectModel, type SyncCommand } from '#rule-kit';

/**
 * A sync command that copies data without a record of the run in the sync history.
 *
 * @remarks
 * The history is the only place that says when a source was last copied. A run without a record is invisible: monitoring
 * does not see it fail, and the next delta sync starts from the last run that has one. Deriving from an engine that keeps
 * the history is not enough where the command goes past it.
 *
 * The run of the command is followed from `handle` over files. It fires when something is written to a model and no path
 * makes a record, or when one path makes a record and another one writes without it; a path that writes nothing needs none.
 * An orchestrator that only calls other commands needs none either, they make theirs. Functions that are known to make a
 * record and cannot be followed belong into `history.writers`.
 *
 * Make the record in the engine, before the first write, on every path.
 */
export const rule = defineRule({
  id: 'sync-without-history',
  title: 'Sync that leaves no record',
  scope: 'project',
  severity: 'error',
  confidence: 'likely',
  default: 'preset',
  since: '0.1.0',
  messages: {
    absent: '`{command}` writes to the database and makes no record in the sync history',
    partial: '`{command}` makes a record in the sync history, but may come to `{writer}` without one',
  },

  *check(project) {
    const places = new Set<string>();
    for (const command of byName(project.syncCommands())) {
      const run = project.run(command, 'real');
      if (run === undefined || !run.complete || run.unresolved.some((call) => project.mayReachHistory(call))) continue;
      const data = { command: command.name };
      const without = run.events.find(({ kind }) => kind === 'unrecorded-work');
      const subject = command.module;
      if (makesRecord(run)) {
        const key = without && `${without.at.file}:${without.at.region.startLine}:${without.at.region.startColumn}`;
        if (without === undefined || key === undefined || places.has(key)) continue;
        places.add(key);
        const writer = without.function === '' ? without.module : without.function;
        const related = [{ ...without.at, message: 'writes without a record' }];
        const place = { at: command.at, subject, related, flow: flowTo(without) };
        yield { messageId: 'partial', data: { ...data, writer }, ...place };
      } else if (!mayChildrenMake(project, command, run)) {
        const work = run.events.find(isWrite);
        if (work === undefined) continue;
        yield { messageId: 'absent', data, at: command.at, subject, flow: flowTo(work) };
      }
    }
  },
});

function makesRecord({ events }: CommandRun): boolean {
  return events.some((event) => event.kind === 'history' && event.action === 'create');
}

function isWrite(event: CommandRun['events'][number]): boolean {
  return event.kind === 'effect' && (event.effect === 'write' || event.effect === 'sql');
}

/** A child may be anything, or is a command that makes a record. */
function mayChildrenMake(project: ProjectModel, command: SyncCommand, { events }: CommandRun): boolean {
  return events.some((event) => {
    if (event.kind !== 'child') return false;
    const child = project.commands().find(({ name }) => name === event.command);
    const run = child === undefined || child.module === command.module ? undefined : project.run(child, 'real');
    return run === undefined || !run.complete || makesRecord(run);
  });
}

function flowTo({ at, chain }: CommandRun['events'][number]) {
  return [...chain, { ...at, message: 'writes without a record' }];
}
