import { suggestion } from '../core/suggest.ts';
import { UsageError } from '../core/errors.ts';
import type { Probe } from '../core/probe.ts';
import { messageText, type LoadedRule } from '../core/rule.ts';
import { knownProbes } from '../pipeline/probes/known-probes.ts';
import { flawPage, probePage } from './probe-pages.ts';
import { rulePage } from './rule-pages.ts';

/** What can be explained: a rule, a probe, or a flaw that only probes show. */
export interface Topic {
  readonly id: string;
  /** In Markdown. */
  page(): string;
  /** An entry of `docs/schemas/rules.schema.json`. */
  json(): RuleJson;
}

interface RuleJson extends Pick<LoadedRule['rule'], 'id' | 'title' | 'severity' | 'default' | 'confidence' | 'since'> {
  readonly family: string;
  readonly messages: Readonly<Record<string, { readonly text: string; readonly severity: string }>>;
  readonly fixable: boolean;
  readonly probes: readonly string[];
  readonly help: string;
}

/** All rules, with the probes that corroborate them. */
export async function ruleTopics(rules: readonly LoadedRule[]): Promise<readonly Topic[]> {
  const { reporting } = await knownProbes(new Set(rules.map(({ rule }) => rule.id)));
  return rules.map((loaded) => ruleTopic(loaded, reporting(loaded.rule.id)));
}

/** Those with these ids, each once; throws where there is none. */
export async function topicsOf(ids: readonly string[], rules: readonly LoadedRule[]): Promise<readonly Topic[]> {
  const { probes, flaws, reporting } = await knownProbes(new Set(rules.map(({ rule }) => rule.id)));
  const topics = new Map([
    ...flaws.map((flaw) => [flaw, flawTopic(flaw, reporting(flaw))] as const),
    ...probes.map((probe) => [probe.id, probeTopic(probe)] as const),
    ...rules.map((loaded) => [loaded.rule.id, ruleTopic(loaded, reporting(loaded.rule.id))] as const),
  ]);
  return [...new Set(ids)].map((id) => {
    const topic = topics.get(id);
    if (topic !== undefined) return topic;
    throw new UsageError(
      `unknown rule or probe \`${id}\`${suggestion(id, topics.keys())}`,
      'see `synclint rules`; probes are listed in docs/probes/README.md',
    );
  });
}

function ruleTopic(loaded: LoadedRule, probes: readonly Probe[]): Topic {
  const { rule, family } = loaded;
  const { id, title, severity, confidence, since } = rule;
  const messages = Object.entries(rule.messages).map(([key, template]) => [
    key,
    { text: messageText(template), severity: typeof template === 'string' ? severity : template.severity },
  ]);
  const page = () => rulePage(loaded);
  return {
    id,
    page,
    json: () => ({
      id,
      family,
      title,
      severity,
      default: rule.default,
      confidence,
      messages: Object.fromEntries(messages) as RuleJson['messages'],
      since,
      fixable: rule.fixable === true,
      probes: probes.map((probe) => probe.id),
      help: page(),
    }),
  };
}

function probeTopic(probe: Probe): Topic {
  return { id: probe.id, page: () => probePage(probe), json: () => shownByProbes(probe.id, [probe], probePage(probe)) };
}

function flawTopic(flaw: string, probes: readonly Probe[]): Topic {
  const page = () => flawPage(flaw, probes);
  return { id: flaw, page, json: () => shownByProbes(flaw, probes, page()) };
}

/** What is shown by running a command is certain, and needs no preset. */
function shownByProbes(id: string, probes: readonly Probe[], help: string): RuleJson {
  const [first] = probes;
  if (first === undefined) throw new Error(`no probe reports ${id}`);
  const messages = probes.map((probe) => [probe.id, { text: probe.property, severity: probe.severity }]);
  const { title, severity, since } = first;
  return {
    id,
    family: 'probes',
    title,
    severity,
    default: 'always',
    confidence: 'certain',
    messages: Object.fromEntries(messages) as RuleJson['messages'],
    since,
    fixable: false,
    probes: probes.map((probe) => probe.id),
    help,
  };
}
