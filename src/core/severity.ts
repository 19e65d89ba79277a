/** From the gravest to the mildest. */
export const severities = ['error', 'warning', 'note'] as const;
export type Severity = (typeof severities)[number];

/** How sure a rule is of its findings; certain: shown from the code alone. */
export type Confidence = 'certain' | 'likely' | 'possible';

export function atLeast(severity: Severity, threshold: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(threshold);
}
