import { UsageError } from '../core/errors.ts';
import type { Rule } from '../core/rule.ts';
import type { Severity } from '../core/severity.ts';
import type { Configuration, Selector } from './configuration.ts';
import { unknownSelector } from './selector-problems.ts';
import { expandSelectors, selectorKind, selectorKinds } from './selectors.ts';
import type { SelectableRule } from './selectors.ts';

/** `--select`, `--extend-select` and `--ignore`. */
export interface RuleSelection {
  /** Undefined: the option was not given. */
  readonly select?: readonly Selector[] | undefined;
  readonly extendSelect: readonly Selector[];
  readonly ignore: readonly Selector[];
}

export interface RuleChoice extends SelectableRule {
  readonly default: Rule['default'];
}

/**
 * The ids of the rules that run.
 *
 * First the configuration decides, then the command line. In each, `select` starts anew, and of two selectors that
 * mean the same rule the more specific one wins (id, glob, family, `ALL`); between equals `ignore` does.
 */
export function selectRules(
  configuration: Configuration,
  commandLine: RuleSelection,
  rules: readonly RuleChoice[],
): ReadonlySet<string> {
  refuseUnknown(commandLine, rules);
  const presets = expandSelectors(configuration.presetSelect, rules);
  const initial = rules.filter((rule) => rule.default === 'always' || presets.has(rule.id)).map((rule) => rule.id);
  const configured = apply(new Set(initial), configuration, rules);
  for (const [id, severity] of configuration.severities) {
    if (severity === 'off') configured.delete(id);
  }
  return apply(configured, commandLine, rules);
}

/** The ids that somebody asked for by name, family or glob, rather than got by default or with a preset. */
export function selectedRules(
  configuration: Configuration,
  commandLine: RuleSelection,
  rules: readonly RuleChoice[],
): ReadonlySet<string> {
  const asked = [configuration, commandLine].flatMap(({ select = [], extendSelect }) => [...select, ...extendSelect]);
  return expandSelectors(asked, rules);
}

/** What the configuration says; undefined where the severity is the rule's own. */
export function severityOf(configuration: Configuration, id: string): Severity | undefined {
  const severity = configuration.severities.get(id);
  return severity === 'off' ? undefined : severity;
}

function apply(initial: ReadonlySet<string>, selection: RuleSelection, rules: readonly RuleChoice[]): Set<string> {
  const enabled = new Set(selection.select === undefined ? initial : []);
  const ids = new Set(rules.map((rule) => rule.id));
  for (const kind of selectorKinds) {
    const ofKind = (selector: Selector): boolean => selectorKind(selector, ids) === kind;
    const added = [...(selection.select ?? []), ...selection.extendSelect].filter(ofKind);
    for (const id of expandSelectors(added, rules)) enabled.add(id);
    for (const id of expandSelectors(selection.ignore.filter(ofKind), rules)) enabled.delete(id);
  }
  return enabled;
}

function refuseUnknown(selection: RuleSelection, rules: readonly RuleChoice[]): void {
  const known = { ids: rules.map((rule) => rule.id), families: [...new Set(rules.map((rule) => rule.family))] };
  const options = {
    '--select': selection.select ?? [],
    '--extend-select': selection.extendSelect,
    '--ignore': selection.ignore,
  };
  const messages = Object.entries(options).flatMap(([option, selectors]) =>
    selectors.flatMap((selector) => {
      const message = unknownSelector(selector, known);
      return message === undefined ? [] : [`${option}: ${message}`];
    }),
  );
  if (messages.length > 0) throw new UsageError(messages.join('\n'), 'see `synclint rules`');
}
