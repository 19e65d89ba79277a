import type { Command } from '../core/commands.ts';
import type { ProjectModel } from '../core/project-model.ts';
import type { RunRecord } from '../core/trial.ts';
import type { Verdict } from '../core/verdict.ts';
import { databaseSystemOf } from './orchestration.ts';
import { servedBy } from './requests.ts';
import type { SourceReading } from './seen.ts';
import { notApplicable } from './verdicts.ts';

type Asking = Pick<RunRecord<{ readonly sources: readonly SourceReading[] }>, 'requests' | 'observation'>;

/** How often a run has asked whatever it copies from. */
export function askedBy({ requests, observation }: Asking): number {
  return requests.length + observation.sources.length;
}

/** Why the source of a command cannot fail: its plain run asks none; undefined where it does. */
export function withoutSources(plain: Asking, command: Command, project: ProjectModel): Verdict | undefined {
  if (askedBy(plain) > 0) return undefined;
  const system = databaseSystemOf(command, project);
  if (system === undefined) return notApplicable('the plain run sends no request');
  const cure = 'say in `probe.seams` which callable reads it';
  return notApplicable(`\`${system}\` is read from its database, and nothing answers for it: ${cure}`);
}

/** Why the records of a source cannot be odd: the plain run is served none; undefined where it is. */
export function withoutRecordsServed(plain: Asking): Verdict | undefined {
  if (servedBy(plain.requests) > 0 || plain.observation.sources.length > 0) return undefined;
  return notApplicable('the plain run is served no records');
}
