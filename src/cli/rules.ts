import type { Command } from 'commander';
import type { LoadedRule } from '../core/rule.ts';
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
      const rules = await (await import('./known-rules.ts')).knownRules(options, session);
      await session.print(options.outputFormat === 'json' ? await json(rules) : await table(rules));
      return exitCodes.clean;
    });
  });
}

async function json(rules: readonly LoadedRule[]): Promise<string> {
  const [{ rulesJson }, { ruleTopics }] = await Promise.all([import('./rules-json.ts'), import('./topics.ts')]);
  return rulesJson(await ruleTopics(rules));
}

async function table(rules: readonly LoadedRule[]): Promise<string> {
  return (await import('./rules-table.ts')).rulesTable(rules);
}
