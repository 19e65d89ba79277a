import * as z from 'zod/mini';
import { dottedName, flag, flags, globOrGlobs, globs, table, text, texts } from './schema-values.ts';

export const systemSchema = table({
  commands: globOrGlobs.check(z.describe('Globs over the names of the system’s commands.')),
  package: text.check(z.describe('Folder of the system’s modules, relative to the project root.')),
  source: z.enum(['api', 'sheet', 'database']).check(z.describe('Where the system’s data comes from.')),
  'expected-commands': z
    .int()
    .check(z.minimum(0, 'must not be negative'))
    .check(z.describe('How many commands the system has, orchestrators included.')),
  tests: text.check(z.describe('Path of the system’s tests, relative to the project root.')),
}).check(z.describe('A system whose data is synchronised.'));

export const commandsSchema = table({
  scope: globs.check(z.describe('Files that are management commands.')),
  'base-classes': z.array(dottedName).check(z.describe('Standard base classes of commands.')),
});

const replacement = z.union([flag, z.literal('')], { error: 'expected a flag such as `--force`, or "" for none' });
const flagPair = z.tuple([flag, flag], { error: 'expected a pair of flags such as ["--debug", "--quiet"]' });

export const flagsSchema = table({
  required: flags.check(z.describe('Flags that every sync command accepts.')),
  'required-with': z.record(flag, flag).check(z.describe('Flag → the flag that makes it required.')),
  orchestrator: flags.check(z.describe('Flags that orchestrators accept besides.')),
  deprecated: z
    .record(flag, replacement)
    .check(z.describe('Old flag → the flag that replaces it; "" where there is none.')),
  boolean: flags.check(z.describe('Flags that are switches: they take no value.')),
  dates: flags.check(z.describe('Flags whose value is a date.')),
  conflicting: z.array(flagPair).check(z.describe('Pairs of flags that do not go together.')),
  'dry-run': table({
    names: flags.check(z.describe('Flags that ask for a dry run.')),
    inverted: flags.check(z.describe('Flags without which the run is a dry run.')),
  }),
  'batch-size': table({ min: z.int(), max: z.int(), default: z.int() }).check(
    z.describe('Bounds and default of the batch size.'),
  ),
});

export const historySchema = table({
  model: dottedName.check(z.describe('The history model: a dotted name, or a bare class name.')),
  statuses: texts.check(z.describe('Statuses of a record, for a text field without choices of its own.')),
  writers: z.array(dottedName).check(z.describe('Functions and methods that create history records.')),
});

export const stateSchema = table({
  fields: texts.check(z.describe('Globs over names of model fields that track a sync.')),
  tables: texts.check(z.describe('Globs over class and table names that are a private history.')),
  allow: texts.check(z.describe('Dotted names of models, or globs over them, that may.')),
});

export const layersSchema = table({
  order: texts.check(z.describe('Layers from the top, which imports everything, to the bottom.')),
  paths: z.record(z.string(), globs).check(z.describe('Layer → globs of its files.')),
  files: z.record(z.string(), text).check(z.describe('File → its layer; wins over `paths`.')),
  shared: globs.check(z.describe('Base modules, which belong to the layer of the standard class they define.')),
  classes: z.record(dottedName, text).check(z.describe('Standard class → its layer.')),
  outside: texts.check(z.describe('The layers that talk to networks and other databases.')),
});

const failureMode = z.enum(['stop', 'continue']);

export const orchestrationSchema = table({
  depends: z.record(z.string(), texts).check(z.describe('Entity → the entities that come before it.')),
  failure: z
    .union([failureMode, table({ mode: failureMode, 'exit-code': z.int() })], {
      error: 'expected "stop", "continue" or a table with `mode` and `exit-code`',
    })
    .check(z.describe('What an orchestrator does after a child failed, and its exit code.')),
});

export const dryRunSchema = table({
  guards: z.array(dottedName).check(z.describe('Functions that do nothing in a dry run.')),
  effects: z.array(dottedName).check(z.describe('Functions that have an effect outside the process.')),
});
