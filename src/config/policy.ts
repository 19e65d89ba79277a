import type { Policy, SystemPolicy } from '../core/policy.ts';
import type { Settings } from './settings-schema.ts';

/** The part of the configuration that rules see, every absence filled in; `chosen` are its sources without the defaults. */
export function policyOf(settings: Settings, chosen: readonly Settings[]): Policy {
  const {
    systems = {},
    commands = {},
    flags = {},
    history = {},
    state = {},
    layers = {},
    orchestration = {},
    probe = {},
  } = settings;
  const dryRun = settings['dry-run'] ?? {};
  return {
    systems: Object.fromEntries(Object.entries(systems).map(([name, system]) => [name, systemPolicy(system)])),
    commands: { scope: commands.scope ?? [], baseClasses: commands['base-classes'] ?? [] },
    flags: {
      required: flags.required ?? [],
      requiredWith: flags['required-with'] ?? {},
      orchestrator: flags.orchestrator ?? [],
      deprecated: flags.deprecated ?? {},
      boolean: flags.boolean ?? [],
      dates: flags.dates ?? [],
      conflicting: flags.conflicting ?? [],
      batchSize: flags['batch-size'] ?? {},
    },
    history: { ...present('model', history.model), statuses: history.statuses ?? [], writers: history.writers ?? [] },
    state: { fields: state.fields ?? [], tables: state.tables ?? [], allow: state.allow ?? [] },
    layers: {
      order: layers.order ?? [],
      paths: layers.paths ?? {},
      files: layers.files ?? {},
      shared: layers.shared ?? [],
      classes: layers.classes ?? {},
      ...present('outside', layers.outside),
    },
    orchestration: {
      depends: orchestration.depends ?? {},
      ...present('failure', failureMode(orchestration.failure)),
    },
    dryRun: {
      flags: flags['dry-run']?.names ?? [],
      invertedFlags: flags['dry-run']?.inverted ?? [],
      named: chosen.flatMap(namedFlags),
      guards: dryRun.guards ?? [],
      effects: dryRun.effects ?? [],
    },
    probe: { arguments: probe.arguments ?? {}, fields: probe.fields ?? {} },
  };
}

function namedFlags({ flags = {} }: Settings): readonly string[] {
  return [...(flags['dry-run']?.names ?? []), ...(flags['dry-run']?.inverted ?? []), ...(flags.required ?? [])];
}

function systemPolicy(system: NonNullable<Settings['systems']>[string]): SystemPolicy {
  const { commands = [] } = system;
  return {
    commands: typeof commands === 'string' ? [commands] : commands,
    ...present('package', withoutSlash(system.package)),
    source: system.source ?? 'api',
    ...present('expectedCommands', system['expected-commands']),
    ...present('tests', withoutSlash(system.tests)),
  };
}

function failureMode(failure: NonNullable<Settings['orchestration']>['failure']): 'stop' | 'continue' | undefined {
  return typeof failure === 'object' ? failure.mode : failure;
}

/** `ingestion/sync/arrivy/` and `./ingestion/sync/arrivy` are `ingestion/sync/arrivy`. */
function withoutSlash(folder: string | undefined): string | undefined {
  return folder?.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');
}

function present<Key extends string, Value>(key: Key, value: Value | undefined): { readonly [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [K in Key]: Value });
}
