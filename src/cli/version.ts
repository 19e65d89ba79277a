import type { Command } from 'commander';
import { exitCodes } from './exit-codes.ts';
import type { Action, Session } from './session.ts';
import { synclintVersion } from './synclint-version.ts';

export function addVersion(program: Command, session: Session, choose: (action: Action) => void): void {
  program
    .command('version')
    .description('print the version')
    .action(() => {
      choose(async () => {
        await session.print(`synclint ${synclintVersion()}\n`);
        return exitCodes.clean;
      });
    });
}
