import type { ProbedCommand, ProbeVerdict } from '../../core/probe-run.ts';
import type { Evidence } from '../../core/verdict.ts';
import type { StoredCommand, StoredProbeRun, StoredVerdict } from '../../core/stored-run.ts';
import { evidenceJson } from '../corroboration.ts';
import { findingJson, notificationJson, statsJson } from '../finding-json.ts';
import type { ReportContext } from '../reporter.ts';
import { shownFindings } from '../shown.ts';
import { toJson } from '../to-json.ts';
import { reasonOf } from './outcomes.ts';
import type { ProbeReporter } from './reporter.ts';

/** The stable contract for programs: `docs/schemas/probe.schema.json`. */
export const reporter: ProbeReporter = (run, context) => {
  const { id, engine, fence, python, django, seed, notes } = run.surroundings;
  const output: StoredProbeRun = {
    version: 1,
    tool: { name: 'synclint', version: context.version },
    root: '.',
    run: { id, engine, fence, python, django, seed, notes },
    probes: run.probes,
    commands: run.commands.map((command) => commandJson(command, context)),
    findings: shownFindings(run, context).map((finding) => findingJson(finding, context)),
    record: { ...run.record, durationMs: context.durationMs === null ? null : Math.round(run.record.durationMs) },
    notifications: run.notifications.map(notificationJson),
    stats: statsJson(run.stats, context),
  };
  return `${toJson(output, 2)}\n`;
};

function commandJson({ command, verdicts }: ProbedCommand, context: ReportContext): StoredCommand {
  return {
    name: command.name,
    module: command.module,
    file: command.file,
    line: command.at.region.startLine,
    verdicts: verdicts.map((verdict) => verdictJson(verdict, context)),
  };
}

function verdictJson(
  { probe, verdict, milliseconds, trend }: ProbeVerdict,
  { durationMs }: ReportContext,
): StoredVerdict {
  const evidence: readonly Evidence[] = verdict.outcome === 'falsified' ? verdict.evidence : [];
  return {
    probe,
    outcome: verdict.outcome,
    reason: reasonOf(verdict),
    evidence: evidence.map(evidenceJson),
    trend: trend ?? null,
    durationMs: durationMs === null ? null : Math.round(milliseconds),
  };
}
