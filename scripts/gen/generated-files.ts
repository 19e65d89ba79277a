import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { probeGroups } from '../../src/core/probe.ts';
import { loadRules } from '../../src/engine/load-rules.ts';
import { loadProbes } from '../../src/probing/load-probes.ts';
import { configurationSchema } from './configuration-schema.ts';
import { readExamples } from './examples.ts';
import { probePage } from './probe-page.ts';
import { probesIndex } from './probes-index.ts';
import { readProse, type Prose } from './prose.ts';
import { rulePage } from './rule-page.ts';
import { rulesIndex } from './rules-index.ts';
import { sampleProject } from './sample-project.ts';

const folders = { rules: 'docs/rules', probes: 'docs/probes' } as const;

export interface Generated {
  /** Path → text. */
  readonly files: ReadonlyMap<string, string>;
  /** Generated once, by something that is gone. */
  readonly stale: readonly string[];
  /** Why some file could not be generated. */
  readonly problems: readonly string[];
}

/** Path, and how its text is made. */
type Page = readonly [file: string, text: () => string | Promise<string>];

/** Everything that is written by `npm run gen`, from the sources as they are. The working directory is the repository. */
export async function generate(): Promise<Generated> {
  const pages = [
    ...(await rulePages()),
    ...(await probePages()),
    ['docs/schemas/configuration.schema.json', configurationSchema] as const,
  ];
  const files = new Map<string, string>();
  const problems: string[] = [];
  for (const [file, text] of pages) {
    try {
      files.set(file, await text());
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  const known = new Set(pages.map(([file]) => file));
  return { files, stale: existingPages().filter((file) => !known.has(file)), problems };
}

async function rulePages(): Promise<readonly Page[]> {
  const [rules, probes] = await Promise.all([loadRules(), loadProbes()]);
  const sources = rules.map(({ rule, family }) => `rules/${family}/${rule.id}.ts`);
  const prose = readProse(sources, 'rule');
  const pages = rules.map((loaded, index): Page => {
    const { id } = loaded.rule;
    const corroborating = probes.filter(({ corroborates }) => corroborates.includes(id));
    const text = async () => rulePage(loaded, proseOf(sources[index], prose), await readExamples(id), corroborating);
    return [join(folders.rules, `${id}.md`), text];
  });
  return [[join(folders.rules, 'README.md'), () => rulesIndex(rules)], ...pages];
}

async function probePages(): Promise<readonly Page[]> {
  const [rules, probes, sample] = await Promise.all([loadRules(), loadProbes(), sampleProject()]);
  const titles = new Map(rules.map(({ rule }) => [rule.id, rule.title]));
  const sources = probes.map(({ id }) => `probes/${id}.ts`);
  const prose = readProse(sources, 'probe');
  const pages = probes.map((probe, index): Page => {
    const text = () => probePage(probe, proseOf(sources[index], prose), sample, titles);
    return [join(folders.probes, `${probe.id}.md`), text];
  });
  return [[join(folders.probes, 'README.md'), () => probesIndex(probes, probeGroups)], ...pages];
}

function proseOf(source: string | undefined, prose: ReadonlyMap<string, Prose>): Prose {
  const text = prose.get(source ?? '');
  if (text === undefined) throw new Error(`${source ?? ''}: no comment was read`);
  return text;
}

function existingPages(): readonly string[] {
  return Object.values(folders).flatMap((folder) => {
    try {
      return readdirSync(folder).map((name) => join(folder, name));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw error;
    }
  });
}
