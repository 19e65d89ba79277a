import { readFileSync } from 'node:fs';
import ignore from 'ignore';

/** The patterns of the `.gitignore` files above a path; deeper files win over those above them. */
export interface IgnoreRules {
  readonly parent: IgnoreRules | undefined;
  /** Folder of the file, ending in `/`; empty for the root. */
  readonly base: string;
  readonly patterns: ReturnType<typeof ignore>;
}

export function withIgnoreFile(
  parent: IgnoreRules | undefined,
  base: string,
  text: string | undefined,
): IgnoreRules | undefined {
  return text === undefined ? parent : { parent, base, patterns: ignore({ ignorecase: false }).add(text) };
}

/** Whether git would leave out a path, given that it does not leave out the folder it is in. */
export function isIgnored(rules: IgnoreRules | undefined, path: string, isFolder: boolean): boolean {
  for (let level = rules; level !== undefined; level = level.parent) {
    const inner = path.slice(level.base.length) + (isFolder ? '/' : '');
    const { ignored, unignored } = level.patterns.test(inner);
    if (ignored || unignored) return ignored;
  }
  return false;
}

/**
 * The patterns that hold within a folder below a root; `ignored` where the folder itself is.
 *
 * @param textOf - of a file, by its path from the root.
 */
export function rulesWithin(
  textOf: (path: string) => string | undefined,
  folder: string,
): IgnoreRules | 'ignored' | undefined {
  let rules = withIgnoreFile(undefined, '', textOf('.gitignore'));
  let base = '';
  for (const step of folder.split('/').filter((name) => name !== '' && name !== '.')) {
    if (isIgnored(rules, `${base}${step}`, true)) return 'ignored';
    base += `${step}/`;
    rules = withIgnoreFile(rules, base, textOf(`${base}.gitignore`));
  }
  return rules;
}

/** A file that cannot be read ignores nothing, as with git itself. */
export function readIgnoreFile(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  } catch {
    return undefined;
  }
}
