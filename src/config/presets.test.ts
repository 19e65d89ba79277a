import picomatch from 'picomatch';
import { describe, expect, test } from 'vitest';
import { defaults } from './defaults.ts';
import { presetNames, presetSource } from './presets.ts';
import { settingsSchema } from './settings-schema.ts';
import { presetPolicy, withPreset } from './with-preset.ts';
import { resolveConfiguration } from './resolve-configuration.ts';

test.each([...presetNames])('preset %s fits the schema', (name) => {
  const settings = presetSource(name)?.settings;
  expect(settingsSchema.parse(settings)).toEqual(settings);
});

test('the defaults fit the schema', () => {
  expect(settingsSchema.parse(defaults.settings)).toEqual(defaults.settings);
});

test('an unknown preset is refused', () => {
  expect(() => withPreset(resolveConfiguration(null, [defaults]), 'crm')).toThrow('unknown preset `crm`');
});

describe('crm-sync', () => {
  const policy = presetPolicy('crm-sync');

  test('knows nine systems and how many commands seven of them have', () => {
    const expected = Object.entries(policy.systems).map(([name, system]) => [
      name,
      system.source,
      system.expectedCommands,
    ]);
    expect(expected).toEqual([
      ['arrivy', 'api', 7],
      ['callrail', 'api', 10],
      ['five9', 'api', 1],
      ['genius', 'database', undefined],
      ['gsheet', 'sheet', 3],
      ['hubspot', 'api', 10],
      ['leadconduit', 'api', 2],
      ['salespro', 'database', undefined],
      ['salesrabbit', 'api', 3],
    ]);
    expect(policy.systems['genius']?.commands).toEqual(['db_genius_*']);
    expect(policy.systems['arrivy']).toMatchObject({ commands: ['sync_arrivy_*'], package: 'ingestion/sync/arrivy' });
  });

  test.each([
    ...[
      'synced_at',
      'arrivy_synced_at',
      'last_synced',
      'last_synced_at',
      'last_sync',
      'last_sync_at',
      'last_sync_time',
    ],
    ...['last_sync_date', 'sync_status', 'crm_sync_status', 'is_synced', 'needs_sync', 'hubspot_last_sync'],
  ])('takes the field %s for a private sync state', (field) => {
    expect(picomatch.isMatch(field, [...policy.state.fields])).toBe(true);
  });

  test.each([
    ...[
      'sync_created_at',
      'sync_updated_at',
      'last_update',
      'lastmodifieddate',
      'last_modified',
      'status',
      'updated_at',
    ],
    ...['async_status_code', 'synchronous', 'asynced', 'created_at', 'sync_type', 'last_seen_at'],
  ])('leaves the field %s alone', (field) => {
    expect(picomatch.isMatch(field, [...policy.state.fields])).toBe(false);
  });

  test.each(['ArrivySyncHistory', 'SyncLog', 'FiveNineLastSync', 'ingestion_sync_state', 'crm_sync_log'])(
    'takes %s for a private history',
    (name) => {
      expect(picomatch.isMatch(name, [...policy.state.tables])).toBe(true);
    },
  );

  test.each([
    ['ingestion/management/commands/sync_arrivy_all.py', 'command'],
    ['ingestion/sync/arrivy/engines/tasks.py', 'engine'],
    ['ingestion/sync/arrivy/clients/v2/base.py', 'client'],
    ['ingestion/sync/arrivy/processors/base.py', 'processor'],
    ['ingestion/sync/arrivy/validators.py', 'processor'],
    ['ingestion/sync/arrivy/validators/phone.py', 'processor'],
    ['ingestion/models/common.py', 'model'],
    ['ingestion/base/commands.py', undefined],
    ['ingestion/sync/arrivy/__init__.py', undefined],
  ])('puts %s into the layer %s', (file, layer) => {
    const found = Object.entries(policy.layers.paths).find(([, globs]) => picomatch.isMatch(file, [...globs]));
    expect(found?.[0]).toBe(layer);
  });

  test('demands the standard flags', () => {
    expect(policy.flags).toMatchObject({
      required: ['--dry-run', '--full', '--debug', '--batch-size', '--force', '--quiet', '--start-date'],
      requiredWith: { '--end-date': '--start-date' },
      orchestrator: ['--entities', '--parallel'],
      batchSize: { min: 1, default: 100 },
    });
  });
});
