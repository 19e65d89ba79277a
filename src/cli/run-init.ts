import { join } from 'node:path';
import { configurationFileIn } from '../config/find-configuration-file.ts';
import { UsageError } from '../core/errors.ts';
import { start } from '../pipeline/start.ts';
import { printable } from '../reporting/printable.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import type { InitOptions } from './init-options.ts';
import { stopIfInterrupted, type Session } from './session.ts';
import { writeWhole } from './write-file.ts';

export async function runInit({ force }: InitOptions, session: Session): Promise<ExitCode> {
  const { root, text, preset, systems, histories, layers } = await start(session.cwd);
  const target = join(root, 'synclint.toml');
  const there = await configurationFileIn(root);
  if (there !== undefined && !(force && there === target)) {
    throw new UsageError(
      `\`${printable(there)}\` is there already`,
      there === target ? '`--force` writes over it' : 'remove it first: of two configurations only one is read',
    );
  }
  await stopIfInterrupted(session);
  writeWhole(target, text);
  const lines = [
    `written: ${target}`,
    `preset: ${preset ?? 'none fits'}`,
    `systems: ${systems.join(', ') || 'none found'}`,
    `history: ${histories.join(', ') || 'none found'}`,
    `layers: ${preset === undefined ? layers.join(', ') || 'none found' : `those of ${preset}`}`,
    'Read it, correct it, then run `synclint check`.',
  ];
  await session.print(lines.map((line) => `${printable(line)}\n`).join(''));
  return exitCodes.clean;
}
