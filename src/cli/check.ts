import type { Command } from 'commander';
import { severities } from '../core/severity.ts';
import { colourChoices } from './colour.ts';
import type { CheckOptions } from './check-options.ts';
import { formatNames } from './format-names.ts';
import { choice, concurrency, globList, list, repeated, shard, wholeNumber } from './option-values.ts';
import { addProjectOptions } from './project-options.ts';
import type { Action, Session } from './session.ts';

export function addCheck(program: Command, session: Session, choose: (action: Action) => void): void {
  const command = program
    .command('check')
    .description('check files, folders, or standard input (`-`); without paths the current folder')
    .argument('[paths...]', 'what to check; the rest of the project is taken into account');
  addProjectOptions(addSelection(command));
  addFiles(command);
  addKnown(command);
  addFixes(command);
  addOutputs(command);
  addGates(command);
  addWords(command);
  command.action((paths: readonly string[], options: CheckOptions) => {
    choose(async () => (await import('./run-check.ts')).runCheck(paths, options, session));
  });
}

function addSelection(command: Command): Command {
  return command
    .option('--select <rules>', 'run these rules only: ids, families, globs or ALL', list('--select'))
    .option('--ignore <rules>', 'leave these rules out', list('--ignore'))
    .option('--extend-select <rules>', 'run these rules too', list('--extend-select'));
}

function addFiles(command: Command): void {
  command
    .option('--exclude <globs>', 'leave these files out, instead of the configured ones', globList('--exclude'))
    .option('--extend-exclude <globs>', 'leave these files out too', globList('--extend-exclude'))
    .option('--force-exclude', 'leave excluded files out even when they are named')
    .option('--no-respect-gitignore', 'look at files that git ignores')
    .option('--stdin-filename <file>', 'the file that standard input stands for')
    .option('--shard <part/parts>', 'check one part of these files only, for example 1/4', shard)
    .option('--allow-empty', 'looking at no file is no failure')
    .option('--show-files', 'list the files that would be checked, and check nothing');
}

function addKnown(command: Command): void {
  command
    .option('--since <revision>', 'report what changes since this revision of git caused, in unchanged files too')
    .option('--staged', 'report what the staged changes cause')
    .option('--baseline <file>', 'leave out what this baseline holds, instead of the configured one');
}

function addFixes(command: Command): void {
  command
    .option('--fix', 'apply safe fixes, and report what is left')
    .option('--unsafe-fixes', 'let --fix and --diff apply unsafe fixes too; alone, show them as available')
    .option('--diff', 'print what --fix would change, and change nothing')
    .option('--add-ignore <reason>', 'suppress every finding that is left by a comment with this reason');
}

function addOutputs(command: Command): void {
  command
    .option(
      '--output-format <format>',
      `${formatNames.join(', ')} (default full)`,
      choice('--output-format', 'format', formatNames),
    )
    .option('-o, --output-file <file>', 'write the report to a file')
    .option('--report <format=file>', 'write a further report to a file (repeatable)', repeated)
    .option('--show-suppressed', 'show suppressed findings too')
    .option('--show-unresolved', 'list what could not be resolved')
    .option('--statistics', 'count findings by rule instead of listing them')
    .option('--timing', 'say how long it took');
}

export function addGates(command: Command): Command {
  return command
    .option(
      '--fail-on <severity>',
      `lowest severity that exits 1: ${severities.join(', ')} (default warning)`,
      choice('--fail-on', 'severity', severities),
    )
    .option(
      '--max-warnings <number>',
      'tolerate so many warnings, exit 1 above',
      wholeNumber('--max-warnings', { from: 0 }),
    )
    .option('--exit-zero', 'findings do not exit 1');
}

function addWords(command: Command): void {
  command
    .option('--no-cache', 'neither use what an earlier run remembers, nor remember anything')
    .option('--cache-dir <folder>', 'where to remember it (default `.synclint/cache` of the project)')
    .option('--concurrency <number>', 'number of threads, or auto', concurrency)
    .option('--color <when>', colourChoices.join(', '), choice('--color', 'choice', colourChoices))
    .option('-q, --quiet', 'print the report only, and only when there are findings')
    .option('-v, --verbose', 'say what is looked at')
    .option('-w, --watch', 'check again whenever a file has changed, until Ctrl-C');
}
