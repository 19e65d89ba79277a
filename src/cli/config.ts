import type { Command } from 'commander';
import { exitCodes } from './exit-codes.ts';
import { addProjectOptions, projectRequest, type ProjectOptions } from './project-options.ts';
import type { Action, Session } from './session.ts';

interface ConfigOptions extends ProjectOptions {
  /** True: without a key. */
  readonly show?: string | true;
}

export function addConfig(program: Command, session: Session, choose: (action: Action) => void): void {
  const command = program
    .command('config')
    .description('print the resolved configuration, with the origin of every value')
    .option('--show [key]', 'only the values at or below a dotted key');
  addProjectOptions(command).action((options: ConfigOptions) => {
    choose(async () => {
      const [{ openProject }, { renderConfiguration }] = await Promise.all([
        import('../pipeline/open-project.ts'),
        import('../config/render-configuration.ts'),
      ]);
      const { configuration } = await openProject(projectRequest(session.cwd, [], options));
      const key = typeof options.show === 'string' ? options.show : undefined;
      await session.print(renderConfiguration(configuration, key));
      return exitCodes.clean;
    });
  });
}
