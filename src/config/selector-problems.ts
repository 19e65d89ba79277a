import type { KnownRules, Selector } from './configuration.ts';
import type { SettingsProblem } from './describe-issue.ts';
import { formatKey, type KeyPath } from './key-path.ts';
import { isTable, valueAt } from './merge.ts';
import { isGlob, matcherOf } from './selectors.ts';
import { suggestion } from '../core/suggest.ts';

/** Selectors and rule ids of a configuration that stand for no rule. Looks only at what has the right type. */
export function selectorProblems(value: unknown, known: KnownRules): SettingsProblem[] {
  const own = { ...known, ids: [...known.ids, ...customIds(value)] };
  const lists = [
    ...['select', 'extend-select', 'ignore'].map((key): KeyPath => [key]),
    ...listAt(value, ['per-file']).map((_, index): KeyPath => ['per-file', index, 'ignore']),
  ];
  const inLists = lists.flatMap((path) =>
    listAt(value, path).flatMap((selector, index): SettingsProblem[] => {
      const message = typeof selector === 'string' ? unknownSelector(selector, own) : undefined;
      return message === undefined
        ? []
        : [{ path: [...path, index], part: 'value', message: `${formatKey(path)}: ${message}` }];
    }),
  );
  return [...inLists, ...unknownRules(value, own)];
}

/** Says what is wrong with a selector; undefined when it stands for a rule. */
export function unknownSelector(selector: Selector, known: KnownRules): string | undefined {
  const names = [...known.ids, ...known.families];
  if (names.some(matcherOf(selector))) return undefined;
  if (isGlob(selector)) return `\`${selector}\` matches no rule and no family`;
  return `unknown rule or family \`${selector}\`${suggestion(selector, [...names, 'ALL'])}`;
}

function unknownRules(value: unknown, known: KnownRules): SettingsProblem[] {
  const rules = valueAt(value, ['rules']);
  const unknown = Object.keys(isTable(rules) ? rules : {}).filter((id) => !known.ids.includes(id));
  return unknown.map((id) => ({
    path: ['rules', id],
    part: 'key',
    message: `unknown rule \`${id}\`${suggestion(id, known.ids)}`,
  }));
}

function customIds(value: unknown): readonly string[] {
  return listAt(value, ['custom'])
    .map((rule) => valueAt(rule, ['id']))
    .filter((id) => typeof id === 'string');
}

function listAt(value: unknown, path: KeyPath): readonly unknown[] {
  const list = valueAt(value, path);
  return Array.isArray(list) ? list : [];
}
