import { execa } from 'execa';
import { join } from 'node:path';
import * as z from 'zod/mini';

const record = z.object({
  file: z.string(),
  error: z.optional(z.string()),
  /** Why the parser may be another one with everything installed. */
  doubts: z.optional(z.array(z.string())),
  options: z.optional(z.array(z.object({ strings: z.array(z.string()), django: z.optional(z.boolean()) }))),
});

/** The parser that Django itself builds for one command file. */
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
