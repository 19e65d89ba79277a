import * as z from 'zod/mini';
import type { Json } from '../../core/verdict.ts';
import type { HarnessAnswer } from '../protocol.ts';

const count = z.number();
const nullable = <T extends z.ZodMiniType>(schema: T) => z.nullable(schema);
const frame = z.object({ file: z.string(), line: count, function: z.string() });
const captured = z.object({ text: z.string(), bytes: count });

const loadFailure = {
  type: z.string(),
  message: z.string(),
  file: nullable(z.string()),
  line: nullable(count),
};

const exit = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('returned') }),
  z.object({
    kind: z.literal('exit'),
    code: count,
    message: z.string(),
    by: z.enum(['command-error', 'argparse', 'exit']),
  }),
  z.object({ kind: z.literal('exception'), type: z.string(), message: z.string(), stack: z.array(frame) }),
  z.object({
    kind: z.literal('killed'),
    why: z.enum(['deadline', 'output', 'processes', 'interruption', 'self']),
    stack: z.array(frame),
  }),
]);

const ready = z.object({
  kind: z.literal('ready'),
  python: z.string(),
  django: z.string(),
  engine: z.string(),
  fence: z.string(),
  notes: z.array(z.string()),
  secrets: z.array(z.string()),
  commands: z.record(z.string(), nullable(z.object(loadFailure))),
  loaded: z.array(count),
});

const cannotBoot = z.object({
  kind: z.literal('cannot-boot'),
  stage: z.enum(['loopback', 'namespace', 'python', 'django', 'settings', 'setup', 'schema']),
  remedy: z.string(),
  secrets: z.array(z.string()),
  ...loadFailure,
});

const result = z.object({
  kind: z.literal('result'),
  id: count,
  exit,
  stdout: captured,
  stderr: captured,
  // Whatever comes out of a JSON parser is JSON.
  observations: z.record(
    z.string(),
    z.custom<Json>(() => true),
  ),
  reached: z.array(count),
  seams: z.record(z.string(), z.enum(['unmet', 'found', 'asked'])),
  contacts: count,
  trouble: nullable(z.string()),
  milliseconds: count,
  cpuMilliseconds: count,
});

const answer = z.discriminatedUnion('kind', [ready, cannotBoot, result]);

/** One line of the harness; throws when it is not of the protocol. */
export function parseAnswer(line: string): HarnessAnswer {
  return z.parse(answer, JSON.parse(line));
}
