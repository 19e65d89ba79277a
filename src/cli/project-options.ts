import type { Command } from 'commander';
import type { ProjectRequest } from '../pipeline/open-project.ts';
import { list, repeated } from './option-values.ts';

/** Options that say how a project is configured, of every command that looks at one. */
export interface ProjectOptions {
  readonly preset?: readonly string[];
  readonly config?: readonly string[];
  readonly isolated?: true;
}

export function addProjectOptions(command: Command): Command {
  return command
    .option('--preset <name>', 'use a preset besides the configuration', list('--preset'))
    .option('--config <file|key=value>', 'use this configuration file, or set one value (repeatable)', repeated)
    .option('--isolated', 'look at no configuration file');
}

export function projectRequest(cwd: string, paths: readonly string[], options: ProjectOptions): ProjectRequest {
  return {
    cwd,
    paths,
    configArguments: options.config ?? [],
    isolated: options.isolated === true,
    presets: options.preset ?? [],
  };
}
