import { commandFromString } from 'azure-pipelines-task-lib/taskcommand.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { filePath } from '../core/location.ts';
import { reporter as azure } from './azure.ts';
import { at, exampleContext, exampleRun, missingFlag, syncField } from './testing/example-run.ts';

const linesOf = (...args: Parameters<typeof azure>) => azure(...args).split('\n');

test('has a logging command for each finding and notification, as the library of Azure Pipelines reads them', () => {
  const [first = '', second = '', third = ''] = linesOf(exampleRun(), exampleContext({ repositoryPrefix: 'backend/' }));
  const path = 'backend/ingestion/management/commands/sync_arrivy_tasks.py';
  expect(commandFromString(first)).toMatchObject({
    command: 'task.logissue',
    properties: { type: 'error', sourcepath: path, linenumber: '4', columnnumber: '7', code: 'missing-required-flag' },
    message: `${path}:4:7 [missing-required-flag] ${missingFlag.message}`,
  });
  expect(commandFromString(second).properties).toMatchObject({ type: 'warning', code: 'custom-sync-field' });
  expect(commandFromString(third).properties).toMatchObject({ type: 'warning', code: 'degraded-parse' });
});

test('a note is a line of the log', () => {
  const [line] = linesOf(exampleRun({ findings: [{ ...syncField, severity: 'note' }] }), exampleContext());
  expect(line).toBe(
    'ingestion/models/arrivy.py:2:2 [custom-sync-field] `synced_at` tracks a sync outside of the history',
  );
});

test('text of the project is never a command, and comes through unchanged but for what cannot be printed', () => {
  const hostile = fc.array(fc.oneof(fc.constantFrom('##vso[', ']', ';', '\n', '\r', '%', '='), fc.string()));
  const severities = fc.constantFrom('error' as const, 'note' as const);
  fc.assert(
    fc.property(hostile, hostile, severities, (message, file, severity) => {
      const finding = {
        ...missingFlag,
        severity,
        message: message.join(''),
        at: at(filePath(`x${file.join('')}`), 1, 1),
      };
      const lines = linesOf(exampleRun({ findings: [finding], notifications: [] }), exampleContext());
      expect(lines).toHaveLength(4);
      expect(lines.map((line) => line.indexOf('##vso['))).toEqual([severity === 'error' ? 0 : -1, -1, -1, -1]);
      if (severity === 'error') expect(commandFromString(lines[0] ?? '').properties).toMatchObject({ linenumber: '1' });
    }),
  );
});
