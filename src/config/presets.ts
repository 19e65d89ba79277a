import type { ConfigurationSource } from './configuration.ts';
import { crmSync } from './presets/crm-sync.ts';
import type { Settings } from './settings-schema.ts';

const presets: ReadonlyMap<string, Settings> = new Map([['crm-sync', crmSync]]);

export const presetNames: readonly string[] = [...presets.keys()];

/** Undefined for a name that no preset has. */
export function presetSource(name: string): ConfigurationSource | undefined {
  const settings = presets.get(name);
  return settings && { kind: 'preset', name, settings };
}
