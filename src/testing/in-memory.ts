import type { FileFacts } from '../core/fact.ts';
import { filePath, type FilePath } from '../core/location.ts';
import type { Policy } from '../core/policy.ts';
import { extractFacts } from '../facts/extract.ts';
import { Project } from '../project/project.ts';
import type { Sources } from '../project/sources.ts';
import { createPythonParser } from '../syntax/python/parse.ts';

/** File → its lines, or its whole text. */
export type Files = Readonly<Record<string, string | readonly string[]>>;

const parser = await createPythonParser();

/** Sources that are made of texts; every file is parsed when somebody asks for it. */
export function sourcesOf(files: Files): Sources {
  const texts = new Map(Object.entries(files).map(([name, text]) => [filePath(name), textOf(text)]));
  const facts = new Map<FilePath, FileFacts>();
  return {
    files: [...texts.keys()].sort(),
    mentioning: (pattern, among = [...texts.keys()].sort()) =>
      among.filter((file) => pattern.test(texts.get(file) ?? '')),
    holding: (word) => [...texts.keys()].sort().filter((file) => texts.get(file)?.includes(word) === true),
    text: (file) => texts.get(file),
    mayExist: () => false,
    scriptCommands: () => [],
    facts: (file) => {
      const text = texts.get(file);
      if (text === undefined) return undefined;
      const known = facts.get(file) ?? extractFacts(file, text, parser.parse(text));
      facts.set(file, known);
      return known;
    },
  };
}

/** A project of texts, with imports from its root and the parts of a policy that matter. */
export function projectOf(files: Files, policy: Partial<Policy> = {}): Project {
  return new Project(sourcesOf(files), ['.'], { ...emptyPolicy, ...policy });
}

const emptyPolicy: Policy = {
  systems: {},
  commands: { scope: ['**/management/commands/*.py'], baseClasses: [] },
  flags: {
    required: [],
    requiredWith: {},
    orchestrator: [],
    deprecated: {},
    boolean: [],
    dates: [],
    conflicting: [],
    batchSize: {},
  },
  history: { statuses: [], writers: [] },
  state: { fields: [], tables: [], allow: [] },
  layers: { order: [], paths: {}, files: {}, shared: [], classes: {} },
  orchestration: { depends: {} },
  probe: { arguments: {}, fields: {} },
  dryRun: { flags: ['--dry-run'], invertedFlags: ['--commit'], named: [], guards: [], effects: [] },
};

function textOf(text: string | readonly string[]): string {
  return typeof text === 'string' ? text : `${text.join('\n')}\n`;
}
