import type { Command } from 'commander';
import type { ReportOptions } from './report-options.ts';
import type { Action, Session } from './session.ts';

export function addReport(program: Command, session: Session, choose: (action: Action) => void): void {
  program
    .command('report')
    .description('make one HTML page of stored runs; it needs neither network nor scripts')
    .argument('[files...]', 'JSON of runs of probes and of checks; without any, the last run of `probe commands`')
    .option('-o, --output-file <file>', 'where the page goes (default report.html beside the first file)')
    .action((files: readonly string[], options: ReportOptions) => {
      choose(async () => (await import('./run-report.ts')).runReport(files, options, session));
    });
}
