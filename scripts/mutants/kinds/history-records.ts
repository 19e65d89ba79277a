import { addImport, addToLastClass } from '../python-text.ts';
import { mark, rewrites, transforms, type Kind } from '../mutation.ts';
import { bases, commandOfEngine, commandsOfEngine, creation, creationOf } from './history-places.ts';

/** One record for every run, finished on every path. */
export const historyRecordKinds: readonly Kind[] = [
  {
    id: 'drop-history',
    rule: 'sync-without-history',
    describe: 'no record of the run is made',
    *mutations(sample) {
      const marks = commandsOfEngine;
      yield* rewrites(sample, {
        files: bases,
        find: /^( +history = )(?:await )?self\.(?:open_history|start)\(.*\)\n/m,
        by: '$1None\n',
        marks,
      });
      yield* rewrites(sample, {
        files: bases,
        find: /history = None if self\.dry_run else .*\n/,
        by: 'history = None\n',
        marks,
      });
      yield* rewrites(sample, {
        files: bases,
        find: /history = await sync_to_async\(SyncHistory\.objects\.create\)\([^]*?\n {12}\)\n/,
        by: 'history = None\n',
        marks,
      });
      yield* rewrites(sample, {
        files: bases,
        find: /with self\.recorded\(window, result\):/,
        by: 'if window is not None:',
        marks,
      });
    },
  },
  {
    id: 'go-past-history',
    rule: 'sync-without-history',
    describe: 'an engine overrides `run` and goes past the record that its base makes',
    *mutations(sample) {
      const lines = [
        'def run(self):',
        '    result = SyncResult()',
        '    self.transfer(self.window_from(full=self.full, start_date=self.start_date, end_date=self.end_date), result)',
        '    return result',
      ];
      yield* transforms(sample, {
        files: /(arrivy|callrail)\/engines\/(?!__init__|base|schedule)\w+\.py$/,
        by: (text) => addToLastClass(addImport(text, 'from ingestion.results import SyncResult'), ...lines),
        marks: commandOfEngine,
      });
    },
  },
  {
    id: 'never-finish',
    rule: 'unfinished-history',
    describe: 'the record is not finished when the run ends well',
    *mutations(sample) {
      const find =
        /^( +)(?:await )?self\.(?:close_history|stop|finish_sync_record|finish)\(history, result, (?:status=)?status, .*\)\n/m;
      yield* rewrites(sample, { files: bases, find, by: '$1pass\n', marks: creationOf });
    },
  },
  {
    id: 'never-finish-after-failure',
    rule: 'unfinished-history',
    describe: 'the record is not finished when the run fails',
    *mutations(sample) {
      const find =
        /^( +)(?:await )?self\.(?:close_history|stop|finish_sync_record)\(history, result, SyncHistory\.Status\.FAILED, .*\)\n/m;
      yield* rewrites(sample, { files: bases, find, by: '', marks: creationOf });
    },
  },
  {
    id: 'finish-expected-failures-only',
    rule: 'unfinished-history',
    describe: 'the record is finished after one kind of failure only',
    *mutations(sample) {
      yield* rewrites(sample, {
        files: bases,
        find: /except BaseException as exc:/,
        by: 'except ValueError as exc:',
        marks: creationOf,
      });
    },
  },
  {
    id: 'write-history-in-dry-run',
    rule: 'history-written-in-dry-run',
    describe: 'the record is made whether the run is dry or not',
    *mutations(sample) {
      const guard =
        /^ +if (?:self\.)?dry_run:\n +return None\n( +return (?:await sync_to_async\()?.*create_sync_record)/m;
      yield* rewrites(sample, { files: bases, find: guard, by: '$1', marks: creation });
      yield* rewrites(sample, {
        files: bases,
        find: /^ +@unless_dry_run\n( +def open_history)/m,
        by: '$1',
        marks: creation,
      });
      yield* rewrites(sample, {
        files: bases,
        find: /^ +if self\.config\.dry_run:\n +yield\n +return\n/m,
        by: '',
        marks: creation,
      });
      yield* rewrites(sample, {
        files: bases,
        find: /history = None if self\.dry_run else (self\.SyncHistory)/,
        by: `history = ${mark}$1`,
      });
      yield* rewrites(sample, {
        files: bases,
        find: /if not dry_run:(\n(?:.*\n)?.*?)(sync_to_async\(SyncHistory\.objects\.create\))/,
        by: `if window is not None:$1${mark}$2`,
      });
      yield* rewrites(sample, {
        files: bases,
        find: /if self\.options\["dry_run"\]:\n/,
        by: 'if not self.options["dry_run"]:\n',
        marks: creation,
      });
    },
  },
  {
    id: 'write-before-history',
    rule: 'history-after-work',
    describe: 'rows are deleted before the record is made',
    *mutations(sample) {
      const find = /^( +)((?:return|history =) (?:await sync_to_async\()?self\.create_sync_record\)?\()/m;
      const by = '$1self.processor_class.model.objects.filter(pk="").delete()\n$1$2';
      yield* rewrites(sample, {
        files: /(five9|gsheet|genius|salespro|hubspot)\/engines\/base\.py$|base\/batch_engine\.py$/,
        find,
        by,
        marks: creation,
      });
    },
  },
  {
    id: 'store-date-in-configuration',
    rule: 'unserialisable-configuration',
    describe: 'a date is stored as it is in the configuration of the record',
    *mutations(sample) {
      const direct = /configuration(?:=|": )\{\*\*window\.as_configuration\(\), /;
      yield* rewrites(sample, {
        files: /base\/engine\.py$/,
        find: direct,
        by: '$&"at": timezone.now(), ',
        marks: creation,
      });
      const by = ([head]: readonly string[]) => `${head ?? ''}at=timezone.now(), `;
      const files = /(five9|gsheet|genius|salespro)\/engines\/base\.py$|base\/batch_engine\.py$/;
      for (const { changes, group } of rewrites(sample, {
        files,
        find: /self\.create_sync_record\(\s*window, /,
        by,
        marks: creation,
      }))
        yield {
          group,
          changes: new Map(
            [...changes].map(([file, text]) => [
              file,
              text?.includes('at=timezone') === true ? addImport(text, 'from django.utils import timezone') : text,
            ]),
          ),
        };
      yield* rewrites(sample, {
        files: /ingestion\/results\.py$/,
        find: /self\.start\.isoformat\(\) if self\.start else None/,
        by: 'self.start',
        marks: creation,
      });
    },
  },
];
