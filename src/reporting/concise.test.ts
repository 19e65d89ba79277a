import { expect, test } from 'vitest';
import { reporter as concise } from './concise.ts';
import { exampleContext, exampleRun, missingFlag } from './testing/example-run.ts';

test('the concise format has one line a finding and a notification', () => {
  expect(concise(exampleRun(), exampleContext())).toBe(`\
ingestion/management/commands/sync_arrivy_tasks.py:4:7 error[missing-required-flag] \`sync_arrivy_tasks\` does not accept \`--quiet\`
ingestion/models/arrivy.py:2:2 warning[custom-sync-field] \`synced_at\` tracks a sync outside of the history
ingestion/broken.py:3 warning[degraded-parse] syntax error
Found 1 error and 1 warning, 1 suppressed; 1 fixable with \`--fix --unsafe-fixes\`.
Looked at 12 files and 1 command with 2 rules; resolution: 99.2 %, 9 unresolved.
`);
});

test('a message with line breaks stays on its line', () => {
  const run = exampleRun({ findings: [{ ...missingFlag, message: 'one\ntwo' }], notifications: [] });
  expect(concise(run, exampleContext()).split('\n')[0]).toMatch(/one\\ntwo$/);
});

test('suppressed findings say why when they are shown', () => {
  const output = concise(exampleRun(), exampleContext({ showSuppressed: true }));
  expect(output).toContain('outside of the history (suppressed: the source has this column)\n');
});
