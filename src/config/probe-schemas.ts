import * as z from 'zod/mini';
import { severities } from '../core/severity.ts';
import { globs, looseTable, table, text, texts } from './schema-values.ts';

/** What runtime probes need; `check` accepts and does not use it. */
export const probeSchema = table({
  python: text.check(z.describe('Python of the project, or the folder of its virtual environment.')),
  launcher: z
    .union([text, texts], { error: 'expected a command line or a list of arguments' })
    .check(z.describe('Command that starts Python elsewhere, e.g. in a container.')),
  settings: text.check(z.describe('Dotted name of the settings module; else the one that manage.py names.')),
  database: text.check(z.describe('`sqlite`, `postgres`, or the URL of a PostgreSQL server for databases of our own.')),
  fixtures: text.check(z.describe('Folder of answers of other systems, relative to the project root.')),
  deadline: z.number().check(z.positive('must be greater than 0')).check(z.describe('Seconds that one run may take.')),
  jobs: z.int().check(z.minimum(1, 'must be at least 1')).check(z.describe('Runs at the same time.')),
  arguments: z
    .record(z.string(), texts)
    .check(z.describe('Command, or glob over commands → what has to be typed for it to start.')),
  env: z
    .record(z.string(), z.string())
    .check(z.describe('Environment variables of the runs; no others are passed on.')),
  'allow-hosts': texts.check(z.describe('Hosts, or hosts with a port, that runs really connect to.')),
  seams: looseTable.check(z.describe('Dotted name of a function or method → what it returns instead of running.')),
  fields: z
    .record(z.string(), z.record(z.string(), z.record(z.string(), text)))
    .check(z.describe('Command, or glob over commands → model → field of the source → column.')),
  severity: z
    .record(z.string(), z.enum([...severities, 'off']))
    .check(z.describe('Probe → severity of the flaws that only it has seen; `off`: it is not carried out.')),
  bypass: z
    .union([texts, looseTable], { error: 'expected a list or a table' })
    .check(z.describe('Globs over commands that are not run, with the reason, or with probes and reasons.')),
});

const kebabCase = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

export const customRuleSchema = z.strictObject({
  id: z.string().check(z.regex(kebabCase, 'expected a kebab-case id such as `raw-cursor-in-command`')),
  message: z
    .string()
    .check(z.regex(/^[^\n\r]*\S[^\n\r]*$/, 'expected one line of text'))
    .check(z.describe('What is wrong; `{name}` stands for the text of the capture `@name`.')),
  severity: z.optional(z.enum(['error', 'warning', 'note'])),
  query: text.check(z.describe('Tree-sitter query with a `@report` capture.')),
  files: z.optional(globs),
});
