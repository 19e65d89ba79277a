import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { severityOf } from '../config/select-rules.ts';
import type { Finding } from '../core/finding.ts';
import type { FilePath } from '../core/location.ts';
import { loadRules } from '../engine/load-rules.ts';
import { analyse } from '../pipeline/analyse.ts';
import type { CheckOutcome } from '../pipeline/check.ts';
import { guessSourceRoots } from '../pipeline/files/source-roots.ts';
import { SourceStore } from '../pipeline/files/source-store.ts';
import { Project } from '../project/project.ts';
import { createPythonParser } from '../syntax/python/parse.ts';
import { fixtureDay } from './fixture.ts';

/** Runs the rules of an earlier check once more, over files that are listed in another order. */
export async function runInOrder(outcome: CheckOutcome, files: readonly FilePath[]): Promise<readonly Finding[]> {
  const { root, configuration, run } = outcome;
  const { scripts, scriptsInScope } = outcome.discovery;
  const inScope = new Set([...outcome.discovery.inScope, ...scriptsInScope]);
  const store = new SourceStore(root, files, inScope, await createPythonParser(), new Map(), scripts.toReversed());
  const { findings } = analyse({
    rules: run.rules,
    knownIds: new Set((await loadRules()).map(({ rule }) => rule.id)),
    project: new Project(
      store,
      configuration.sourceRoots ?? guessSourceRoots(store),
      configuration.policy,
      outcome.selected,
    ),
    matches: new Map(),
    store,
    inScope,
    severityOf: (id) => severityOf(configuration, id),
    isIgnored: [],
    today: fixtureDay,
  });
  return findings;
}

/** The text of a file of a checked project. */
export function textOf({ root }: CheckOutcome, file: FilePath): string {
  return readFileSync(join(root, file), 'utf8');
}
