import { createHash } from 'node:crypto';
import type { Command } from '../core/commands.ts';
import { fingerprint, ruleId, type Finding } from '../core/finding.ts';
import type { Location, RelatedLocation } from '../core/location.ts';
import type { Probe } from '../core/probe.ts';
import type { Severity } from '../core/severity.ts';
import type { CodeLine, Corroboration, Evidence } from '../core/verdict.ts';
import { corroborationOf, isTold, type Testimony } from './corroboration.ts';

/** What is known of places and rules outside the probes. */
export interface FindingContext {
  /** Whether there is a probe, run or not, that executes what a finding is about. */
  readonly isProbed: (finding: Finding) => boolean;
  /** What the configuration says of an id under which a probe reports; undefined: nothing. */
  readonly severityOf: (id: string, probe: string) => Severity | 'off' | undefined;
  /** Qualified name of the class or function around a place within its file. */
  readonly scopeAt: (at: Location) => string;
  /** The text of a line, as a region; undefined where there is no such line. */
  readonly regionOf: (line: CodeLine) => Location | undefined;
}

/** Findings of the rules with what the probes made of them, and behind them what only the probes have shown. */
export function withVerdicts(
  findings: readonly Finding[],
  testimonies: readonly Testimony[],
  context: FindingContext,
): readonly Finding[] {
  const corroborated = findings.map((finding) => {
    const heard = testimonies.filter((testimony) => isOf(finding, testimony));
    return corroborate(finding, corroborationOf(finding, heard) ?? unheard(context.isProbed(finding)));
  });
  return [...corroborated, ...ownFindings(findings, testimonies, context)];
}

function corroborate(finding: Finding, corroboration: Corroboration): Finding {
  const { state } = corroboration;
  const severity = state === 'confirmed' ? 'error' : state === 'refuted' ? 'note' : finding.severity;
  return { ...finding, severity, corroboration };
}

function unheard(isProbed: boolean): Corroboration {
  const reason = isProbed ? 'the probes that execute this were left out' : 'no probe executes this';
  return { state: 'not-exercised', probe: null, reason, evidence: null };
}

/** One for each rule and place: whatever else stands there is the same flaw, shown in another way or by another command. */
function ownFindings(
  findings: readonly Finding[],
  testimonies: readonly Testimony[],
  context: FindingContext,
): readonly Finding[] {
  const places = new Map<string, Finding>();
  for (const testimony of testimonies) {
    if (testimony.verdict.outcome !== 'falsified') continue;
    for (const evidence of testimony.verdict.evidence) {
      if (findings.some((finding) => isOf(finding, testimony) && isTold(evidence, finding, testimony))) continue;
      const id = evidence.flaw ?? flawOf(testimony.probe);
      const configured = context.severityOf(id, testimony.probe.id);
      if (configured === 'off') continue;
      const own = ownFinding(evidence, testimony, { ...context, id, configured });
      const key = JSON.stringify([own.ruleId, own.at]);
      const earlier = places.get(key);
      places.set(key, earlier === undefined ? own : withAnother(earlier, own, testimony.command));
    }
  }
  return [...places.values()];
}

function isOf(finding: Finding, { probe, command }: Testimony): boolean {
  return finding.subject === command.module && executes(probe, finding);
}

/** Whether a probe executes what findings of this kind are about. */
export function executes(probe: Probe, { ruleId: rule, data: { flag } }: Finding): boolean {
  const isOfItsFlag = probe.flag === undefined || flag === undefined || flag === probe.flag;
  return isOfItsFlag && probe.corroborates.includes(rule);
}

function ownFinding(
  evidence: Evidence,
  { probe, command }: Testimony,
  { id, configured, ...context }: FindingContext & { readonly id: string; readonly configured: Severity | undefined },
): Finding {
  const at = (evidence.at === undefined ? undefined : context.regionOf(evidence.at)) ?? command.at;
  const identity = JSON.stringify([id, probe.id, context.scopeAt(at), command.name]);
  return {
    ruleId: ruleId(id),
    messageId: probe.id,
    message: evidence.summary,
    data: { command: command.name },
    severity: configured ?? evidence.severity ?? probe.severity,
    confidence: 'certain',
    at,
    subject: command.module,
    related: [],
    flow: (evidence.stack ?? []).flatMap((frame): readonly RelatedLocation[] => {
      const place = context.regionOf(frame);
      return place === undefined ? [] : [{ ...place, message: `in \`${frame.function ?? 'module'}\`` }];
    }),
    fingerprint: fingerprint(createHash('sha256').update(identity).digest('hex').slice(0, 32)),
    corroboration: { state: 'confirmed', probe: probe.id, reason: evidence.summary, evidence },
  };
}

function withAnother(finding: Finding, { subject, message }: Finding, command: Command): Finding {
  const isKnown = finding.subject === subject || finding.related.some((place) => place.message.includes(command.name));
  if (isKnown && finding.message === message) return finding;
  return { ...finding, related: [...finding.related, { ...command.at, message: `\`${command.name}\`: ${message}` }] };
}

/** The ids under which flaws are reported that no rule has seen. */
export function flawsOf(probe: Probe): readonly string[] {
  const { corroborates, flaw } = probe;
  return [...new Set([flawOf(probe), ...corroborates, ...(flaw === undefined ? [] : [flaw])])];
}

function flawOf({ id, corroborates: [first], flaw }: Probe): string {
  return first ?? flaw ?? id;
}
