import type { Command } from 'commander';
import { severities } from '../core/severity.ts';
import { colourChoices } from './colour.ts';
import { choice, list, repeated, seconds, wholeNumber } from './option-values.ts';
import { probeFormatNames, type ProbeOptions } from './probe-options.ts';
import { addProjectOptions } from './project-options.ts';
import type { Action, Session } from './session.ts';

export function addProbe(program: Command, session: Session, choose: (action: Action) => void): void {
  const probe = program.command('probe').description('run code of the project in a sandbox, and see what it does');
  const commands = probe
    .command('commands')
    .description('run management commands without credentials, network or database of the project')
    .argument('[names...]', 'commands, or globs over their names; without any, all of them');
  addSelection(commands);
  addSurroundings(commands);
  addOutputs(commands);
  addProjectOptions(commands).action((names: readonly string[], options: ProbeOptions) => {
    choose(async () => (await import('./run-probe-commands.ts')).runProbeCommands(names, options, session));
  });
}

function addSelection(command: Command): void {
  command
    .option('--plan', 'say what would be run, and run nothing')
    .option('--since <revision>', 'probe the commands that changes since this revision of git can affect')
    .option('--only <probes>', 'carry out these probes only: ids or globs', list('--only'))
    .option('--skip <probes>', 'leave these probes out', list('--skip'))
    .option('--allow-empty', 'names that match no command are no failure');
}

function addSurroundings(command: Command): void {
  command
    .option('--python <path>', 'Python with the packages of the project, or the folder of its virtual environment')
    .option('--db <engine>', 'sqlite, postgres, or the URL of a PostgreSQL server for databases of our own')
    .option('--allow-remote-db', 'let `--db` name a server on another machine')
    .option(
      '--isolate',
      'give runs a network namespace (Linux): nothing of them, libraries in C included, gets further',
    )
    .option(
      '--jobs <number>',
      'runs at the same time (default: as many as there are cores)',
      wholeNumber('--jobs', { from: 1, to: 64 }),
    )
    .option('--seed <number>', 'seed of random numbers in the runs (default 1)', wholeNumber('--seed', { from: 0 }))
    .option('--deadline <seconds>', 'how long one run may take (default 30)', seconds('--deadline'));
}

function addOutputs(command: Command): void {
  command
    .option(
      '--output-format <format>',
      `${probeFormatNames.join(', ')} (default full)`,
      choice('--output-format', 'format', probeFormatNames),
    )
    .option('-o, --output-file <file>', 'write the report to a file')
    .option('--report <format=file>', 'write a further report to a file (repeatable)', repeated)
    .option(
      '--fail-on <severity>',
      `lowest severity that exits 1: ${severities.join(', ')} (default warning)`,
      choice('--fail-on', 'severity', severities),
    )
    .option('--exit-zero', 'flaws that were shown do not exit 1')
    .option('--no-record', 'store nothing in `.synclint/`, and compare with no earlier run')
    .option('--timing', 'say how long everything took')
    .option('--color <when>', colourChoices.join(', '), choice('--color', 'choice', colourChoices))
    .option('-q, --quiet', 'print the report only')
    .option('-v, --verbose', 'say what was done for the project to start');
}
