import type { FilePath } from '../core/location.ts';
import type { Notification } from '../core/notification.ts';
import type { FileChange } from '../pipeline/fixing/fix.ts';
import { writeSource } from './write-source.ts';

/** Writes what can be written; the others say why not, after `what`. */
export function writeChanges(
  changes: readonly FileChange[],
  what: string,
): readonly (Notification & { readonly file: FilePath })[] {
  return changes.flatMap((change) => {
    const reason = writeSource(change);
    if (reason === undefined) return [];
    return [{ level: 'error', kind: 'unwritten-file', message: `${what}: ${reason}`, file: change.file }];
  });
}
