import { SynclintError } from '../core/errors.ts';
import { printableLines } from '../reporting/printable.ts';

const tracker = 'https://github.com/synclint/synclint/issues';

/** What the user is told about an error: what to do about it, or, where it is ours, whom to tell. */
export function describeFailure(error: unknown): string {
  if (error instanceof SynclintError) return `error: ${printableLines(error.message)}\nhelp: ${error.remedy}\n`;
  if (isGoneFolder(error))
    return 'error: the working directory does not exist any more\nhelp: change to another folder\n';
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `internal error: ${printableLines(detail)}\nThis is a bug in synclint: please report it at ${tracker}\n`;
}

function isGoneFolder(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'uv_cwd';
}
