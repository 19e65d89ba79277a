import type { Command } from '../core/commands.ts';
import type { HistoryEvent } from '../core/command-run.ts';
import type { ProjectModel } from '../core/project-model.ts';
import type { SeedRow } from '../core/trial.ts';
import type { Json } from '../core/verdict.ts';
import { isFailed, isRunning, isSuccessful } from './history.ts';

export interface PastRun {
  readonly status: 'success' | 'failed';
  /** Seconds before the run at which it ended. */
  readonly ago: number;
  /** Of a system that the command has nothing to do with. */
  readonly ofAnother?: true;
}

/** A record that an earlier run of the command would have left; undefined where the code does not say what it looks like. */
export function pastRecord(command: Command, project: ProjectModel, past: PastRun): SeedRow | undefined {
  const model = dottedModel(project);
  const events = (project.run(command, 'real')?.events ?? []).flatMap((event) =>
    event.kind === 'history' ? [event] : [],
  );
  const status = statusFor(past.status, project);
  const identity = identityOf(events, project);
  if (model === undefined || status === undefined || identity === undefined) return undefined;
  const values: Record<string, Json> = { ...identity };
  if (past.ofAnother === true) {
    const source = Object.keys(identity).find((name) => /source|system|crm|provider/i.test(name));
    if (source === undefined) return undefined;
    values[source] = 'synclint_other';
  }
  values['status'] = status;
  for (const { name, type, automatic } of project.historyFields()) {
    if (!/\.Date(Time)?Field$/.test(type) || automatic) continue;
    // A run takes a minute.
    values[name] = { ago: /start|begin|created/i.test(name) ? past.ago + 60 : past.ago };
  }
  return { model, values };
}

/** Constant fields by which records are told apart: all that look-ups ask for have to be among them. */
function identityOf(
  events: readonly HistoryEvent[],
  project: ProjectModel,
): Readonly<Record<string, string>> | undefined {
  const fields = new Set(project.historyFields().map(({ name }) => name));
  const created = constantsOf(events.filter(({ action }) => action === 'create'));
  const asked = constantsOf(events.filter(({ action }) => action === 'look-up'));
  const names = events.flatMap((event) => (event.action === 'look-up' ? [...event.fields.keys()] : []));
  const all = { ...asked, ...created };
  const known = Object.entries(all).filter(([name]) => fields.has(name) && !/status|time|error|date/i.test(name));
  const missing = names.some(
    (name) => fields.has(name) && !/status|time|date/i.test(name) && !Object.hasOwn(all, name),
  );
  return missing || known.length === 0 ? undefined : Object.fromEntries(known);
}

function constantsOf(events: readonly HistoryEvent[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    events.flatMap(({ fields }) =>
      [...fields].flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
  );
}

function statusFor(status: PastRun['status'], project: ProjectModel): string | undefined {
  const { allowed } = project.historyStatuses();
  const known = allowed.length > 0 ? allowed : project.policy.history.statuses;
  return status === 'success'
    ? known.find((value) => isSuccessful(value))
    : known.find((value) => isFailed(value) && !isRunning(value) && !/partial/i.test(value));
}

function dottedModel(project: ProjectModel): string | undefined {
  const { model } = project.policy.history;
  if (model === undefined || model.includes('.')) return model;
  return project.models(new RegExp(`\\b${model}\\b`)).find(({ name }) => name === model)?.symbol;
}
