import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadedRule } from '../../src/core/rule.ts';
import { loadRules } from '../../src/engine/load-rules.ts';
import { configurationSchema } from './configuration-schema.ts';
import { readExamples } from './examples.ts';
import { readProse, type RuleProse } from './prose.ts';
import { rulePage } from './rule-page.ts';
import { rulesIndex } from './rules-index.ts';

const pages = 'docs/rules';

export interface Generated {
  /** Path → text. */
  readonly files: ReadonlyMap<string, string>;
  /** Generated once, by something that is gone. */
  readonly stale: readonly string[];
  /** Why some file could not be generated. */
  readonly problems: readonly string[];
}

/** Everything that is written by `npm run gen`, from the sources as they are. The working directory is the repository. */
export async function generate(): Promise<Generated> {
  const rules = await loadRules();
  const files = new Map([
    [join(pages, 'README.md'), rulesIndex(rules)],
    ['docs/schemas/configuration.schema.json', configurationSchema()],
  ]);
  const problems: string[] = [];
  const prose = readProse(rules.map(sourceOf));
  for (const loaded of rules) {
    try {
      files.set(pageOf(loaded), await page(loaded, prose));
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  const known = new Set([...files.keys(), ...rules.map(pageOf)]);
  return { files, stale: existingPages().filter((file) => !known.has(file)), problems };
}

async function page(loaded: LoadedRule, prose: ReadonlyMap<string, RuleProse>): Promise<string> {
  const text = prose.get(sourceOf(loaded));
  if (text === undefined) throw new Error(`${sourceOf(loaded)}: no comment was read`);
  return rulePage(loaded, text, await readExamples(loaded.rule.id));
}

function pageOf({ rule }: LoadedRule): string {
  return join(pages, `${rule.id}.md`);
}

function sourceOf({ rule, family }: LoadedRule): string {
  return `rules/${family}/${rule.id}.ts`;
}

function existingPages(): readonly string[] {
  try {
    return readdirSync(pages).map((name) => join(pages, name));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
