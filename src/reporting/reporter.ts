import type { FilePath } from '../core/location.ts';
import type { CheckRun } from '../core/run.ts';

/** What reporters need besides the run; everything comes in, nothing is looked up. */
export interface ReportContext {
  readonly version: string;
  /** Folder of the project root within its repository, ending in `/`; empty when they are the same or there is no repository. */
  readonly repositoryPrefix: string;
  readonly exitCode: number;
  readonly colour: boolean;
  readonly showSuppressed: boolean;
  /** Unsafe fixes count as available. */
  readonly unsafeFixes: boolean;
  readonly statistics: boolean;
  /** Milliseconds of the run; null unless timing was asked for, so that equal runs print equal bytes. */
  readonly durationMs: number | null;
  /** Decoded text of a file, without BOM; undefined when it is gone. */
  source(file: FilePath): string | undefined;
  /** The rule's documentation page in Markdown. */
  page(ruleId: string): string;
}

/** Pure: the same run and context give the same text. Ends in a newline unless empty. */
export type Reporter = (run: CheckRun, context: ReportContext) => string;
