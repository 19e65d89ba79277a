import * as z from 'zod/mini';
import { globs, looseTable, table, text, texts } from './schema-values.ts';

/** What runtime probes need; `check` accepts and ignores it. */
export const probeSchema = table({
  python: text.check(z.describe('Python interpreter of the project.')),
  launcher: z
    .union([text, texts], { error: 'expected a command line or a list of arguments' })
    .check(z.describe('Command that starts Python elsewhere, e.g. in a container.')),
  settings: text.check(z.describe('Dotted name of the settings module.')),
  database: z.union([text, looseTable], { error: 'expected text or a table' }),
  fixtures: text.check(z.describe('Folder of recorded answers, relative to the project root.')),
  deadline: z.number().check(z.positive('must be greater than 0')).check(z.describe('Seconds that one run may take.')),
  jobs: z.int().check(z.minimum(1, 'must be at least 1')),
  env: z.record(z.string(), z.string()),
  'allow-hosts': texts,
  seams: looseTable,
  bypass: z.union([texts, looseTable], { error: 'expected a list or a table' }),
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
