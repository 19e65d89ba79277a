import type { Probe } from '../../src/core/probe.ts';
import type { ProbeRun } from '../../src/core/probe-run.ts';
import type { Twin } from '../../tests/probes/twins/twin.ts';
import { lineOf, type Texts } from './project.ts';

export interface Outcome {
  readonly twin: Twin;
  /** Why it is not caught; undefined: it is. */
  readonly missed: string | undefined;
}

/** A twin is caught when its probe is falsified, and a finding that says so stands at the line that is wrong. */
export function judgeTwin(
  twin: Twin,
  probe: Pick<Probe, 'severity'>,
  run: ProbeRun,
  folder: string,
  texts: Texts,
): Outcome {
  const probed = run.commands.find(({ command }) => command.name === twin.command);
  const verdict = probed?.verdicts.find((one) => one.probe === twin.probe)?.verdict;
  if (probed === undefined || verdict === undefined) return { twin, missed: 'it was not probed' };
  if (verdict.outcome !== 'falsified') {
    const reason = 'reason' in verdict ? `: ${verdict.reason}` : '';
    return { twin, missed: `${verdict.outcome}${reason}` };
  }
  const wanted =
    twin.at === undefined
      ? { file: probed.command.file, line: probed.command.at.region.startLine }
      : { file: twin.at.file, line: lineOf(twin.at, folder, texts) };
  const shown = run.findings.filter(
    ({ corroboration, subject, related }) =>
      corroboration?.state === 'confirmed' &&
      (subject === probed.command.module || related.some(({ message }) => message.includes(twin.command))),
  );
  const there = shown.filter(({ at }) => at.file === wanted.file && at.region.startLine === wanted.line);
  const severity = twin.severity ?? 'error';
  const shownAs = verdict.evidence.map((one) => one.severity ?? probe.severity);
  const isSevere = shownAs.includes(severity) && (severity === 'error' || !shownAs.includes('error'));
  if (there.length > 0 && isSevere) return { twin, missed: undefined };
  const places = shown.map(({ at, message, ruleId, ...finding }) => {
    return `${at.file}:${at.region.startLine} ${finding.severity} ${ruleId}: ${message}`;
  });
  const evidence = verdict.evidence.map(
    (one) => `${one.at === undefined ? '' : `${one.at.file}:${one.at.line} `}${one.summary}`,
  );
  const what =
    there.length > 0 ? `is no ${severity}, but ${shownAs.join(', ')}` : `not at ${wanted.file}:${wanted.line}`;
  return { twin, missed: [`caught, but ${what}; evidence:`, ...evidence, 'findings:', ...places].join('\n      ') };
}
