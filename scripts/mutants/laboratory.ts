import { severityOf } from '../../src/config/select-rules.ts';
import type { Finding } from '../../src/core/finding.ts';
import type { FilePath } from '../../src/core/location.ts';
import type { PythonModule } from '../../src/core/python.ts';
import { analyse } from '../../src/pipeline/analyse.ts';
import { check, type CheckOutcome } from '../../src/pipeline/check.ts';
import { guessSourceRoots } from '../../src/pipeline/files/source-roots.ts';
import { SourceStore } from '../../src/pipeline/files/source-store.ts';
import { Project } from '../../src/project/project.ts';
import { createPythonParser, type PythonParser } from '../../src/syntax/python/parse.ts';
import { fixtureDay, fixtureRequest } from '../../src/testing/fixture.ts';
import type { Sample } from './sample.ts';

export interface Examination {
  readonly findings: readonly Finding[];
  /** Why the mutant proves nothing: it does not parse, or a rule crashed. */
  readonly troubles: readonly string[];
}

/** Checks the sample with some files changed, in process; what is unchanged is not read or parsed again. */
export class Laboratory {
  readonly sample: Sample;
  /** Findings of the unchanged sample. */
  readonly baseline: readonly Finding[];
  readonly ruleIds: ReadonlySet<string>;
  readonly #outcome: CheckOutcome;
  readonly #parser: PythonParser;

  private constructor(outcome: CheckOutcome, parser: PythonParser) {
    const { files } = outcome.discovery;
    this.#outcome = outcome;
    this.#parser = remembering(
      parser,
      files.map((file) => outcome.source(file) ?? ''),
    );
    this.sample = { texts: new Map(files.map((file) => [file, outcome.source(file) ?? ''])) };
    this.baseline = outcome.run.findings;
    this.ruleIds = new Set(outcome.run.rules.map(({ rule }) => rule.id));
  }

  static async open(folder: string): Promise<Laboratory> {
    return new Laboratory(await check(fixtureRequest(folder, [])), await createPythonParser());
  }

  examine(changes: ReadonlyMap<FilePath, string | null>): Examination {
    const { root, configuration, run } = this.#outcome;
    const texts = new Map<FilePath, string | null>([...this.sample.texts, ...changes]);
    const files = [...texts].flatMap(([file, text]) => (text === null ? [] : [file])).sort();
    const overlays = new Map([...texts].map(([file, text]) => [file, Buffer.from(text ?? '')]));
    const inScope = new Set(files);
    const store = new SourceStore(root, files, inScope, this.#parser, overlays);
    const { findings, crashed } = analyse({
      rules: run.rules,
      knownIds: this.ruleIds,
      project: new Project(store, configuration.sourceRoots ?? guessSourceRoots(store), configuration.policy),
      matches: new Map(),
      store,
      inScope,
      severityOf: (id) => severityOf(configuration, id),
      isIgnored: [],
      today: fixtureDay,
    });
    const troubles = [...this.flawsOf(changes), ...[...crashed].map((id) => `${id} crashed`)];
    return { findings: findings.filter(({ suppression }) => suppression === undefined), troubles };
  }

  /** Why changes are no mutant, whatever the rules say. */
  flawsOf(changes: ReadonlyMap<FilePath, string | null>): readonly string[] {
    const broken = [...changes].filter(
      ([, text]) => text !== null && this.#parser.parse(text).firstError !== undefined,
    );
    return [...(changes.size === 0 ? ['nothing is changed'] : []), ...broken.map(([file]) => `${file} does not parse`)];
  }
}

/** Parses each of these texts once; of others nothing is kept. */
function remembering(parser: PythonParser, texts: readonly string[]): PythonParser {
  const kept = new Set(texts);
  const modules = new Map<string, PythonModule>();
  return {
    ...parser,
    parse: (text) => {
      const parsed = modules.get(text) ?? parser.parse(text);
      if (kept.has(text)) modules.set(text, parsed);
      return parsed;
    },
  };
}
