import type { Command } from '../core/commands.ts';
import type { ProjectModel } from '../core/project-model.ts';
import type { RunRecord } from '../core/trial.ts';
import type { Verdict } from '../core/verdict.ts';
import { fieldOf, historyOf, newRows } from './history.ts';
import { startsChildren, syncCommandOf } from './orchestration.ts';
import type { Table } from './seen.ts';
import type { Unplanned } from './unplanned.ts';
import { notApplicable } from './verdicts.ts';

/** Why the command copies nothing by itself; undefined where it may. */
export function withoutCopies(command: Command, project: ProjectModel): Unplanned | undefined {
  if (startsChildren(command, project))
    return { notApplicable: 'it leaves the copying to the commands that it starts' };
  const run = project.run(command, 'real');
  const writes = run?.events.some(
    (event) => event.kind === 'effect' && (event.effect === 'write' || event.effect === 'sql'),
  );
  if (run === undefined || !run.complete || run.unresolved.length > 0 || writes === true) return undefined;
  return { notApplicable: 'nothing in its code stores records' };
}

/**
 * Why rows that a run leaves are no copies; undefined where they may be. A command of no configured system that asks nobody has
 * its rows from itself: it adds defaults once, or a report each time.
 */
export function withoutSource({ requests }: RunRecord, command: Command, project: ProjectModel): Verdict | undefined {
  if (requests.length > 0 || syncCommandOf(command, project) !== undefined) return undefined;
  return notApplicable('it belongs to no configured system, and the plain run asks nobody for records');
}

/** How many records a run says it has created, updated or refused, by the history or by its output. */
export function claimOf(
  { observation, stdout, stderr }: RunRecord<{ readonly tables: readonly Table[] }>,
  project: ProjectModel,
  what: 'created' | 'updated' | 'failed',
): number | undefined {
  const history = historyOf(observation.tables, project);
  const row = history === undefined ? undefined : newRows(history).at(-1);
  const field = row && fieldOf(row, fields[what])?.value;
  if (typeof field === 'number') return field;
  const text = `${stdout.text}\n${stderr.text}`;
  const [, before, behind] = words[what].exec(text) ?? [];
  const number = before ?? behind;
  return number === undefined ? undefined : Number(number.replaceAll(',', ''));
}

const fields = {
  created: /created|inserted|added/,
  updated: /updated|changed/,
  failed: /failed|rejected|errors?_count/,
};
const words = {
  created:
    /(\d[\d,]*) (?:records? )?(?:were )?(?:created|inserted|added)|(?:created|inserted|added)\s*[:=]\s*(\d[\d,]*)/i,
  updated: /(\d[\d,]*) (?:records? )?(?:were )?(?:updated|changed)|(?:updated|changed)\s*[:=]\s*(\d[\d,]*)/i,
  failed: /(\d[\d,]*) (?:records? )?(?:were )?(?:failed|rejected)|(?:failed|rejected|errors)\s*[:=]\s*(\d[\d,]*)/i,
};
