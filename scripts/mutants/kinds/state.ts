import { addImport, addToLastClass } from '../python-text.ts';
import { mark, rewrites, transforms, type Kind } from '../mutation.ts';
import { systemOf } from '../sample.ts';

const models = /ingestion\/models\/(?!__init__|common)\w+\.py$/;
const engines = /sync\/\w+\/engines\/(?!__init__|base|config)\w+\.py$/;
const names = [
  'synced_at',
  'last_synced',
  'last_sync_time',
  'sync_status',
  'needs_sync',
  'last_synced_at',
  'is_synced',
];

function ownState(id: string, rule: string, describe: string, importing: string, lines: readonly string[]): Kind {
  return {
    id,
    rule,
    describe,
    *mutations(sample) {
      yield* transforms(sample, {
        files: engines,
        by: (text) =>
          addToLastClass(
            importing === '' ? text : addImport(text, importing),
            'def last_success(self):',
            ...lines.map((line) => `    ${line}`),
          ),
      });
    },
  };
}

/** State of the synchronisation beside the history. */
export const stateKinds: readonly Kind[] = [
  {
    id: 'add-sync-field',
    rule: 'custom-sync-field',
    describe: 'a model gets a field that says when, or whether, a row was synchronised',
    *mutations(sample) {
      let index = 0;
      const by = ([text]: readonly string[]) =>
        `    ${mark}${names[index++ % names.length] ?? ''} = models.DateTimeField(null=True, blank=True)\n${text ?? ''}`;
      yield* rewrites(sample, { files: models, find: /^\n {4}class Meta:\n {8}db_table/m, by });
    },
  },
  {
    id: 'add-history-model',
    rule: 'custom-sync-table',
    describe: 'a system gets a history of its own',
    *mutations(sample) {
      const suffixes = ['SyncLog', 'SyncState', 'LastSync', 'SyncTracker', 'SyncHistory'];
      let index = 0;
      yield* transforms(sample, {
        files: models,
        by: (text, file) => {
          const system = systemOf(file);
          const name = `${system[0]?.toUpperCase() ?? ''}${system.slice(1)}${suffixes[index++ % suffixes.length] ?? ''}`;
          return `${text}\n\n${mark}class ${name}(models.Model):\n    ended_at = models.DateTimeField()\n    rows = models.PositiveIntegerField(default=0)\n`;
        },
      });
    },
  },
  {
    id: 'rename-table-to-history',
    rule: 'custom-sync-table',
    describe: 'the table of a model has the name of a history',
    *mutations(sample) {
      const find = /^(class \w+\(\w+\):\n(?:(?!class ).*\n)*? {4}class Meta:\n {8}db_table = )"\w+"/m;
      yield* rewrites(sample, { files: models, find, by: `${mark}$1"source_sync_state"` });
    },
  },
  ownState(
    'state-in-file',
    'file-sync-state',
    'an engine keeps the time of its last run in a file',
    'from pathlib import Path',
    [`return ${mark}Path("last_sync.json").read_text()`],
  ),
  ownState(
    'state-in-cache',
    'cache-sync-state',
    'an engine keeps the time of its last run in the cache',
    'from django.core.cache import cache',
    [`return ${mark}cache.get("last_sync")`],
  ),
  {
    id: 'state-in-memory',
    rule: 'memory-sync-state',
    describe: 'an engine keeps the time of its last run in its module',
    *mutations(sample) {
      yield* transforms(sample, {
        files: engines,
        by: (text) => {
          const imported = addImport(text, 'from django.utils import timezone\n\nLAST_SYNC = {}');
          const lines = [
            'def last_success(self):',
            '    previous = LAST_SYNC.get(self.sync_type)',
            `    ${mark}LAST_SYNC[self.sync_type] = timezone.now()`,
            '    return previous',
          ];
          return addToLastClass(imported, ...lines);
        },
      });
    },
  },
];
