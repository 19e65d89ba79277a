import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { ConfigError, UsageError } from '../core/errors.ts';
import type { ConfigurationSource, KnownRules } from './configuration.ts';
import { DocumentSyntaxError, valueOf } from './formats/document.ts';

export interface SplitArguments {
  /** Absolute. */
  readonly file: string | undefined;
  readonly overrides: readonly string[];
}

/** Tells the file among the values of `--config` from the `key=value` ones. */
export function splitArguments(configArguments: readonly string[], cwd: string): SplitArguments {
  const overrides = configArguments.filter((argument) => isOverride(argument, cwd));
  const files = configArguments.filter((argument) => !overrides.includes(argument));
  if (files.length > 1) throw new UsageError(`--config names more than one file: ${files.join(', ')}`);
  return { file: files[0] === undefined ? undefined : resolve(cwd, files[0]), overrides };
}

function isOverride(argument: string, cwd: string): boolean {
  if (!/^\s*(?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*\s*=/.test(argument)) return false;
  return statSync(resolve(cwd, argument), { throwIfNoEntry: false }) === undefined;
}

/** Reads one `key=value`: the value as TOML, and as text where it is no TOML. */
export async function readOverride(argument: string, known: KnownRules): Promise<ConfigurationSource> {
  const name = `--config ${argument}`;
  const [{ parseToml }, { validateSettings }] = await Promise.all([
    import('./formats/toml.ts'),
    import('./validate-settings.ts'),
  ]);
  const validation = await validateSettings(valueOf(parseAssignment(argument, name, parseToml)), known);
  if (validation.ok) return { kind: 'command-line', name, settings: validation.settings };
  throw new ConfigError(validation.problems.map(({ message }) => `${name}: ${message}`).join('\n'));
}

type Parser = typeof import('./formats/toml.ts').parseToml;

function parseAssignment(argument: string, name: string, parse: Parser): ReturnType<Parser> {
  const [, key = '', value = ''] = /^((?:"[^"]*"|'[^']*'|[^=])*)=(.*)$/s.exec(argument) ?? [];
  try {
    return parse(`${key} = ${value}`);
  } catch (error) {
    if (!(error instanceof DocumentSyntaxError)) throw error;
  }
  try {
    return parse(`${key} = ${JSON.stringify(value.trim())}`);
  } catch (error) {
    if (!(error instanceof DocumentSyntaxError)) throw error;
    throw new ConfigError(`${name}: ${error.message}`, undefined, { cause: error });
  }
}
