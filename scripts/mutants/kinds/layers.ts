import { addImport, addToFunction, addToLastClass, lastClass } from '../python-text.ts';
import { mark, mutation, rewrites, transforms, type Kind } from '../mutation.ts';
import { commands, entityCommands, sourcesOf, systemOf, systems } from '../sample.ts';

const processors = /processors\/(?!__init__|base)\w+\.py$/;
const engines = /sync\/\w+\/engines\/(?!__init__|base|config)\w+\.py$/;
const clients = /sync\/\w+\/clients\/(?!__init__|base)\w+\.py$/;

/** A statement as the first one of the method by which a processor takes a record. */
function inTransform(text: string, ...lines: readonly string[]): string | undefined {
  const name = text.includes('def transform_properties') ? 'transform_properties' : 'transform';
  return addToFunction(text, name, ...lines);
}

function importing(id: string, rule: string, describe: string, files: RegExp, from: (system: string) => string): Kind {
  return {
    id,
    rule,
    describe,
    *mutations(sample) {
      yield* transforms(sample, { files, by: (text, file) => addImport(text, mark + from(systemOf(file))) });
    },
  };
}

const somethingOf = (folder: string) => (system: string) => `from ingestion.sync.${system} import ${folder}`;

/** Who may import whom, and who may talk to the outside. */
export const layerKinds: readonly Kind[] = [
  importing(
    'import-engine-in-processor',
    'upward-import',
    'a processor imports the engines',
    processors,
    somethingOf('engines'),
  ),
  importing(
    'import-engine-in-client',
    'upward-import',
    'a client imports the engines',
    clients,
    somethingOf('engines'),
  ),
  {
    id: 'import-command-in-function',
    rule: 'upward-import',
    describe: 'a processor imports a command within a function',
    *mutations(sample) {
      const by = (text: string) =>
        inTransform(
          text,
          `${mark}from ingestion.management.commands.sync_arrivy_groups import Command`,
          'raw = Command.fields(raw)',
        );
      yield* transforms(sample, { files: processors, by });
    },
  },
  {
    id: 'import-processor-in-model',
    rule: 'upward-import',
    describe: 'a model module imports a processor within a function',
    *mutations(sample) {
      const by = ([text]: readonly string[]) =>
        `${text ?? ''}        ${mark}from ingestion.base.processor import BaseProcessor\n\n`;
      yield* rewrites(sample, {
        files: /ingestion\/models\/(?!__init__|common)\w+\.py$/,
        find: /^ {4}def __str__\(self\):\n/m,
        by,
      });
    },
  },
  importing(
    'import-client-in-command',
    'skipped-layer',
    'a command imports the clients',
    entityCommands,
    somethingOf('clients'),
  ),
  importing(
    'import-processor-in-command',
    'skipped-layer',
    'a command imports the processors',
    entityCommands,
    somethingOf('processors'),
  ),
  {
    id: 'import-model-in-command',
    rule: 'skipped-layer',
    describe: 'a command imports a model of its system',
    *mutations(sample) {
      const models = new Map(
        [...sample.texts].flatMap(([file, text]) => {
          const name = file.includes('/models/') ? lastClass(text) : undefined;
          return name === undefined ? [] : [[systemOf(file), name] as const];
        }),
      );
      const by = (text: string, file: string) =>
        addImport(text, `${mark}from ingestion.models import ${models.get(systemOf(file)) ?? 'Row'}`);
      yield* transforms(sample, { files: commands, by });
    },
  },
  ...[['engine', engines] as const, ['processor', processors] as const].map(([name, files]) =>
    importing(
      `import-other-system-in-${name}`,
      'cross-system-import',
      `a ${name} imports the validators of another system`,
      files,
      (system) => {
        const index = systems.findIndex((one) => one === system);
        return `from ingestion.sync.${systems[(index + 1) % systems.length] ?? ''} import validators`;
      },
    ),
  ),
  {
    id: 'request-in-processor',
    rule: 'io-outside-client',
    describe: 'a processor asks the web',
    *mutations(sample) {
      const by = (text: string) =>
        inTransform(addImport(text, 'import requests'), `${mark}requests.get("https://zip.example.com", timeout=5)`);
      yield* transforms(sample, { files: processors, by });
    },
  },
  {
    id: 'sql-in-engine',
    rule: 'io-outside-client',
    describe: 'an engine sends SQL of its own',
    *mutations(sample) {
      const by = (text: string) =>
        addToLastClass(
          addImport(text, 'from django.db import connection'),
          'def stored(self):',
          `    with ${mark}connection.cursor() as cursor:`,
          `        cursor.execute("SELECT count(*) FROM sync_history")`,
          '        return cursor.fetchone()[0]',
        );
      yield* transforms(sample, { files: engines, by });
    },
  },
  {
    id: 'request-in-command',
    rule: 'io-outside-client',
    describe: 'a command asks the web whether a service is up',
    *mutations(sample) {
      const by = (text: string) =>
        addToLastClass(
          addImport(text, 'import urllib.request'),
          'def announce(self, options):',
          '    super().announce(options)',
          `    ${mark}urllib.request.urlopen("https://status.example.com", timeout=5)`,
        );
      yield* transforms(sample, { files: commands, by });
    },
  },
  {
    id: 'write-in-command',
    rule: 'write-in-command',
    describe: 'a command closes records of the history itself',
    *mutations(sample) {
      const by = (text: string) =>
        addToLastClass(
          addImport(text, 'from ingestion.models import SyncHistory'),
          'def announce(self, options):',
          '    super().announce(options)',
          '    if not options["dry_run"]:',
          `        ${mark}SyncHistory.objects.filter(status="running").update(status="failed")`,
        );
      yield* transforms(sample, { files: commands, by });
    },
  },
  {
    id: 'import-each-other',
    rule: 'layer-cycle',
    describe: 'the base of the engines, or processors, imports a module that derives from it',
    *mutations(sample) {
      for (const { file, text } of sourcesOf(sample, /sync\/\w+\/(engines|processors)\/base\.py$/)) {
        const folder = file.replace(/base\.py$/, '');
        for (const heir of sourcesOf(sample, new RegExp(`^${folder}(?!__init__|base)\\w+\\.py$`))) {
          if (!/^from \.base import/m.test(heir.text)) continue;
          const module = heir.file.slice(folder.length, -'.py'.length);
          const line = `from .${module} import ${lastClass(heir.text) ?? ''}`;
          // A loop is reported in the module whose name comes first.
          yield module < 'base'
            ? mutation(
                [file, addImport(text, line)],
                [heir.file, heir.text.replace(/^from \.base import/m, `${mark}$&`)],
              )
            : mutation([file, addImport(text, mark + line)]);
        }
      }
    },
  },
];
