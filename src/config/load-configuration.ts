import { UsageError } from '../core/errors.ts';
import type { Configuration, ConfigurationRequest, ConfigurationSource } from './configuration.ts';
import { defaults } from './defaults.ts';
import { readExtended, readWithExtends } from './extends.ts';
import { findConfigurationFile } from './find-configuration-file.ts';
import { readOverride, splitArguments } from './overrides.ts';
import { presetSource, unknownPreset } from './presets.ts';
import { resolveConfiguration } from './resolve-configuration.ts';
import { displayName } from './source-file.ts';

/**
 * Reads and validates the configuration of a project, once.
 *
 * Weakest first: defaults, what the file extends, presets of the command line, the file, `--config key=value`.
 */
export async function loadConfiguration(request: ConfigurationRequest): Promise<Configuration> {
  const presets = request.presets.map(presetOfCommandLine);
  const { file, fileSources, overrides, overrideExtends } = await readSources(request);
  const extended = fileSources.slice(0, -1);
  return resolveConfiguration(file, [
    defaults,
    ...extended,
    ...overrideExtends,
    ...presets,
    ...fileSources.slice(-1),
    ...overrides,
  ]);
}

interface ReadSources {
  readonly file: string | null;
  readonly fileSources: readonly ConfigurationSource[];
  readonly overrides: readonly ConfigurationSource[];
  readonly overrideExtends: readonly ConfigurationSource[];
}

async function readSources(request: ConfigurationRequest): Promise<ReadSources> {
  const { root, known } = request;
  const none: ReadSources = { file: null, fileSources: [], overrides: [], overrideExtends: [] };
  const split = splitArguments(request.configArguments, request.cwd);
  if (request.isolated && split.file !== undefined)
    throw new UsageError('--isolated and --config FILE exclude each other');
  const file = split.file ?? (request.isolated ? undefined : await findConfigurationFile(root));
  if (file === undefined && split.overrides.length === 0) return none;

  const reading = { root, known };
  const fileSources = file === undefined ? [] : await readWithExtends(reading, file);
  const overrides = await Promise.all(split.overrides.map((override) => readOverride(override, known)));
  const extended = await Promise.all(overrides.map((override) => readExtended(reading, override, request.cwd)));
  return {
    file: file === undefined ? null : displayName(root, file),
    fileSources,
    overrides,
    overrideExtends: extended.flat(),
  };
}

function presetOfCommandLine(name: string): ConfigurationSource {
  const preset = presetSource(name);
  if (preset === undefined) throw new UsageError(`--preset: ${unknownPreset(name)}`);
  return preset;
}
