import type * as z from 'zod/mini';
import { customProblems } from './custom-problems.ts';
import type { KnownRules } from './configuration.ts';
import type { SettingsProblem } from './describe-issue.ts';
import type { KeyPath } from './key-path.ts';
import { isTable } from './merge.ts';
import { selectorProblems } from './selector-problems.ts';
import { settingsSchema, type Settings } from './settings-schema.ts';

export type Validation =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: readonly SettingsProblem[] };

/** From whatever a file holds to typed settings, or everything that is wrong with it. */
export async function validateSettings(value: unknown, known: KnownRules): Promise<Validation> {
  const result = settingsSchema.safeParse(value);
  const issues = result.error?.issues ?? [];
  const problems = [
    ...prototypeKeys(value, []),
    ...(issues.length === 0 ? [] : await problemsOf(issues, value)),
    ...customProblems(value, known),
    ...selectorProblems(value, known),
  ];
  return result.success && problems.length === 0 ? { ok: true, settings: result.data } : { ok: false, problems };
}

/** The words for problems are loaded only when there is one. */
async function problemsOf(issues: readonly z.core.$ZodIssue[], value: unknown): Promise<SettingsProblem[]> {
  const [{ describeIssue }, { keysAt }] = await Promise.all([
    import('./describe-issue.ts'),
    import('./schema-keys.ts'),
  ]);
  return issues.flatMap((issue) => describeIssue(issue, value, keysAt));
}

/** `__proto__` would change objects that have nothing to do with configuration. */
function prototypeKeys(value: unknown, path: KeyPath): SettingsProblem[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => prototypeKeys(item, [...path, index]));
  if (!isTable(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key !== '__proto__') return prototypeKeys(inner, [...path, key]);
    return [{ path: [...path, key], part: 'key' as const, message: 'unknown key `__proto__`' }];
  });
}
