import type { Command } from 'commander';
import { addGates } from './check.ts';
import type { MergeOptions } from './merge-options.ts';
import type { Action, Session } from './session.ts';

export function addMerge(program: Command, session: Session, choose: (action: Action) => void): void {
  const command = program
    .command('merge')
    .description('join the SARIF logs of `check --shard` into the log of the whole')
    .argument('<files...>', 'SARIF logs of synclint')
    .option('-o, --output-file <file>', 'write the log to a file');
  addGates(command).action((files: readonly string[], options: MergeOptions) => {
    choose(async () => (await import('./run-merge.ts')).runMerge(files, options, session));
  });
}
