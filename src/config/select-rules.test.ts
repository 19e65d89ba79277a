import { describe, expect, test } from 'vitest';
import { UsageError } from '../core/errors.ts';
import type { Configuration } from './configuration.ts';
import { loadConfiguration } from './load-configuration.ts';
import { selectRules, selectedRules, severityOf, type RuleChoice, type RuleSelection } from './select-rules.ts';
import { temporaryFolder } from './temporary-folder.ts';

const rules: readonly RuleChoice[] = [
  { id: 'missing-required-flag', family: 'flags', default: 'preset' },
  { id: 'deprecated-flag', family: 'flags', default: 'preset' },
  { id: 'conflicting-flag', family: 'flags', default: 'always' },
  { id: 'custom-sync-field', family: 'state', default: 'preset' },
  { id: 'swallowed-command-error', family: 'errors', default: 'always' },
  { id: 'leaked-token', family: 'security', default: 'always' },
];
const always = ['conflicting-flag', 'swallowed-command-error', 'leaked-token'];
const nothing: RuleSelection = { extendSelect: [], ignore: [] };

function configured(toml: string, presets: readonly string[] = []): Promise<Configuration> {
  const root = temporaryFolder({ 'synclint.toml': `${toml}\n# end` });
  const known = { ids: rules.map((rule) => rule.id), families: rules.map((rule) => rule.family) };
  return loadConfiguration({ root, cwd: root, configArguments: [], isolated: false, presets, known });
}

async function selected(
  toml: string,
  commandLine: Partial<RuleSelection> = {},
  presets: string[] = [],
): Promise<Set<string>> {
  return new Set(selectRules(await configured(toml, presets), { ...nothing, ...commandLine }, rules));
}

const idsOf = (...families: string[]): Set<string> =>
  new Set(rules.filter((rule) => families.includes(rule.family)).map((rule) => rule.id));

describe('the configuration', () => {
  test('that says nothing leaves the rules that are always on', async () => {
    expect(await selected('')).toEqual(new Set(always));
  });

  test('with a preset adds what the preset selects', async () => {
    expect(await selected('extends = ["crm-sync"]')).toEqual(idsOf('flags', 'state', 'errors', 'security'));
    expect(await selected('', {}, ['crm-sync'])).toEqual(idsOf('flags', 'state', 'errors', 'security'));
  });

  test('with `select` replaces both', async () => {
    expect(await selected('extends = ["crm-sync"]\nselect = ["state"]')).toEqual(idsOf('state'));
    expect(await selected('select = []')).toEqual(new Set());
    expect(await selected('select = ["ALL"]')).toEqual(new Set(rules.map((rule) => rule.id)));
  });

  test('with `extend-select` and `ignore` adds and removes', async () => {
    const toml = 'extend-select = ["custom-sync-field"]\nignore = ["security"]';
    expect(await selected(toml)).toEqual(new Set(['conflicting-flag', 'swallowed-command-error', 'custom-sync-field']));
  });

  test('lets the more specific selector win, and `ignore` between equals', async () => {
    expect(await selected('select = ["missing-required-flag"]\nignore = ["flags"]')).toEqual(
      new Set(['missing-required-flag']),
    );
    expect(await selected('select = ["flags"]\nignore = ["*-flag"]')).toEqual(new Set());
    expect(await selected('select = ["state", "ALL"]\nignore = ["flags", "errors", "security"]')).toEqual(
      idsOf('state'),
    );
    expect(await selected('select = ["flags"]\nignore = ["flags"]')).toEqual(new Set());
    expect(await selected('select = ["s*"]')).toEqual(idsOf('state', 'security', 'errors'));
  });

  test('switches a rule off by its severity, even a selected one', async () => {
    expect(await selected('select = ["state"]\n[rules.custom-sync-field]\nseverity = "off"')).toEqual(new Set());
  });

  test('gives a rule a severity, or leaves it its own', async () => {
    const configuration = await configured(
      '[rules.custom-sync-field]\nseverity = "note"\n[rules.deprecated-flag]\nseverity = "off"',
    );
    expect(severityOf(configuration, 'custom-sync-field')).toBe('note');
    expect(severityOf(configuration, 'deprecated-flag')).toBeUndefined();
    expect(severityOf(configuration, 'leaked-token')).toBeUndefined();
  });
});

describe('the command line', () => {
  test('wins over the file', async () => {
    expect(await selected('select = ["flags"]', { select: ['state'] })).toEqual(idsOf('state'));
    expect(await selected('ignore = ["ALL"]', { select: ['flags'] })).toEqual(idsOf('flags'));
    expect(await selected('ignore = ["state"]', { extendSelect: ['state'] })).toEqual(
      new Set([...always, 'custom-sync-field']),
    );
    expect(await selected('select = ["custom-sync-field"]', { ignore: ['state'] })).toEqual(new Set());
  });

  test('can ask for a rule that the file switched off', async () => {
    const toml = '[rules.custom-sync-field]\nseverity = "off"';
    expect(await selected(toml, { select: ['custom-sync-field'] })).toEqual(idsOf('state'));
  });

  test('with a selector that stands for nothing is an error with a suggestion', async () => {
    const configuration = await configured('');
    const choose = (selection: Partial<RuleSelection>) => () =>
      selectRules(configuration, { ...nothing, ...selection }, rules);
    expect(choose({ select: ['flgs'] })).toThrow('--select: unknown rule or family `flgs`; did you mean `flags`?');
    expect(choose({ select: ['flgs'] })).toThrow(UsageError);
    expect(choose({ ignore: ['zz*'] })).toThrow('--ignore: `zz*` matches no rule and no family');
    expect(choose({ extendSelect: ['all'] })).toThrow('did you mean `ALL`?');
  });
});

test('what somebody asked for is told from what is on by default or with a preset', async () => {
  const asked = async (toml: string, commandLine: Partial<RuleSelection> = {}) => {
    return [...selectedRules(await configured(toml), { ...nothing, ...commandLine }, rules)].sort();
  };
  expect(await asked('extends = ["crm-sync"]')).toEqual([]);
  expect(await asked('extends = ["crm-sync"]\nextend-select = ["state"]')).toEqual(['custom-sync-field']);
  expect(await asked('select = ["leaked-token"]', { extendSelect: ['errors'] })).toEqual([
    'leaked-token',
    'swallowed-command-error',
  ]);
});
