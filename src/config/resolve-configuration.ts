import type { Configuration, ConfigurationSource } from './configuration.ts';
import { checkMerged } from './check-merged.ts';
import { formatKey } from './key-path.ts';
import { leavesOf, mergeTables } from './merge.ts';
import { policyOf } from './policy.ts';
import type { Settings } from './settings-schema.ts';
import { originOf } from './source-place.ts';

/** Merges the sources (weakest first) into what the program works with; throws `ConfigError` where they do not agree. */
export function resolveConfiguration(file: string | null, sources: readonly ConfigurationSource[]): Configuration {
  const tables = sources.map((source) => source.settings);
  // Every table fits the schema, and the schema has no key that is a table in one file and something else in another.
  const settings = mergeTables(tables) as Settings;
  checkMerged(settings, sources);
  const own = sources.filter((source) => source.kind !== 'preset');
  const presets = sources.filter((source) => source.kind === 'preset');
  return {
    file,
    presets: [...new Set(presets.map((source) => source.name))],
    select: own.findLast((source) => source.settings.select !== undefined)?.settings.select,
    presetSelect: [...new Set(presets.flatMap((source) => source.settings.select ?? []))],
    extendSelect: settings['extend-select'] ?? [],
    ignore: settings.ignore ?? [],
    severities: new Map(
      Object.entries(settings.rules ?? {}).flatMap(([id, rule]) => (rule.severity ? [[id, rule.severity]] : [])),
    ),
    exclude: settings.exclude ?? [],
    extendExclude: settings['extend-exclude'] ?? [],
    sourceRoots: settings['source-roots'],
    respectGitignore: settings['respect-gitignore'] ?? true,
    perFile: settings['per-file'] ?? [],
    policy: policyOf(
      settings,
      sources.filter(({ kind }) => kind !== 'default').map((source) => source.settings),
    ),
    settings,
    origins: originsOf(settings, sources),
    sources,
  };
}

function originsOf(settings: Settings, sources: readonly ConfigurationSource[]): ReadonlyMap<string, string> {
  const tables = sources.map((source) => source.settings);
  const origins = new Map<string, string>();
  for (const { path, from } of leavesOf(settings, tables)) {
    const source = sources[from];
    if (source !== undefined) origins.set(formatKey(path), originOf(source, path));
  }
  return origins;
}
