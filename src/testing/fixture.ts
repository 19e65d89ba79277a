import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeSource } from '../discovery/decode-source.ts';
import { check, type CheckOutcome, type CheckRequest } from '../pipeline/check.ts';
import { compareWithExpectations, readExpectations, type Expectation } from './expectations.ts';

export interface CheckedFixture {
  readonly outcome: CheckOutcome;
  readonly expectations: readonly Expectation[];
  /** Where findings and expectations differ. */
  readonly problems: readonly string[];
}

/** The fixtures of expiring suppressions are written for this day. */
export const fixtureDay = '2026-06-01';

/** Checks a folder below `fixtures/` with its own configuration and compares with the comments in its files. */
export async function checkFixture(folder: string, selection: readonly string[] = []): Promise<CheckedFixture> {
  const outcome = await check(fixtureRequest(folder, selection));
  const expectations = [...outcome.discovery.files, ...outcome.discovery.scripts].flatMap((file) => {
    const source = decodeSource(readFileSync(join(folder, file)));
    return 'text' in source ? readExpectations(file, source.text) : [];
  });
  const active = outcome.run.findings.filter((finding) => finding.suppression === undefined);
  return { outcome, expectations, problems: compareWithExpectations(active, expectations) };
}

export function fixtureRequest(folder: string, selection: readonly string[]): CheckRequest {
  return {
    cwd: folder,
    paths: [],
    configArguments: [],
    isolated: false,
    presets: [],
    selection: { extendSelect: selection, ignore: [] },
    extendExclude: [],
    forceExclude: false,
    respectGitignore: false,
    concurrency: 1,
    today: fixtureDay,
  };
}
