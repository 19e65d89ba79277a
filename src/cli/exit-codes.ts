/** What the shell gets to know. */
export const exitCodes = {
  clean: 0,
  /** Findings at or above `--fail-on`, or more warnings than `--max-warnings`. */
  findings: 1,
  /** Wrong usage or configuration, an internal error, or something that could not be looked at. */
  failure: 2,
  /** A probe could not run, or could not tell what it was asked. */
  inconclusive: 3,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
