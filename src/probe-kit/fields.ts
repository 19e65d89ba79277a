import type { Command } from '../core/commands.ts';
import { nameMatcher } from '../core/name-glob.ts';
import type { FieldTables } from '../core/policy.ts';
import type { ProjectModel } from '../core/project-model.ts';
import type { RunRecord } from '../core/trial.ts';
import type { Evidence, Json, Verdict } from '../core/verdict.ts';
import { listed } from '../core/listed.ts';
import { writesTo } from './history.ts';
import type { Row, Stored, Table } from './seen.ts';
import { timesIn } from './times.ts';
import { evidence, inconclusive, verdictOf } from './verdicts.ts';

/** Model → field of the source → column, as configured for a command; undefined where nothing is. */
export function fieldsOf({ name }: Command, { policy }: ProjectModel): FieldTables | undefined {
  return Object.entries(policy.probe.fields).find(([glob]) => nameMatcher([glob])(name))?.[1];
}

/** The values of a run that shows what it was served, by the place to which the configuration sends them. */
export function judgeFields(run: RunRecord<Stored>, tables: FieldTables): Verdict {
  const served = servedTo(run);
  if (served.length === 0) return inconclusive('it is served no records');
  const found: Evidence[] = [];
  const unclear: string[] = [];
  let clear = 0;
  for (const [model, columns] of Object.entries(tables)) {
    const table = run.observation.tables.find((one) => isOf(one, model));
    if (table === undefined || table.rows.length === 0) return inconclusive(`it stores nothing in \`${model}\``);
    for (const [field, column] of Object.entries(columns)) {
      if (!table.rows.some((row) => Object.hasOwn(row, column)))
        return inconclusive(`\`${model}\` has no column \`${column}\`: correct \`probe.fields\``);
      const values = valuesAt(served, field);
      const isShared = Object.keys(columns).some(
        (other) => other !== field && isWithin(values, valuesAt(served, other)),
      );
      const place = placeOf(values, column, table);
      if (values.size === 0 || isShared || place === 'changed') unclear.push(field);
      else if (place === 'meant') clear += 1;
      else {
        const stack = writesTo(table, run.observation.writes).find(({ rows }) => rows !== 0)?.stack ?? [];
        const details = { model, field, column, served: [...values].slice(0, 3), arrived: columnValues(table, column) };
        const where = place === 'nowhere' ? 'in no column' : `in \`${place.column}\``;
        found.push(evidence(`\`${field}\` arrives ${where} instead of \`${column}\``, { stack, details }));
      }
    }
  }
  const [first, ...rest] = found;
  if (first !== undefined) return { outcome: 'falsified', evidence: [first, ...rest] };
  if (clear === 0)
    return inconclusive(`the values of ${listed(unclear)} are changed, or served in other fields as well`);
  return verdictOf([], 1);
}

type Place = 'meant' | 'nowhere' | 'changed' | { readonly column: string };

/** Where all the values of a field are. */
function placeOf(values: ReadonlySet<string>, column: string, table: Table): Place {
  if (isWithin(values, valuesIn(table, column))) return 'meant';
  const [first] = table.rows;
  const others = Object.keys(first ?? {}).filter((name) => name !== column);
  const other = others.find((name) => isWithin(values, valuesIn(table, name)));
  if (other !== undefined) return { column: other };
  // A column with a value of its own may hold what the code has made of the field.
  const arrived = new Set(table.rows.map((row) => normal(row[column] ?? null)));
  return [...arrived].every((value) => empty.has(value)) ? 'nowhere' : 'changed';
}

const empty: ReadonlySet<string> = new Set(['', 'null', 'false', '0', '[]', '{}']);

function isOf({ model }: Table, name: string): boolean {
  return model !== null && (model === name || model.endsWith(`.${name}`));
}

function isWithin(values: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return values.size > 0 && [...values].every((value) => others.has(value));
}

function valuesIn({ rows }: Table, column: string): ReadonlySet<string> {
  return new Set(rows.map((row) => normal(row[column] ?? null)));
}

function columnValues({ rows }: Table, column: string): readonly Json[] {
  return rows.slice(0, 3).map((row: Row) => row[column] ?? null);
}

/** Records of all answers, and of the tables and callables that were read. */
function servedTo({ requests, held = {}, observation }: RunRecord<Stored>): readonly Json[] {
  const read = new Set(observation.sources.map(({ name }) => name));
  const ofSources = Object.entries(held).flatMap(([place, records]) => (read.has(place) ? records : []));
  return [...requests.flatMap(({ records }) => records ?? []), ...ofSources];
}

/** What is at a dotted key; a key may have dots itself. Nothing that is empty. */
function valuesAt(records: readonly Json[], field: string): ReadonlySet<string> {
  const values = records.map((record) => valueAt(record, field)).filter((value) => value !== undefined);
  return new Set(values.map(normal).filter((value) => value !== '' && value !== 'null'));
}

function valueAt(record: Json | undefined, field: string): Json | undefined {
  if (typeof record !== 'object' || record === null || Array.isArray(record)) return undefined;
  const values = new Map<string, Json>(Object.entries(record));
  if (values.has(field)) return values.get(field);
  const dot = field.indexOf('.');
  return dot < 0 ? undefined : valueAt(values.get(field.slice(0, dot)), field.slice(dot + 1));
}

/** The same text for what means the same, however it is written. */
function normal(value: Json): string {
  if (typeof value === 'object') return JSON.stringify(value);
  const text = String(value).trim().toLowerCase();
  if (/^-?\d+(\.\d+)?$/.test(text)) return String(Number(text));
  const [time] = /^\d{4}-\d\d-\d\d/.test(text) ? timesIn(String(value)) : [];
  return time === undefined ? text : `time ${time.time}`;
}
