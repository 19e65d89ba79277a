import { UsageError } from '../core/errors.ts';
import type { Configuration } from './configuration.ts';
import { formatKey, formatKeyPart, type KeyPath } from './key-path.ts';
import { isTable, leavesOf } from './merge.ts';
import { suggestion } from '../core/suggest.ts';

/** One `key = value  # origin` for each value, or for those below a dotted key; ends in a newline unless empty. */
export function renderConfiguration(configuration: Configuration, key?: string): string {
  const leaves = leavesOf(configuration.settings, []).map(({ path, value }) => ({
    path,
    name: formatKey(path),
    value,
  }));
  const shown = key === undefined ? leaves : leaves.filter(({ path }) => isAtOrBelow(path, key));
  if (key !== undefined && shown.length === 0) {
    const names = leaves.flatMap(({ path }) => path.map((_, index) => formatKey(path.slice(0, index + 1))));
    throw new UsageError(`\`${key}\` is not set${suggestion(key, new Set(names))}`, 'see `synclint config`');
  }
  return shown
    .map(({ name, value }) => `${name} = ${renderValue(value)}  # ${configuration.origins.get(name) ?? 'default'}\n`)
    .join('');
}

function isAtOrBelow(path: KeyPath, key: string): boolean {
  return path.some((_, index) => formatKey(path.slice(0, index + 1)) === key);
}

/** As TOML writes it on one line. */
function renderValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(renderValue).join(', ')}]`;
  if (isTable(value)) {
    const entries = Object.entries(value).map(([key, inner]) => `${formatKeyPart(key)} = ${renderValue(inner)}`);
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  }
  return value instanceof Date ? value.toISOString() : JSON.stringify(value);
}
