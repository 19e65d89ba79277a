import type { Reporter } from './reporter.ts';
import { storedCheck } from './stored-check.ts';
import { toJson } from './to-json.ts';

/** The stable contract for programs: `docs/schemas/check.schema.json`. */
export const reporter: Reporter = (run, context) => `${toJson(storedCheck(run, context), 2)}\n`;
