import { extname, dirname, resolve } from 'node:path';
import { realpathSync } from 'node:fs';
import { ConfigError } from '../core/errors.ts';
import type { ConfigurationSource, KnownRules } from './configuration.ts';
import { formatExtensions } from './formats/parse-document.ts';
import { presetSource, unknownPreset } from './presets.ts';
import { displayName, readSourceFile } from './source-file.ts';
import { placeOf } from './source-place.ts';

interface Reading {
  readonly root: string;
  readonly known: KnownRules;
}

/** A file after everything that it extends, weakest first. */
export async function readWithExtends(
  reading: Reading,
  file: string,
  above: readonly string[] = [],
): Promise<readonly ConfigurationSource[]> {
  const source = await readSourceFile(reading.root, file, reading.known);
  const chain = [...above, realpathSync(file)];
  const extended = await readExtended(reading, source, dirname(file), chain);
  return [...extended, source];
}

/** What the entries of a source's `extends` stand for; relative files start from `folder`. */
export async function readExtended(
  reading: Reading,
  source: ConfigurationSource,
  folder: string,
  chain: readonly string[] = [],
): Promise<readonly ConfigurationSource[]> {
  const sources: ConfigurationSource[] = [];
  for (const [index, entry] of (source.settings.extends ?? []).entries()) {
    const place = placeOf(source, ['extends', index]);
    if (namesFile(entry)) sources.push(...(await readFileEntry(reading, resolve(folder, entry), chain, place)));
    else sources.push(presetNamed(entry, place));
  }
  return sources;
}

function presetNamed(name: string, place: string): ConfigurationSource {
  const preset = presetSource(name);
  if (preset === undefined) throw new ConfigError(`${place}: ${unknownPreset(name)}`);
  return preset;
}

async function readFileEntry(
  reading: Reading,
  file: string,
  chain: readonly string[],
  place: string,
): Promise<readonly ConfigurationSource[]> {
  const target = realPath(file);
  if (target === undefined) {
    throw new ConfigError(`${place}: \`extends\` names \`${displayName(reading.root, file)}\`, which does not exist`);
  }
  if (chain.includes(target)) {
    const circle = [...chain.slice(chain.indexOf(target)), target].map((one) => displayName(reading.root, one));
    throw new ConfigError(`${place}: \`extends\` goes in a circle: ${circle.join(' → ')}`);
  }
  return readWithExtends(reading, file, chain);
}

function namesFile(entry: string): boolean {
  return /[/\\]/.test(entry) || formatExtensions.includes(extname(entry).toLowerCase());
}

function realPath(file: string): string | undefined {
  try {
    return realpathSync(file);
  } catch {
    return undefined;
  }
}
