import type { Command } from './commands.ts';

/** The commands of an earlier revision, as the code of that revision declares them. */
export interface EarlierCommands {
  /** As somebody typed it: `main`, `v1.4`. */
  readonly revision: string;
  readonly commands: readonly Command[];
}
