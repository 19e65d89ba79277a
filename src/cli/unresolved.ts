import type { Notification } from '../core/notification.ts';
import type { ReportableCheck } from '../pipeline/check.ts';

/** What the analysis could not see through, for outputs that have only notifications to say it with. */
export function unresolvedNotes({ unresolved }: ReportableCheck): readonly Notification[] {
  return unresolved.map(({ file, region, reason, subject }) => ({
    level: 'note',
    kind: 'unresolved',
    message: `${reason} (${subject})`,
    file,
    line: region.startLine,
  }));
}
