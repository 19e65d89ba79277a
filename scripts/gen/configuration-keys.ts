import { crmSync } from '../../src/config/presets/crm-sync.ts';
import { configurationSchema } from './configuration-schema.ts';

/** A key of the configuration that some text speaks of. */
export interface ConfigurationKey {
  readonly key: string;
  readonly meaning: string;
  /** What the preset `crm-sync` gives it, as TOML would write it; absent where it says nothing. */
  readonly preset?: string;
}

/** The keys that stand in backticks in a text, in order; dotted ones only, since a bare word may be anything. */
export function configurationKeys(text: string): readonly ConfigurationKey[] {
  const schema: unknown = JSON.parse(configurationSchema());
  const names = [...text.matchAll(/`([a-z][a-z-]*(?:\.[a-z][a-z-]*)+)`/g)].map(([, name = '']) => name);
  return [...new Set(names)].flatMap((key): readonly ConfigurationKey[] => {
    const property = key.split('.').reduce((node, part) => member(member(node, 'properties'), part), schema);
    const meaning = member(property, 'description');
    if (typeof meaning !== 'string') return [];
    const preset = key.split('.').reduce<unknown>(member, crmSync);
    return [{ key, meaning, ...(preset === undefined ? {} : { preset: shown(preset) }) }];
  });
}

function member(node: unknown, name: string): unknown {
  return typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[name] : undefined;
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)} = ${shown(item)}`);
  return `{ ${entries.join(', ')} }`;
}
