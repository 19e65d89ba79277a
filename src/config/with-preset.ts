import { UsageError } from '../core/errors.ts';
import type { Policy } from '../core/policy.ts';
import type { Configuration, ConfigurationSource } from './configuration.ts';
import { defaults } from './defaults.ts';
import { presetSource, unknownPreset } from './presets.ts';
import { resolveConfiguration } from './resolve-configuration.ts';

/** The same configuration on top of a preset: whatever it sets itself still wins. */
export function withPreset(configuration: Configuration, name: string): Configuration {
  const [weakest = defaults, ...others] = configuration.sources;
  return resolveConfiguration(configuration.file, [weakest, existingPreset(name), ...others]);
}

/** What a preset alone would say about a project, to see whether it fits. */
export function presetPolicy(name: string): Policy {
  return resolveConfiguration(null, [defaults, existingPreset(name)]).policy;
}

function existingPreset(name: string): ConfigurationSource {
  const preset = presetSource(name);
  if (preset === undefined) throw new UsageError(unknownPreset(name));
  return preset;
}
