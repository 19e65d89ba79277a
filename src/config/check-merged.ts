import { ConfigError } from '../core/errors.ts';
import type { ConfigurationSource } from './configuration.ts';
import { formatKey, type KeyPath } from './key-path.ts';
import { valueAt } from './merge.ts';
import type { Settings } from './settings-schema.ts';
import { placeOf } from './source-place.ts';
import { suggestion } from '../core/suggest.ts';

interface Disagreement {
  readonly path: KeyPath;
  readonly part: 'key' | 'value';
  readonly message: string;
}

/** What only shows once all sources are together. */
export function checkMerged(settings: Settings, sources: readonly ConfigurationSource[]): void {
  const placed = [...unknownLayers(settings), ...systemsWithoutCommands(settings)].map(({ path, part, message }) => {
    const index = sources.findLastIndex((candidate) => valueAt(candidate.settings, path) !== undefined);
    const source = sources[index];
    const { line = 0, column = 0 } = source?.positionOf?.(path, part) ?? {};
    return { order: [index, line, column], text: `${source ? placeOf(source, path, part) : ''}: ${message}` };
  });
  if (placed.length === 0) return;
  placed.sort((a, b) => a.order.map((value, part) => value - (b.order[part] ?? 0)).find((step) => step !== 0) ?? 0);
  throw new ConfigError(placed.map(({ text }) => text).join('\n'));
}

function* unknownLayers({ layers = {} }: Settings): Iterable<Disagreement> {
  const known = layers.order ?? [];
  const unknown = (layer: string): string =>
    `unknown layer \`${layer}\`: \`layers.order\` does not name it${suggestion(layer, known)}`;
  for (const layer of Object.keys(layers.paths ?? {})) {
    if (!known.includes(layer)) yield { path: ['layers', 'paths', layer], part: 'key', message: unknown(layer) };
  }
  for (const [index, layer] of (layers.outside ?? []).entries()) {
    if (!known.includes(layer)) yield { path: ['layers', 'outside', index], part: 'value', message: unknown(layer) };
  }
  for (const table of ['files', 'classes'] as const) {
    for (const [key, layer] of Object.entries(layers[table] ?? {})) {
      if (!known.includes(layer)) yield { path: ['layers', table, key], part: 'value', message: unknown(layer) };
    }
  }
}

function* systemsWithoutCommands({ systems = {} }: Settings): Iterable<Disagreement> {
  for (const [name, system] of Object.entries(systems)) {
    if (system.commands !== undefined) continue;
    const path = ['systems', name];
    yield { path, part: 'key', message: `\`${formatKey(path)}\` needs \`commands\`: a glob over command names` };
  }
}
