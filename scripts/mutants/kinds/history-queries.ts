import { addImport, addToFunction, addToLastClass } from '../python-text.ts';
import { commandClass, mark, marked, rewrites, transforms, type Kind } from '../mutation.ts';
import { entityCommands } from '../sample.ts';
import { commandOfEngine, engines } from './history-places.ts';

/** Where a run starts, and how it asks. */
export const historyQueryKinds: readonly Kind[] = [
  {
    id: 'look-up-other-type',
    rule: 'mismatched-sync-type',
    describe: 'an engine looks for the last run of another type',
    *mutations(sample) {
      const lines = [
        'def last_success(self):',
        '    runs = SyncHistory.objects.filter(crm_source=self.crm_source, sync_type="everything", status="success")',
        `    return ${mark}runs.order_by("-end_time").first()`,
      ];
      yield* transforms(sample, {
        files: engines,
        by: (text, file) =>
          /schedule|associations|crm_objects|sales\.py|organisation/.test(file)
            ? undefined
            : addToLastClass(addImport(text, 'from ingestion.models import SyncHistory'), ...lines),
      });
    },
  },
  {
    id: 'never-look-up',
    rule: 'delta-not-wired',
    describe: 'an engine does not look for the last run',
    *mutations(sample) {
      yield* rewrites(sample, {
        files: /base\/engine\.py$/,
        find: /last = self\.last_success\(\)/,
        by: 'last = None',
        marks: (one) => marked(one, entityCommands, commandClass),
      });
      yield* transforms(sample, {
        files: engines,
        by: (text) => addToLastClass(text, 'def last_success(self):', '    return None'),
        marks: commandOfEngine,
      });
    },
  },
  {
    id: 'query-in-coroutine',
    rule: 'sync-orm-in-async',
    describe: 'a coroutine asks the database directly',
    *mutations(sample) {
      const query = `${mark}SyncHistory.objects.filter(crm_source=self.crm_source).count()`;
      const files = /(hubspot|leadconduit)\/engines\/base\.py$|base\/async_engine\.py$/;
      for (const name of [
        'execute_sync',
        'store',
        'open_history',
        'close_history',
        'sync',
        'outcomes',
        'finish',
        'transfer_async',
      ])
        yield* transforms(sample, {
          files,
          by: (text) =>
            text.includes(`async def ${name}(`) ? addToFunction(withHistory(text), name, query) : undefined,
        });
      yield* rewrites(sample, { files, find: /await history\.asave\(/, by: `${mark}history.save(` });
      yield* rewrites(sample, {
        files,
        find: /await sync_to_async\(SyncHistory\.objects\.create\)\(/,
        by: `${mark}SyncHistory.objects.create(`,
      });
    },
  },
];

function withHistory(text: string): string {
  return /import.*\bSyncHistory\b/.test(text) ? text : addImport(text, 'from ingestion.models import SyncHistory');
}
