import type { Command } from '../core/commands.ts';
import { symbolId } from '../core/location.ts';
import type { ProjectModel } from '../core/project-model.ts';
import type { Unplanned } from './unplanned.ts';
import type { Row, Statement, Table } from './seen.ts';
import { startsChildren } from './orchestration.ts';

/** Why the command has no business with the history; undefined where it should leave a record of its run. */
export function withoutRecords(command: Command, project: ProjectModel): Unplanned | undefined {
  if (project.policy.history.model === undefined) return { notApplicable: 'no history model is configured' };
  if (startsChildren(command, project)) return { notApplicable: 'the commands that it starts leave their own records' };
  const isSync = project.syncCommands().some(({ module }) => module === command.module);
  const events = project.run(command, 'real')?.events ?? [];
  if (isSync || events.some((event) => event.kind === 'history' && event.action === 'create')) return undefined;
  return { notApplicable: 'it belongs to no configured system, and makes no record in the history' };
}

export function isHistory({ model }: Pick<Table, 'model'>, project: ProjectModel): boolean {
  const configured = project.policy.history.model;
  if (model === null || configured === undefined) return false;
  return model === configured || model.endsWith(`.${configured}`) || project.isHistoryModel(symbolId(model));
}

/** The history after a run that changed it. */
export function historyOf(tables: readonly Table[], project: ProjectModel): Table | undefined {
  return tables.find((table) => isHistory(table, project));
}

/** Tables of what is copied. */
export function copiesOf<T extends Pick<Table, 'model'>>(tables: readonly T[], project: ProjectModel): readonly T[] {
  return tables.filter((table) => !isHistory(table, project));
}

/** Where the history was written to. */
export function writesTo(table: Pick<Table, 'table'>, writes: readonly Statement[]): readonly Statement[] {
  return writes.filter((write) => write.table === table.table);
}

export function newRows({ rows, before }: Table): readonly Row[] {
  const known = new Set(before.map(keyOf));
  return rows.filter((row) => !known.has(keyOf(row)));
}

/** The primary key, under whatever name. */
export function keyOf(row: Row): string {
  return JSON.stringify(row['id'] ?? row['pk'] ?? Object.values(row)[0] ?? null);
}

export function statusOf(row: Row): string {
  const [, value = ''] = Object.entries(row).find(([name]) => /^(status|state|result|outcome)$/.test(name)) ?? [];
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export const isRunning = (status: string): boolean =>
  /run|progress|pending|start|queue|process|open|active/i.test(status);
export const isSuccessful = (status: string): boolean => /^(success|succe|complete|done|ok$|finish)/i.test(status);
export const isFailed = (status: string): boolean => /fail|error|abort|broken|cancel|interrupt|partial/i.test(status);

/** The first value of a field whose name matches. */
export function fieldOf(row: Row, name: RegExp): { readonly name: string; readonly value: Row[string] } | undefined {
  const found = Object.entries(row).find(([key]) => name.test(key));
  return found && { name: found[0], value: found[1] };
}

/** Inserted, updated and deleted rows of all tables but the history. */
export function differenceOf(
  tables: readonly Pick<Table, 'model' | 'inserted' | 'updated' | 'deleted'>[],
  project: ProjectModel,
): { readonly inserted: number; readonly updated: number; readonly deleted: number } {
  const copies = copiesOf(tables, project);
  const sum = (what: 'inserted' | 'updated' | 'deleted') => copies.reduce((total, table) => total + table[what], 0);
  return { inserted: sum('inserted'), updated: sum('updated'), deleted: sum('deleted') };
}
