import type { Command } from 'commander';
import type { CleanOptions } from './clean-options.ts';
import type { Action, Session } from './session.ts';

export function addClean(program: Command, session: Session, choose: (action: Action) => void): void {
  program
    .command('clean')
    .description('remove what runs remember, and what interrupted runs have left')
    .option('--cache-dir <folder>', 'the cache to remove (default `.synclint/cache` of the project)')
    .option('--all', 'remove stored runs of probes, and their history, too')
    .action((options: CleanOptions) => {
      choose(async () => (await import('./run-clean.ts')).runClean(options, session));
    });
}
