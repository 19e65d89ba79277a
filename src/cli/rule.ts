import type { Command } from 'commander';
import { UsageError } from '../core/errors.ts';
import { exitCodes } from './exit-codes.ts';
import { choice } from './option-values.ts';
import { addProjectOptions, type ProjectOptions } from './project-options.ts';
import type { Action, Session } from './session.ts';
import type { Topic } from './topics.ts';

const ruleFormats = ['text', 'json', 'markdown'] as const;

interface RuleOptions extends ProjectOptions {
  readonly all?: true;
  readonly outputFormat?: (typeof ruleFormats)[number];
}

export function addRule(program: Command, session: Session, choose: (action: Action) => void): void {
  const command = program
    .command('rule')
    .description('explain rules and probes')
    .argument('[ids...]', 'ids of rules, of probes, or of flaws that only probes show')
    .option('--all', 'all rules')
    .option('--output-format <format>', ruleFormats.join(', '), choice('--output-format', 'format', ruleFormats));
  addProjectOptions(command).action((ids: readonly string[], options: RuleOptions) => {
    choose(async () => {
      await session.print(await explain(await chosenTopics(ids, options, session), options));
      return exitCodes.clean;
    });
  });
}

async function chosenTopics(ids: readonly string[], options: RuleOptions, session: Session): Promise<readonly Topic[]> {
  if (options.all && ids.length > 0) throw new UsageError('--all and ids exclude each other');
  if (!options.all && ids.length === 0) {
    throw new UsageError('which rule or probe?', 'name one (see `synclint rules`), or give --all');
  }
  const [{ knownRules }, { ruleTopics, topicsOf }] = await Promise.all([
    import('./known-rules.ts'),
    import('./topics.ts'),
  ]);
  const rules = await knownRules(options, session);
  return options.all ? ruleTopics(rules) : topicsOf(ids, rules);
}

async function explain(topics: readonly Topic[], { outputFormat = 'text' }: RuleOptions): Promise<string> {
  if (outputFormat === 'json') return (await import('./rules-json.ts')).rulesJson(topics);
  const { plainText } = await import('./plain-text.ts');
  const pages = topics.map((topic) => `${topic.page().trimEnd()}\n`);
  return outputFormat === 'markdown' ? pages.join('\n') : pages.map(plainText).join('\n\n');
}
