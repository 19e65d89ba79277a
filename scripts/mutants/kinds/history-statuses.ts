import { addImport, addToLastClass } from '../python-text.ts';
import { mark, marked, rewrites, transforms, type Kind } from '../mutation.ts';
import { type Sample } from '../sample.ts';
import { bases, engines } from './history-places.ts';

/** What the records say of their runs. */
export const historyStatusKinds: readonly Kind[] = [
  {
    id: 'write-unknown-status',
    rule: 'unknown-history-status',
    describe: 'a status that the model does not have is written',
    *mutations(sample) {
      const others = { RUNNING: 'started', SUCCESS: 'completed', FAILED: 'error', PARTIAL: 'incomplete' } as const;
      for (const [name, other] of Object.entries(others)) {
        const member = new RegExp(`(status=)SyncHistory\\.Status\\.${name}\\b`);
        yield* rewrites(sample, { files: bases, find: member, by: `${mark}$1"${other}"` });
        yield* rewrites(sample, {
          files: bases,
          find: new RegExp(`(status"?[=:] ?)"${name.toLowerCase()}"`),
          by: `${mark}$1"${other}"`,
        });
      }
    },
  },
  {
    id: 'hand-on-unknown-status',
    rule: 'unknown-history-status',
    describe: 'a status that the model does not have is handed to the method that writes it',
    *mutations(sample) {
      yield* rewrites(sample, { files: bases, find: /(result, )SyncHistory\.Status\.FAILED/, by: `${mark}$1"error"` });
      yield* rewrites(sample, {
        files: bases,
        find: /(result\.failed else )SyncHistory\.Status\.SUCCESS/,
        by: `${mark}$1"completed"`,
      });
    },
  },
  {
    id: 'look-for-unknown-status',
    rule: 'unknown-history-status',
    describe: 'an engine looks for a status that is never written',
    *mutations(sample) {
      const lines = [
        'def last_success(self):',
        '    runs = SyncHistory.objects.filter(crm_source=self.crm_source, sync_type=self.sync_type)',
        `    return ${mark}runs.filter(status="completed").order_by("-end_time").first()`,
      ];
      yield* transforms(sample, {
        files: engines,
        by: (text) => addToLastClass(addImport(text, 'from ingestion.models import SyncHistory'), ...lines),
      });
    },
  },
  {
    id: 'store-success-after-failure',
    rule: 'failure-stored-as-success',
    describe: 'the handler of a failure stores a success',
    *mutations(sample) {
      const saved = (one: Sample) => marked(one, /base\/engine\.py$/, /history\.save\(\)/);
      yield* rewrites(sample, {
        files: bases,
        find: /(result, )SyncHistory\.Status\.FAILED/,
        by: '$1SyncHistory.Status.SUCCESS',
        marks: saved,
      });
    },
  },
];
