import type { Command } from 'commander';
import { concurrency, choice, globList, list } from './option-values.ts';
import { inventoryFormats, type InventoryOptions } from './inventory-options.ts';
import { addProjectOptions } from './project-options.ts';
import type { Action, Session } from './session.ts';

export function addInventory(program: Command, session: Session, choose: (action: Action) => void): void {
  const command = program
    .command('inventory')
    .description('list the commands with their flags, engines and children; without paths those of the whole project')
    .argument('[paths...]', 'files and folders whose commands are listed')
    .option('--commands <globs>', 'commands with such a name only', list('--commands'))
    .option(
      '--output-format <format>',
      `${inventoryFormats.join(', ')} (default table)`,
      choice('--output-format', 'format', inventoryFormats),
    )
    .option('-o, --output-file <file>', 'write to a file')
    .option('--exclude <globs>', 'leave these files out, instead of the configured ones', globList('--exclude'))
    .option('--extend-exclude <globs>', 'leave these files out too', globList('--extend-exclude'))
    .option('--force-exclude', 'leave excluded files out even when they are named')
    .option('--no-respect-gitignore', 'look at files that git ignores')
    .option('--allow-empty', 'listing no command is no failure')
    .option('--concurrency <number>', 'number of threads, or auto', concurrency);
  addProjectOptions(command).action((paths: readonly string[], options: InventoryOptions) => {
    choose(async () => (await import('./run-inventory.ts')).runInventory(paths, options, session));
  });
}
