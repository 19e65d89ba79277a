import * as z from 'zod/mini';

/** What npm and Node need to know of the compiled program; nothing to run, and nothing to fetch. */
const manifestSchema = z.object({
  name: z.string(),
  version: z.string(),
  description: z.string(),
  license: z.string(),
  type: z.literal('module'),
  engines: z.record(z.string(), z.string()),
  bin: z.record(z.string(), z.string()),
  files: z.array(z.string()),
  // Whatever were needed at run time would have to be fetched.
  dependencies: z.optional(z.never()),
});

export function releaseManifest(written: unknown): z.infer<typeof manifestSchema> {
  return manifestSchema.parse(written);
}
