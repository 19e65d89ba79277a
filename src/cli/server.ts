import type { Command } from 'commander';
import { addProjectOptions, type ProjectOptions } from './project-options.ts';
import type { Action, Session } from './session.ts';

export function addServer(program: Command, session: Session, choose: (action: Action) => void): void {
  const command = program
    .command('server')
    .description('serve an editor over standard input and output (Language Server Protocol)')
    .option('--stdio', 'what clients say by habit: there is no other way')
    .option('--clientProcessId <number>', 'the process to end with, where the client does not say it otherwise');
  addProjectOptions(command).action((options: ProjectOptions) => {
    choose(async () => (await import('./run-server.ts')).runServer(options, session));
  });
}
