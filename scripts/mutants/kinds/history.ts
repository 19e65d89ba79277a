import { addImport, addToFunction, addToLastClass } from '../python-text.ts';
import { commandClass, mark, marked, rewrites, transforms, type Change, type Kind } from '../mutation.ts';
import { entityCommands, systemOf, type Sample } from '../sample.ts';

const engines = /sync\/\w+\/engines\/(?!__init__|config|base)\w+\.py$/;
const bases = /sync\/\w+\/engines\/base\.py$|base\/(\w+_)?engine\.py$/;

const creation = (sample: Sample): readonly Change[] =>
  marked(sample, /base\/engine\.py$/, /SyncHistory\.objects\.create\(/);

/** Where the record is made that the `run` of an engine has to finish. */
function creationOf(sample: Sample, file: string): readonly Change[] {
  const own = marked(
    sample,
    new RegExp(`^${file}$`),
    /sync_to_async\(SyncHistory\.objects\.create\)|self\.SyncHistory\.objects\.create\(/,
  );
  return own.length > 0 ? own : creation(sample);
}

function commandsOf(sample: Sample, ...systems: readonly string[]): readonly Change[] {
  return marked(sample, entityCommands, commandClass).filter(([file]) => systems.includes(systemOf(file)));
}

/** The commands of an engine's system, or of the two that share the common one. */
function commandsOfEngine(sample: Sample, file: string): readonly Change[] {
  const system = systemOf(file);
  return system === 'shared' ? commandsOf(sample, 'arrivy', 'callrail') : commandsOf(sample, system);
}

/** The command of an engine that is alone in its module, by the name of both. */
function commandOfEngine(sample: Sample, file: string): readonly Change[] {
  const [, system = '', entity = ''] = /sync\/(\w+)\/engines\/(\w+)\.py$/.exec(file) ?? [];
  return marked(sample, new RegExp(`(sync|db)_${system}_${entity}\\.py$`), commandClass);
}

/** One record for every run, finished on every path. */
export const historyKinds: readonly Kind[] = [
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

function withHistory(text: string): string {
  return /import.*\bSyncHistory\b/.test(text) ? text : addImport(text, 'from ingestion.models import SyncHistory');
}
