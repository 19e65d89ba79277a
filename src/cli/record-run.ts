import { join } from 'node:path';
import { SynclintError } from '../core/errors.ts';
import { filePath } from '../core/location.ts';
import type { ProbeRun } from '../core/probe-run.ts';
import type { ProbeSelection } from '../core/run-history.ts';
import { historyEntry } from '../records/history-entry.ts';
import { appendHistory, previousRun, readHistory } from '../records/history-lines.ts';
import { withTrends } from '../records/with-trends.ts';
import { historyFile, lockFile, prepareRecords, readHistoryFile, recordFolder, storedRun } from './record-folder.ts';
import { withLock } from './with-lock.ts';
import { writeWhole } from './write-file.ts';

interface Recording {
  readonly root: string;
  readonly selection: ProbeSelection;
  /** When the run ended. */
  readonly at: Date;
  /** Version of the program. */
  readonly tool: string;
  readonly json: (run: ProbeRun) => string;
}

/**
 * Compares a run with the previous one of the same selection, adds it to the history and stores it; hands back what is
 * known of it now.
 *
 * @remarks A run that cannot be stored is not lost: it goes on to the reports, and says so.
 */
export async function recordRun(run: ProbeRun, { root, selection, at, tool, json }: Recording): Promise<ProbeRun> {
  try {
    const folder = prepareRecords(root);
    return await withLock(join(folder, lockFile), () => {
      const history = readHistoryFile(folder);
      const compared = withTrends(run, previousRun(readHistory(history), selection));
      const entry = historyEntry(compared, { at: at.toISOString(), tool, selection });
      writeWhole(join(folder, historyFile), appendHistory(history, entry));
      writeWhole(join(folder, storedRun), json(compared));
      return compared;
    });
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    const message = `the run could not be stored: ${reason}; \`--no-record\` stores nothing`;
    const file = filePath(`${recordFolder}/${historyFile}`);
    return { ...run, notifications: [...run.notifications, { level: 'error', kind: 'unwritten-file', message, file }] };
  }
}

/** Undefined where it is a defect of ours. */
function reasonOf(error: unknown): string | undefined {
  if (error instanceof SynclintError) return error.message;
  return error instanceof Error && 'code' in error ? error.message : undefined;
}
