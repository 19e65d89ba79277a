import type { Command } from 'commander';
import { suggestion } from '../core/suggest.ts';
import { UsageError } from '../core/errors.ts';
import type { LoadedRule } from '../core/rule.ts';
import { exitCodes } from './exit-codes.ts';
import { choice } from './option-values.ts';
import { addProjectOptions, type ProjectOptions } from './project-options.ts';
import type { Action, Session } from './session.ts';

const ruleFormats = ['text', 'json', 'markdown'] as const;

interface RuleOptions extends ProjectOptions {
  readonly all?: true;
  readonly outputFormat?: (typeof ruleFormats)[number];
}

export function addRule(program: Command, session: Session, choose: (action: Action) => void): void {
  const command = program
    .command('rule')
    .description('explain rules')
    .argument('[ids...]', 'ids of rules')
    .option('--all', 'all rules')
    .option('--output-format <format>', ruleFormats.join(', '), choice('--output-format', 'format', ruleFormats));
  addProjectOptions(command).action((ids: readonly string[], options: RuleOptions) => {
    choose(async () => {
      const { knownRules } = await import('./known-rules.ts');
      const chosen = chosenRules(await knownRules(options, session), ids, options);
      await session.print(await explain(chosen, options));
      return exitCodes.clean;
    });
  });
}

function chosenRules(rules: readonly LoadedRule[], ids: readonly string[], { all }: RuleOptions): LoadedRule[] {
  if (all && ids.length > 0) throw new UsageError('--all and ids of rules exclude each other');
  if (all) return [...rules];
  if (ids.length === 0) throw new UsageError('which rule?', 'name one (see `synclint rules`), or give --all');
  const known = rules.map(({ rule }) => rule.id);
  return [...new Set(ids)].map((id) => {
    const found = rules.find(({ rule }) => rule.id === id);
    if (found !== undefined) return found;
    throw new UsageError(`unknown rule \`${id}\`${suggestion(id, known)}`, 'see `synclint rules`');
  });
}

async function explain(rules: readonly LoadedRule[], { outputFormat = 'text' }: RuleOptions): Promise<string> {
  if (outputFormat === 'json') return (await import('./rules-json.ts')).rulesJson(rules);
  const [{ rulePage }, { plainText }] = await Promise.all([import('./rule-pages.ts'), import('./plain-text.ts')]);
  const pages = rules.map((rule) => `${rulePage(rule).trimEnd()}\n`);
  return outputFormat === 'markdown' ? pages.join('\n') : pages.map(plainText).join('\n\n');
}
