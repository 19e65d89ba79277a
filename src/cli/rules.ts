import type { Command } from 'commander';
import { exitCodes } from './exit-codes.ts';
import { choice } from './option-values.ts';
import { addProjectOptions, type ProjectOptions } from './project-options.ts';
import type { Action, Session } from './session.ts';

const rulesFormats = ['text', 'json'] as const;

interface RulesOptions extends ProjectOptions {
  readonly outputFormat?: (typeof rulesFormats)[number];
}

export function addRules(program: Command, session: Session, choose: (action: Action) => void): void {
  const command = program
    .command('rules')
    .description('list all rules')
    .option('--output-format <format>', rulesFormats.join(', '), choice('--output-format', 'format', rulesFormats));
  addProjectOptions(command).action((options: RulesOptions) => {
    choose(async () => {
      const [{ knownRules }, { rulesJson }, { rulesTable }] = await Promise.all([
        import('./known-rules.ts'),
        import('./rules-json.ts'),
        import('./rules-table.ts'),
      ]);
      const rules = await knownRules(options, session);
      await session.print(options.outputFormat === 'json' ? rulesJson(rules) : rulesTable(rules));
      return exitCodes.clean;
    });
  });
}
