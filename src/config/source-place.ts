import type { ConfigurationSource } from './configuration.ts';
import type { KeyPath } from './key-path.ts';

/** Where a value comes from, for `synclint config`: `default`, `preset crm-sync`, `synclint.toml:12`, `command line`. */
export function originOf(source: ConfigurationSource, path: KeyPath): string {
  switch (source.kind) {
    case 'default':
      return 'default';
    case 'preset':
      return `preset ${source.name}`;
    case 'file':
      return source.positionOf ? `${source.name}:${source.positionOf(path, 'key').line}` : source.name;
    case 'command-line':
      return 'command line';
  }
}

/** What an error message about a value starts with: `synclint.toml:12:3`, or the argument. */
export function placeOf(source: ConfigurationSource, path: KeyPath, part: 'key' | 'value' = 'value'): string {
  const at = source.positionOf?.(path, part);
  return at ? `${source.name}:${at.line}:${at.column}` : source.name;
}
