/** An error with a remedy, shown without a stack trace. Anything else is a bug and keeps its stack. */
export abstract class SynclintError extends Error {
  abstract readonly code: 'usage' | 'config' | 'probe';
  abstract readonly remedy: string;
}

/** The command line asks for something that does not exist or does not go together. */
export class UsageError extends SynclintError {
  override readonly name = 'UsageError';
  readonly code = 'usage';
  readonly remedy: string;

  constructor(message: string, remedy = 'see `synclint --help`', options?: ErrorOptions) {
    super(message, options);
    this.remedy = remedy;
  }
}

/** A configuration file that cannot be used; the message starts with `file:line:column` where there is one. */
export class ConfigError extends SynclintError {
  override readonly name = 'ConfigError';
  readonly code = 'config';
  readonly remedy: string;

  constructor(message: string, remedy = 'see docs/configuration.md', options?: ErrorOptions) {
    super(message, options);
    this.remedy = remedy;
  }
}

/** Nothing could be run: no interpreter, no database, a project that does not start. */
export class ProbeError extends SynclintError {
  override readonly name = 'ProbeError';
  readonly code = 'probe';
  readonly remedy: string;

  constructor(message: string, remedy: string, options?: ErrorOptions) {
    super(message, options);
    this.remedy = remedy;
  }
}
