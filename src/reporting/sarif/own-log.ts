import * as z from 'zod/mini';
import { severities } from '../../core/severity.ts';

const level = z.enum(severities);
const number = z.int().check(z.minimum(1));

const notification = z.looseObject({
  descriptor: z.looseObject({ id: z.string(), index: z.int() }),
  level,
  message: z.looseObject({ text: z.string() }),
  locations: z.optional(
    z.array(
      z.looseObject({
        physicalLocation: z.looseObject({ artifactLocation: z.looseObject({ uri: z.string() }) }),
      }),
    ),
  ),
});

const result = z.looseObject({
  ruleId: z.string(),
  ruleIndex: z.optional(z.int()),
  level,
  message: z.looseObject({ text: z.string() }),
  locations: z.tuple([
    z.looseObject({
      physicalLocation: z.looseObject({
        artifactLocation: z.looseObject({ uri: z.string() }),
        region: z.looseObject({ startLine: number, startColumn: number, endLine: number, endColumn: number }),
      }),
    }),
  ]),
  suppressions: z.optional(z.array(z.looseObject({}))),
});

const invocation = z.looseObject({
  executionSuccessful: z.boolean(),
  exitCode: z.int(),
  toolExecutionNotifications: z.array(notification),
});

const run = z.looseObject({
  tool: z.looseObject({
    driver: z.looseObject({
      name: z.literal('synclint'),
      version: z.string(),
      rules: z.array(z.looseObject({ id: z.string() })),
      notifications: z.array(z.looseObject({ id: z.string() })),
    }),
  }),
  automationDetails: z.looseObject({ id: z.literal('synclint/check/') }),
  invocations: z.tuple([invocation]),
  results: z.array(result),
});

const log = z.looseObject({ version: z.literal('2.1.0'), runs: z.tuple([run]) });

/** A log of `check`, as far as it is read; all else in it is handed on as it is. */
export type OwnLog = z.infer<typeof log>;
export type OwnResult = z.infer<typeof result>;
export type OwnNotification = z.infer<typeof notification>;

/** Nothing is made of it but what it is: the order of its keys counts. */
export function isOwnLog(value: unknown): value is OwnLog {
  return log.safeParse(value).success;
}
