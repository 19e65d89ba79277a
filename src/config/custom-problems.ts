import type { KnownRules } from './configuration.ts';
import type { SettingsProblem } from './describe-issue.ts';
import { formatKey } from './key-path.ts';
import { valueAt } from './merge.ts';

/** Ids of a project's own rules that something else has already. Looks only at what has the right type. */
export function customProblems(value: unknown, known: KnownRules): readonly SettingsProblem[] {
  const custom = valueAt(value, ['custom']);
  const ids = Array.isArray(custom) ? custom.map((rule: unknown) => valueAt(rule, ['id'])) : [];
  return ids.flatMap((id, index): readonly SettingsProblem[] => {
    if (typeof id !== 'string') return [];
    const path = ['custom', index, 'id'];
    const problem = (owner: string): readonly SettingsProblem[] => [
      { path, part: 'value', message: `${formatKey(path)}: \`${id}\` is the id of ${owner}` },
    ];
    if (known.ids.includes(id)) return problem('a rule of synclint');
    if (known.families.includes(id)) return problem('a family of rules');
    return ids.indexOf(id) < index ? problem('another rule above') : [];
  });
}
