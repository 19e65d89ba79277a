import { addImport, addToFunction, addToLastClass } from '../python-text.ts';
import { mark, rewrites, transforms, type Kind } from '../mutation.ts';
import { commands, entityCommands } from '../sample.ts';

const layers = /sync\/\w+\/(clients|engines|processors)\/(?!__init__)\w+\.py$/;

/** What Python or Django would refuse when the line runs. */
export const errorKinds: readonly Kind[] = [
  {
    id: 'call-missing-method',
    rule: 'missing-method',
    describe: 'a method is called by a name that it does not have',
    *mutations(sample) {
      const by = ([, keyword = '', name = '']: readonly string[]) =>
        /^(processor_class|client_class|model|stdout|stderr|style|session)$/.test(name)
          ? undefined
          : `${keyword}${mark}self.${name}_now(`;
      yield* rewrites(sample, { files: layers, find: /(\bawait |\breturn |\bin |= )self\.(\w+)\(/, by });
      yield* rewrites(sample, {
        files: commands,
        find: /()self\.(validate_options|selected_entities|announce|conclude)\(/,
        by,
      });
    },
  },
  {
    id: 'pass-unknown-keyword',
    rule: 'bad-signature',
    describe: 'a call has a keyword that the callee does not take',
    *mutations(sample) {
      const find = /(self\.(?:page_size|retry_delay|payload_error|section|parse_date|selected_entities)\([^()\n]+)\)/;
      yield* rewrites(sample, {
        files: /sync\/\w+\/(clients|engines)\/\w+\.py$|commands\/\w+\.py$/,
        find,
        by: `${mark}$1, strict=True)`,
      });
    },
  },
  {
    id: 'drop-argument',
    rule: 'bad-signature',
    describe: 'a call lacks an argument',
    *mutations(sample) {
      const find =
        /(self\.(?:page_size|payload_error|selected_entities|announce|validate_options|conclude)\()[^()\n]+\)/;
      yield* rewrites(sample, { files: /sync\/\w+\/clients\/\w+\.py$|commands\/\w+\.py$/, find, by: `${mark}$1)` });
    },
  },
  {
    id: 'construct-with-unknown-keyword',
    rule: 'bad-signature',
    describe: 'an object is made with a keyword that its class does not take',
    *mutations(sample) {
      yield* rewrites(sample, {
        files: /ingestion\/sync\/|base\//,
        find: /= SyncResult\(\)/,
        by: `= ${mark}SyncResult(skipped=0)`,
      });
      yield* rewrites(sample, {
        files: /base\/engine\.py$/,
        find: /(SyncWindow\("\w+", .*)\)/,
        by: `${mark}$1, since=None)`,
      });
    },
  },
  {
    id: 'make-abstract',
    rule: 'abstract-instantiation',
    describe: 'an abstract class is instantiated',
    *mutations(sample) {
      const by = (text: string) =>
        addToFunction(
          addImport(text, 'from ingestion.base.processor import BaseProcessor'),
          'handle',
          `${mark}BaseProcessor(force=True)`,
        );
      const files = /base\/command\.py$|commands\/(_hubspot|_salespro|sync_five9_contacts|sync_leadconduit_leads)\.py$/;
      yield* transforms(sample, { files, by });
    },
  },
  {
    id: 'import-missing-name',
    rule: 'unresolvable-import',
    describe: 'a name is imported that the module does not have',
    *mutations(sample) {
      yield* rewrites(sample, {
        files: entityCommands,
        find: /^(from ingestion\.sync\.\w+\.engines import )(\w+)\n/m,
        by: `${mark}$1$2V2 as $2\n`,
      });
    },
  },
  {
    id: 'import-missing-module',
    rule: 'unresolvable-import',
    describe: 'a module is imported that does not exist',
    *mutations(sample) {
      yield* rewrites(sample, {
        files: layers,
        find: /^from (\.\w+|ingestion\.\w+(?:\.\w+)*) import/m,
        by: `${mark}from $1_old import`,
      });
    },
  },
  {
    id: 'unknown-field-of-history',
    rule: 'unknown-model-field',
    describe: 'the history is written, or asked for, by a field that it does not have',
    *mutations(sample) {
      const files = /base\/engine\.py$|leadconduit\/engines\/base\.py$/;
      yield* rewrites(sample, {
        files,
        find: /^( +)(crm_source|sync_type|endpoint|end_time__isnull|start_time)=/m,
        by: `$1${mark}$2_name=`,
      });
      yield* rewrites(sample, { files, find: /^( +)start_time=timezone/m, by: `$1${mark}started_at=timezone` });
    },
  },
  {
    id: 'unknown-field-in-query',
    rule: 'unknown-model-field',
    describe: 'an engine asks for the last run by a field that the history does not have',
    *mutations(sample) {
      yield* transforms(sample, {
        files: /sync\/\w+\/engines\/base\.py$/,
        by: (text) =>
          text.includes('import SyncHistory')
            ? addToLastClass(
                text,
                'def last_success(self):',
                '    return SyncHistory.objects.filter(',
                '        crm_source=self.crm_source,',
                `        ${mark}sync_kind=self.sync_type,`,
                '    ).first()',
              )
            : undefined,
      });
    },
  },
  {
    id: 'print-and-return',
    rule: 'failure-exits-zero',
    describe: 'a command prints an error and returns where it has to raise `CommandError`',
    *mutations(sample) {
      const find = /(except SyncError as exc:\n +)raise CommandError\((.*)\) from exc\n/;
      const files = /base\/command\.py$|commands\/(_hubspot|_salespro|sync_five9_contacts|sync_leadconduit_leads)\.py$/;
      yield* rewrites(sample, {
        files,
        find,
        by: ([, head = '', text = '']) =>
          `${mark}${head}self.stderr.write(${text})\n${/\n( +)$/.exec(head)?.[1] ?? ''}return\n`,
      });
    },
  },
  {
    id: 'swallow-command-error',
    rule: 'swallowed-command-error',
    describe: 'a `CommandError` is raised within a `try` whose handler drops it',
    *mutations(sample) {
      yield* transforms(sample, {
        files: commands,
        by: (text) =>
          addToLastClass(
            addImport(text, 'from django.core.management.base import CommandError as Refused'),
            'def announce(self, options):',
            '    try:',
            '        if options["full"] and options["start_date"]:',
            `            ${mark}raise Refused("--full and --start-date contradict each other")`,
            '        super().announce(options)',
            '    except Exception as error:',
            '        self.stderr.write(str(error))',
          ),
      });
    },
  },
  {
    id: 'read-missing-key',
    rule: 'mismatched-result-keys',
    describe: 'a key is read that the called function never returns',
    *mutations(sample) {
      yield* transforms(sample, {
        files: commands,
        by: (text) =>
          addToLastClass(
            text,
            'def counts(self, result):',
            '    return {"created": result.created, "failed": result.failed}',
            '',
            'def report(self, engine, result, options):',
            '    super().report(engine, result, options)',
            '    counts = self.counts(result)',
            `    self.stdout.write(f"{${mark}counts['inserted']} rows are new")`,
          ),
      });
    },
  },
];
