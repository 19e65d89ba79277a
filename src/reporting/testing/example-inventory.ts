import type { Option } from '../../core/commands.ts';
import type { Inventory, InventoryCommand } from '../../core/inventory.ts';
import { known } from '../../core/known.ts';
import { filePath, startOfFile, symbolId } from '../../core/location.ts';

const file = filePath('depot/management/commands/sync_depot_all.py');

export const exampleFlag: Option = {
  strings: ['--full'],
  dest: known('full'),
  action: known('store_true'),
  type: known(null),
  default: known(false),
  choices: known(null),
  nargs: known(0),
  required: known(false),
  help: known('Copy everything'),
  conditional: false,
  at: startOfFile(file),
  declaredAt: [startOfFile(file)],
};

export const exampleCommand: InventoryCommand = {
  name: 'sync_depot_all',
  module: symbolId('depot.management.commands.sync_depot_all'),
  file,
  line: 7,
  system: 'depot',
  source: 'api',
  kind: 'orchestrator',
  flags: [exampleFlag],
  open: false,
  missing: ['--quiet', '--debug'],
  reads: ['full'],
  engines: [symbolId('depot.sync.engines.VehiclesEngine')],
  history: 'yes',
  children: [{ name: 'sync_depot_*', modules: [], file, line: 9, passes: ['full', '--quiet'] }],
};

export function exampleInventory(...commands: readonly InventoryCommand[]): Inventory {
  return {
    commands,
    layers: [
      { from: 'command', to: 'engine', imports: 2, upward: false },
      { from: 'engine', to: 'command', imports: 1, upward: true },
    ],
    unresolved: commands.map(({ name }) => ({ command: name, file, line: 8, reason: 'computed option' })),
  };
}
