import type { Command } from 'commander';
import type { BaselineOptions } from './baseline-options.ts';
import { concurrency, globList, list } from './option-values.ts';
import { addProjectOptions } from './project-options.ts';
import type { Action, Session } from './session.ts';

export function addBaseline(program: Command, session: Session, choose: (action: Action) => void): void {
  const baseline = program
    .command('baseline')
    .description('write down the findings that are known, or clean that list');
  const create = baseline
    .command('create')
    .description('write all findings down, so that `check` reports later ones only')
    .argument('[paths...]', 'files and folders whose findings are written down')
    .option('-o, --output-file <file>', 'the baseline, instead of the configured one');
  addOptions(create).action((paths: readonly string[], options: BaselineOptions) => {
    choose(async () => (await import('./run-baseline.ts')).createBaseline(paths, options, session));
  });
  const prune = baseline
    .command('prune')
    .description('take out of the baseline what is fixed; nothing is added')
    .option('--baseline <file>', 'the baseline, instead of the configured one');
  addOptions(prune).action((options: BaselineOptions) => {
    choose(async () => (await import('./run-baseline.ts')).pruneBaseline(options, session));
  });
}

function addOptions(command: Command): Command {
  return addProjectOptions(command)
    .option('--select <rules>', 'run these rules only: ids, families, globs or ALL', list('--select'))
    .option('--ignore <rules>', 'leave these rules out', list('--ignore'))
    .option('--extend-select <rules>', 'run these rules too', list('--extend-select'))
    .option('--exclude <globs>', 'leave these files out, instead of the configured ones', globList('--exclude'))
    .option('--extend-exclude <globs>', 'leave these files out too', globList('--extend-exclude'))
    .option('--no-respect-gitignore', 'look at files that git ignores')
    .option('--concurrency <number>', 'number of threads, or auto', concurrency)
    .option('-q, --quiet', 'say nothing unless something is wrong');
}
