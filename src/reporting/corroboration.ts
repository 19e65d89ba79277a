import type { StoredCorroboration, StoredEvidence } from '../core/stored-run.ts';
import type { Corroboration, Evidence } from '../core/verdict.ts';

export function corroborationJson({ state, probe, reason, evidence }: Corroboration): StoredCorroboration {
  return { state, probe, reason, evidence: evidence === null ? null : evidenceJson(evidence) };
}

export function evidenceJson({ summary, at, stack = [], details = {} }: Evidence): StoredEvidence {
  const frames = stack.map((frame) => ({ file: frame.file, line: frame.line, function: frame.function ?? null }));
  return { summary, file: at?.file ?? null, line: at?.line ?? null, stack: frames, details };
}

/** How people say it. */
export const stateWords: Readonly<Record<Corroboration['state'], string>> = {
  confirmed: 'confirmed by running it',
  refuted: 'refuted by running it',
  'not-exercised': 'not exercised',
  inconclusive: 'inconclusive',
};

/** `confirmed by running it (dry-run-writes-nothing): …`, without a period. */
export function corroborationText({ state, probe, reason }: Corroboration): string {
  return `${stateWords[state]}${probe === null ? '' : ` (${probe})`}: ${reason}`;
}
