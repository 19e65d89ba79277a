import type { Settings } from '../settings-schema.ts';

type System = NonNullable<Settings['systems']>[string];

/** A data warehouse that nine CRM systems are synchronised into: commands, engines, clients, processors, models. */
export const crmSync: Settings = {
  select: ['flags', 'history', 'state', 'layers', 'structure', 'orchestration', 'dry-run', 'errors', 'suppressions'],
  systems: {
    arrivy: remoteSystem('arrivy', 'api', 7),
    callrail: remoteSystem('callrail', 'api', 10),
    five9: remoteSystem('five9', 'api', 1),
    genius: databaseSystem('genius'),
    gsheet: remoteSystem('gsheet', 'sheet', 3),
    hubspot: remoteSystem('hubspot', 'api', 10),
    leadconduit: remoteSystem('leadconduit', 'api', 2),
    salespro: databaseSystem('salespro'),
    salesrabbit: remoteSystem('salesrabbit', 'api', 3),
  },
  commands: { 'base-classes': ['BaseSyncCommand'] },
  flags: {
    required: ['--dry-run', '--full', '--debug', '--batch-size', '--force', '--quiet', '--start-date'],
    'required-with': { '--end-date': '--start-date' },
    orchestrator: ['--entities', '--parallel'],
    deprecated: {
      '--since': '--start-date',
      '--force-overwrite': '--force',
      '--test': '--dry-run',
      '--verbose': '--debug',
    },
    boolean: ['--dry-run', '--full', '--debug', '--force', '--quiet'],
    dates: ['--start-date', '--end-date'],
    conflicting: [['--debug', '--quiet']],
    'batch-size': { min: 1, default: 100 },
  },
  history: { model: 'SyncHistory', statuses: ['running', 'success', 'failed', 'partial'] },
  state: {
    // Not `sync_*_at` or `last_update*`: `sync_created_at` and columns of the source are no private state.
    fields: [
      'synced_at',
      '*_synced_at',
      'last_synced',
      'last_synced_*',
      '*_last_synced',
      'last_sync',
      'last_sync_*',
      '*_last_sync',
      'sync_status',
      '*_sync_status',
      'sync_state',
      '*_sync_state',
      'is_synced',
      'needs_sync',
    ],
    tables: [
      ...['*SyncHistory', '*SyncLog', '*SyncState', '*SyncTracker', '*LastSync'],
      ...['*sync_history', '*sync_log', '*sync_state', '*sync_tracker', '*last_sync'],
    ],
  },
  layers: {
    order: ['command', 'engine', 'client', 'processor', 'model'],
    paths: {
      command: ['ingestion/management/commands/*.py'],
      engine: ['ingestion/sync/*/engines/**'],
      client: ['ingestion/sync/*/clients/**'],
      processor: ['ingestion/sync/*/processors/**', 'ingestion/sync/*/validators*', 'ingestion/sync/*/validators/**'],
      model: ['ingestion/models/**'],
    },
    shared: ['ingestion/base/**'],
    classes: {
      BaseSyncCommand: 'command',
      BaseSyncEngine: 'engine',
      BaseAPIClient: 'client',
      BaseProcessor: 'processor',
    },
    outside: ['client'],
  },
};

function remoteSystem(name: string, source: 'api' | 'sheet', expectedCommands: number): System {
  return { ...modulesOf(name), commands: `sync_${name}_*`, source, 'expected-commands': expectedCommands };
}

function databaseSystem(name: string): System {
  return { ...modulesOf(name), commands: `db_${name}_*`, source: 'database' };
}

function modulesOf(name: string): System {
  return { package: `ingestion/sync/${name}`, tests: `ingestion/tests/crm_commands/test_${name}.py` };
}
