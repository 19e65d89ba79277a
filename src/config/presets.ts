import type { ConfigurationSource } from './configuration.ts';
import { crmSync } from './presets/crm-sync.ts';
import type { Settings } from './settings-schema.ts';
import { suggestion } from '../core/suggest.ts';

const presets: ReadonlyMap<string, Settings> = new Map([['crm-sync', crmSync]]);

export const presetNames: readonly string[] = [...presets.keys()];

/** Undefined for a name that no preset has. */
export function presetSource(name: string): ConfigurationSource | undefined {
  const settings = presets.get(name);
  return settings && { kind: 'preset', name, settings };
}

/** Says that no preset has the name, and which have. */
export function unknownPreset(name: string): string {
  const hint = suggestion(name, presetNames) || `; there is ${presetNames.map((known) => `\`${known}\``).join(', ')}`;
  return `unknown preset \`${name}\`${hint}`;
}
