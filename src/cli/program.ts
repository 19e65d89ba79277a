import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import { UsageError } from '../core/errors.ts';
import { addBaseline } from './baseline.ts';
import { addCheck } from './check.ts';
import { addClean } from './clean.ts';
import { addConfig } from './config.ts';
import { exitCodes } from './exit-codes.ts';
import { addInit } from './init.ts';
import { addProbe } from './probe.ts';
import { addReport } from './report.ts';
import { addRule } from './rule.ts';
import { addRules } from './rules.ts';
import { addInventory } from './inventory.ts';
import { addServer } from './server.ts';
import { addMerge } from './merge.ts';
import type { Action, Session } from './session.ts';
import { synclintVersion } from './synclint-version.ts';
import { addVersion } from './version.ts';

const exitCodeHelp = `
Exit codes:
  0    clean, or no finding at or above --fail-on
  1    findings at or above --fail-on, or more than --max-warnings
  2    wrong usage or configuration, an internal error, or something could not be looked at
  3    a probe could not run, or could not tell
  130  interrupted`;

/** Finds out what is asked for, without doing any of it. */
export async function parseArguments(args: readonly string[], session: Session): Promise<Action> {
  const written = { output: '', error: '' };
  let chosen: Action | undefined;
  const program = new Command('synclint')
    .description('Checks that the code which synchronises data into a Django project does what it says.')
    .version(`synclint ${synclintVersion()}`, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', exitCodeHelp)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => (written.output += text),
      writeErr: (text) => (written.error += text),
      outputError: () => undefined,
    });
  const choose = (action: Action): void => void (chosen = action);
  const all = [
    ...[addCheck, addBaseline, addProbe, addReport, addMerge, addInventory, addRule, addRules],
    ...[addConfig, addInit, addServer, addClean, addVersion],
  ];
  for (const add of all) add(program, session, choose);

  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0 && error.code !== 'commander.help') throw usageError(error, args, session.cwd);
  }
  if (chosen !== undefined) return chosen;
  return async () => {
    await session.print(written.output);
    await session.log(written.error);
    return written.error === '' ? exitCodes.clean : exitCodes.failure;
  };
}

/** Commander's message, with its suggestion where our errors have their remedy. */
function usageError(error: CommanderError, args: readonly string[], cwd: string): UsageError {
  const [message = '', ...more] = error.message.replace(/^error: /, '').split('\n');
  const [first = ''] = args;
  if (error.code === 'commander.unknownCommand' && existsSync(resolve(cwd, first))) {
    return new UsageError(message, `did you mean \`synclint check ${first}\`?`);
  }
  const suggestion = /^\(Did you mean (?:one of )?(.*)\?\)$/.exec(more.join(' '))?.[1];
  if (suggestion === undefined) return new UsageError(message);
  const words = suggestion.split(', ').map((word) => `\`${word}\``);
  return new UsageError(message, `did you mean ${words.join(' or ')}?`);
}
