import type { Command } from 'commander';
import { exitCodes } from './exit-codes.ts';
import { choice } from './option-values.ts';
import type { Action, Session } from './session.ts';

const rulesFormats = ['text', 'json'] as const;

interface RulesOptions {
  readonly outputFormat?: (typeof rulesFormats)[number];
}

export function addRules(program: Command, session: Session, choose: (action: Action) => void): void {
  program
    .command('rules')
    .description('list all rules')
    .option('--output-format <format>', rulesFormats.join(', '), choice('--output-format', 'format', rulesFormats))
    .action(({ outputFormat = 'text' }: RulesOptions) => {
      choose(async () => {
        const [{ loadRules }, { rulesJson }, { rulesTable }] = await Promise.all([
          import('../engine/load-rules.ts'),
          import('./rules-json.ts'),
          import('./rules-table.ts'),
        ]);
        const rules = await loadRules();
        await session.print(outputFormat === 'json' ? rulesJson(rules) : rulesTable(rules));
        return exitCodes.clean;
      });
    });
}
