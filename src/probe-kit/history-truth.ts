import type { Command } from '../core/commands.ts';
import { listed } from '../core/listed.ts';
import type { ProjectModel } from '../core/project-model.ts';
import type { Evidence } from '../core/verdict.ts';
import { copiesOf, fieldOf, isRunning, isSuccessful, statusOf } from './history.ts';
import { entityOfChild, syncCommandOf } from './orchestration.ts';
import type { Row, Stored } from './seen.ts';
import { timesIn } from './times.ts';

/** Something that is not true. */
export type Lie = Pick<Evidence, 'summary' | 'flaw'>;

/** What a record says of its run that is not so. */
export function* liesOf(record: Row, run: Stored, command: Command, project: ProjectModel): Generator<Lie> {
  const status = statusOf(record);
  const { allowed } = project.historyStatuses();
  const isUnknown = allowed.length > 0 && !allowed.includes(status);
  if (isUnknown) {
    yield {
      summary: `it stores the status \`${status}\`, and the history knows ${listed(allowed, 5)}`,
      flaw: 'unknown-history-status',
    };
  } else if (!isSuccessful(status) && !/partial/i.test(status)) {
    const how = isRunning(status) ? 'stays' : 'is stored as';
    yield { summary: `the record of a run that went well ${how} \`${status}\`` };
  }
  const started = timeOf(record, /start|begin/);
  const ended = timeOf(record, ending);
  if (started !== undefined && (started < run.started - 2 || started > run.ended + 2))
    yield { summary: 'the record starts at another time than the run' };
  if (ended !== undefined && (ended < (started ?? run.started) - 2 || ended > run.ended + 2))
    yield { summary: 'the record ends at another time than the run' };
  const end = fieldOf(record, ending);
  if (end?.value === null && !isRunning(status)) yield { summary: `the record has no \`${end.name}\`` };
  yield* wrongCounts(record, run, project);
  const system = syncCommandOf(command, project)?.system;
  const source = fieldOf(record, /source|system|crm|provider/);
  if (system !== undefined && typeof source?.value === 'string' && isOther(source.value, system, project))
    yield { summary: `the record of \`${system}\` names \`${source.value}\` as its source` };
  yield* wrongType(record, command, project);
}

/** It names an entity of the same system that another command copies. */
function* wrongType(record: Row, { name, module }: Command, project: ProjectModel): Generator<Lie> {
  const type = fieldOf(record, /type|entity|object/)?.value;
  const all = project.syncCommands();
  const own = all.find((command) => command.module === module);
  // An orchestrator may do the work of its children itself.
  if (own === undefined || own.kind === 'orchestrator' || typeof type !== 'string') return;
  if (entityOfChild(name, project) === type) return;
  const other = all.find(({ system, name: its }) => system === own.system && entityOfChild(its, project) === type);
  if (other !== undefined)
    yield { summary: `the record of \`${name}\` has the type \`${type}\`, which is that of \`${other.name}\`` };
}

/** Not that of `endpoint`. */
const ending = /^(end(ed|s)?(_|$)|finish|complet|stop)/;

/** Counts of the record, by the tables. */
function* wrongCounts(record: Row, { tables }: Stored, project: ProjectModel): Generator<Lie> {
  const copies = copiesOf(tables, project);
  for (const [what, name] of [
    ['inserted', /created|inserted|added/],
    ['updated', /updated/],
  ] as const) {
    const field = fieldOf(record, name);
    if (typeof field?.value !== 'number') continue;
    const each = copies.map((table) => table[what]);
    const sum = each.reduce((total, count) => total + count, 0);
    // Rows of a second table may be part of a record of the source.
    if (field.value === sum || each.includes(field.value)) continue;
    yield { summary: `the record says \`${field.name}\` ${field.value}, and ${sum} rows were ${what}` };
  }
  const processed = fieldOf(record, /processed|total|fetched/);
  const stored =
    copies
      .map(({ inserted, updated }) => inserted + updated)
      .toSorted((a, b) => b - a)
      .at(0) ?? 0;
  if (typeof processed?.value === 'number' && processed.value < stored)
    yield { summary: `the record says \`${processed.name}\` ${processed.value}, and ${stored} rows were written` };
}

function timeOf(record: Row, name: RegExp): number | undefined {
  const field = fieldOf(record, name);
  return typeof field?.value === 'string' ? timesIn(field.value).find(({ isDay }) => !isDay)?.time : undefined;
}

/** It names a system of the configuration, and not this one. */
function isOther(source: string, system: string, project: ProjectModel): boolean {
  const text = source.toLowerCase();
  return (
    !text.includes(system.toLowerCase()) &&
    Object.keys(project.policy.systems).some((name) => text === name.toLowerCase())
  );
}
