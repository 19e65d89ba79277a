import { execa } from 'execa';
import { join } from 'node:path';
import * as z from 'zod/mini';

const option = z.object({
  strings: z.array(z.string()),
  /** One of Django's own. */
  django: z.optional(z.boolean()),
  dest: z.nullable(z.string()),
  type: z.nullable(z.string()),
  /** Plain values, or `{repr}`. */
  default: z.unknown(),
  choices: z.unknown(),
  /** Name of the class, without underscore. */
  action: z.string(),
  nargs: z.nullable(z.union([z.number(), z.string()])),
  required: z.boolean(),
  help: z.nullable(z.string()),
});

const parser = z.object({
  options: z.array(option),
  get subcommands() {
    return z.optional(z.record(z.string(), parser));
  },
});

const record = z.object({
  file: z.string(),
  error: z.optional(z.string()),
  /** Why the parser may be another one with everything installed. */
  doubts: z.optional(z.array(z.string())),
  options: z.optional(z.array(option)),
  subcommands: z.optional(z.record(z.string(), parser)),
});

/** An option of a parser that Django built. */
export type DjangoOption = z.infer<typeof option>;
/** The parser of a command or subcommand. */
export type TrueParser = z.infer<typeof parser>;
/** What Django made of one command file. */
export type DjangoParser = z.infer<typeof record>;

export interface TruthRequest {
  readonly project: string;
  readonly python: string;
  readonly settings?: string;
  readonly stubMissing: boolean;
  readonly sourceRoots: readonly string[];
}

/** Imports every command of the project and calls its `create_parser`: this runs the project's code. */
export async function djangoParsers(request: TruthRequest): Promise<readonly DjangoParser[]> {
  const { project, python, settings, stubMissing, sourceRoots } = request;
  const { stdout } = await execa(
    python,
    [
      join(import.meta.dirname, 'dump_parsers.py'),
      ...['--root', project],
      ...(settings === undefined ? [] : ['--settings', settings]),
      ...(stubMissing ? ['--stub-missing'] : []),
      ...sourceRoots.flatMap((root) => ['--source-root', root]),
    ],
    { stderr: 'inherit', maxBuffer: 1 << 28 },
  );
  const lines = stdout.split('\n').filter((line) => line !== '');
  return lines.map((line) => record.parse(JSON.parse(line)));
}
