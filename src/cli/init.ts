import type { Command } from 'commander';
import type { InitOptions } from './init-options.ts';
import type { Action, Session } from './session.ts';

export function addInit(program: Command, session: Session, choose: (action: Action) => void): void {
  program
    .command('init')
    .description('look at the project and write a commented `synclint.toml`')
    .option('--force', 'write over a `synclint.toml` that is there')
    .action((options: InitOptions) => {
      choose(async () => (await import('./run-init.ts')).runInit(options, session));
    });
}
