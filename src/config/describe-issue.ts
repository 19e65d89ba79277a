import type * as z from 'zod/mini';
import { formatKey, formatKeyPart, type KeyPath } from './key-path.ts';
import { isTable, valueAt } from './merge.ts';
import { closest } from '../core/suggest.ts';

type Issue = z.core.$ZodIssue;

/** What is wrong with one value of a configuration, or with its key. */
export interface SettingsProblem {
  readonly path: KeyPath;
  readonly part: 'key' | 'value';
  readonly message: string;
}

/** Says in the words of users what the schema has against a value. */
export function describeIssue(
  issue: Issue,
  value: unknown,
  keysAt: (path: KeyPath) => readonly string[],
): SettingsProblem[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  const name = path.length === 0 ? 'the configuration' : `\`${formatKey(path)}\``;
  const found = valueAt(value, path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknownKey([...path, key], key, keysAt(path)));
  }
  if (issue.code === 'invalid_key') {
    const reason = issue.issues[0]?.message ?? 'not a key that can stand here';
    return [{ path, part: 'key', message: `${name}: ${reason}` }];
  }
  if (found === undefined && path.length > 0) return [{ path, part: 'value', message: `${name} is missing` }];
  return [{ path, part: 'value', message: `${name}: ${reasonOf(issue, found)}` }];
}

function unknownKey(path: KeyPath, key: string, known: readonly string[]): SettingsProblem {
  const near = closest(key, known);
  const hint = near === undefined ? '' : `; did you mean \`${formatKeyPart(near)}\`?`;
  return { path, part: 'key', message: `unknown key \`${formatKey(path)}\`${hint}` };
}

function reasonOf(issue: Issue, found: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${typeNames[issue.expected] ?? issue.expected}, found ${nameOf(found)}`;
    case 'invalid_value': {
      const values = issue.values.map(String);
      const near = typeof found === 'string' ? closest(found, values) : undefined;
      const hint = near === undefined ? '' : `; did you mean "${near}"?`;
      return `expected ${values.map((value) => `"${value}"`).join(', ')}, found ${nameOf(found)}${hint}`;
    }
    case 'invalid_union':
    case 'invalid_format':
      return `${issue.message}, found ${nameOf(found)}`;
    case 'too_small':
    case 'too_big':
      return issue.message;
    default:
      return issue.message;
  }
}

const typeNames: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'a table',
  record: 'a table',
  string: 'text',
  tuple: 'a pair',
};

function nameOf(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'number') return `the number ${value}`;
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Date) return 'a date';
  return isTable(value) ? 'a table' : 'nothing';
}
