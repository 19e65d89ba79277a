import { expect, test } from 'vitest';
import { reporter as gitlab } from './gitlab.ts';
import { cleanRun, exampleContext, exampleRun, missingFlag } from './testing/example-run.ts';

interface Issue {
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

const issuesOf = (...args: Parameters<typeof gitlab>) => JSON.parse(gitlab(...args)) as readonly Issue[];

test('an issue has what GitLab demands of one', () => {
  const [first, second, third, ...rest] = issuesOf(exampleRun(), exampleContext({ repositoryPrefix: 'backend/' }));
  expect(first).toEqual({
    description: missingFlag.message,
    check_name: 'missing-required-flag',
    fingerprint: missingFlag.fingerprint,
    severity: 'major',
    location: {
      path: 'backend/ingestion/management/commands/sync_arrivy_tasks.py',
      lines: { begin: 4, end: 4 },
    },
  });
  expect(second?.severity).toBe('minor');
  expect(third).toMatchObject({ check_name: 'degraded-parse', location: { lines: { begin: 3 } } });
  expect(rest).toEqual([]);
});

test('no two issues have one fingerprint, and the first keeps its own', () => {
  const issues = issuesOf(exampleRun({ findings: [missingFlag, missingFlag, missingFlag] }), exampleContext());
  expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(4);
  expect(issues[0]?.fingerprint).toBe(missingFlag.fingerprint);
});

test('a clean run is an empty report', () => {
  expect(gitlab(cleanRun(), exampleContext())).toBe('[]\n');
});
