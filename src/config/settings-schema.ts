import * as z from 'zod/mini';
import { severities } from '../core/severity.ts';
import * as policy from './policy-schemas.ts';
import { customRuleSchema, probeSchema } from './probe-schemas.ts';
import { globs, looseTable, selectors, table, text, texts } from './schema-values.ts';

const systemName = z.string().check(z.regex(/^\w[\w-]*$/, 'expected a name such as `arrivy`'));
const ruleSettings = table({ severity: z.enum([...severities, 'off']) }).check(z.describe('Settings of one rule.'));
const perFile = z.strictObject({ files: globs, ignore: selectors });

/**
 * The one description of the configuration: validates, gives the type, and is published for editors.
 *
 * @remarks In zod's small dialect: the large one takes longer to load than the rest of a warm run.
 */
export const settingsSchema = table({
  $schema: z.string().check(z.describe('For editors; not used.')),
  extends: texts.check(z.describe('Presets and files (relative to this one) that this file refines.')),
  select: selectors.check(z.describe('Rules to run, instead of the default ones.')),
  'extend-select': selectors.check(z.describe('Rules to run besides.')),
  ignore: selectors.check(z.describe('Rules not to run.')),
  rules: z.record(z.string(), ruleSettings).check(z.describe('Rule id → its settings.')),
  exclude: globs.check(z.describe('Files and folders to leave out, instead of the default ones.')),
  'extend-exclude': globs.check(z.describe('Files and folders to leave out besides.')),
  'source-roots': texts.check(z.describe('Folders that absolute imports start from.')),
  'respect-gitignore': z.boolean().check(z.describe('Leave out what git ignores.')),
  'per-file': z.array(perFile).check(z.describe('Rules not to report in some files.')),
  systems: z.record(systemName, policy.systemSchema).check(z.describe('Name → system.')),
  commands: policy.commandsSchema,
  flags: policy.flagsSchema,
  history: policy.historySchema,
  state: policy.stateSchema,
  layers: policy.layersSchema,
  orchestration: policy.orchestrationSchema,
  'dry-run': policy.dryRunSchema,
  probe: probeSchema,
  suite: looseTable,
  webhook: looseTable,
  contracts: looseTable,
  views: looseTable,
  htmx: looseTable,
  custom: z.array(customRuleSchema).check(z.describe('Rules of the project itself.')),
  baseline: table({ file: text.check(z.describe('The baseline, relative to the project root.')) }).check(
    z.describe('Findings that are known already.'),
  ),
}).check(z.meta({ title: 'synclint configuration' }));

type DeepReadonly<T> = unknown extends T
  ? T
  : T extends readonly (infer Item)[]
    ? number extends T['length']
      ? readonly DeepReadonly<Item>[]
      : Readonly<T>
    : T extends object
      ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
      : T;

/** Validated configuration of one file or preset, under the names that users write. */
export type Settings = DeepReadonly<z.infer<typeof settingsSchema>>;
