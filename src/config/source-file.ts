import { readFileSync, statSync } from 'node:fs';
import { basename, relative, sep } from 'node:path';
import { ConfigError } from '../core/errors.ts';
import type { ConfigurationSource, KnownRules } from './configuration.ts';
import { type ConfigNode, DocumentSyntaxError, type PlacedMessage, positionOf, valueOf } from './formats/document.ts';
import { parseDocument } from './formats/parse-document.ts';
import { valueAt } from './merge.ts';

/** Where our table stands in a file that is not ours alone. */
const pyprojectPath = ['tool', 'synclint'];

/** Reads and validates one file; throws a `ConfigError` with everything that is wrong with it, one line each. */
export async function readSourceFile(root: string, file: string, known: KnownRules): Promise<ConfigurationSource> {
  const name = displayName(root, file);
  const path = basename(file) === 'pyproject.toml' ? pyprojectPath : [];
  const node = await parse(name, file, readText(name, file));
  const place: ConfigurationSource['positionOf'] = (inner, part) => positionOf(node, [...path, ...inner], part);
  const value = valueAt(valueOf(node), path);
  if (value === undefined) throw new ConfigError(`${name}:1:1: there is no [tool.synclint] table`);

  const { validateSettings } = await import('./validate-settings.ts');
  // A file of nothing but comments configures nothing, in YAML too.
  const validation = await validateSettings(value ?? {}, known);
  if (validation.ok) return { kind: 'file', name, settings: validation.settings, positionOf: place };
  const lines = validation.problems.map((problem) => ({
    at: place(problem.path, problem.part),
    message: problem.message,
  }));
  throw new ConfigError(messageOf(name, lines));
}

/** Relative to the root, with `/`, so that messages and outputs are the same wherever the project lies. */
export function displayName(root: string, file: string): string {
  return relative(root, file).split(sep).join('/');
}

async function parse(name: string, file: string, text: string): Promise<ConfigNode> {
  try {
    return await parseDocument(file, text);
  } catch (error) {
    if (!(error instanceof DocumentSyntaxError)) throw error;
    throw new ConfigError(messageOf(name, error.messages), undefined, { cause: error });
  }
}

function readText(name: string, file: string): string {
  const bytes = readRegularFile(name, file);
  const text = decode(name, bytes);
  if (text.trim() === '') throw new ConfigError(`${name}:1:1: the file is empty`);
  return text;
}

function readRegularFile(name: string, file: string): Buffer {
  try {
    const stats = statSync(file);
    if (stats.isFile()) return readFileSync(file);
    throw new ConfigError(
      `${name}: ${stats.isDirectory() ? 'is a folder' : 'is not a regular file'}, not a configuration`,
    );
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(`${name}: cannot be read (${reasonOf(error)})`, undefined, { cause: error });
  }
}

function decode(name: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new ConfigError(`${name}:1:1: is not UTF-8`, undefined, { cause: error });
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'no such file';
  if (code === 'EACCES') return 'permission denied';
  return typeof code === 'string' ? code : String(error);
}

function messageOf(name: string, lines: readonly PlacedMessage[]): string {
  const sorted = lines.toSorted((a, b) => a.at.line - b.at.line || a.at.column - b.at.column);
  return [...new Set(sorted.map(({ at, message }) => `${name}:${at.line}:${at.column}: ${message}`))].join('\n');
}
