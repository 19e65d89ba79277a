import { mkdirSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { type BadInput, tiny } from './bad-input.ts';

const check = ['check'];

/** What is wrong with the configuration. */
export const configurationInputs: readonly BadInput[] = [
  {
    title: 'A configuration file that is missing',
    files: tiny,
    args: ['check', '--config', 'gone.toml'],
    exitCode: 2,
    says: /gone\.toml: cannot be read \(no such file\)/,
  },
  {
    title: 'A configuration file that is a folder',
    files: tiny,
    args: ['check', '--config', 'shop'],
    exitCode: 2,
    says: /shop: is a folder, not a configuration/,
  },
  {
    title: 'A folder in the place of the configuration file',
    files: tiny,
    arrange: (folder) => {
      mkdirSync(join(folder, 'synclint.toml'));
    },
    args: check,
    exitCode: 2,
    says: /synclint\.toml: is a folder/,
  },
  {
    title: 'A configuration file that may not be read',
    files: { ...tiny, 'synclint.toml': 'extends = ["crm-sync"]\n' },
    arrange: (folder) => chmod(join(folder, 'synclint.toml'), 0),
    args: check,
    unprivileged: true,
    exitCode: 2,
    says: /synclint\.toml: cannot be read \(permission denied\)/,
  },
  {
    title: 'TOML that is none',
    files: { ...tiny, 'synclint.toml': 'extends = ["crm-sync"]\nselect = = 3\n' },
    args: check,
    exitCode: 2,
    says: /error: synclint\.toml:2:\d+: /,
  },
  {
    title: 'YAML that is none',
    files: { ...tiny, 'synclint.yaml': 'flags:\n  required: [--quiet\n' },
    args: check,
    exitCode: 2,
    says: /error: synclint\.yaml:\d+:\d+: /,
  },
  {
    title: 'JSON that is none',
    files: { ...tiny, 'synclint.json': '{\n  "flags": {,}\n}\n' },
    args: check,
    exitCode: 2,
    says: /error: synclint\.json:2:\d+: /,
  },
  {
    title: 'A pyproject.toml that is none',
    files: { ...tiny, 'pyproject.toml': '[tool.synclint]\nselect = [\n' },
    args: check,
    exitCode: 2,
    says: /error: pyproject\.toml:\d+:\d+: /,
  },
  {
    title: 'A pyproject.toml without our table',
    files: { ...tiny, 'pyproject.toml': '[project]\nname = "shop"\n' },
    args: ['check', '--config', 'pyproject.toml'],
    exitCode: 2,
    says: /pyproject\.toml:1:1: there is no \[tool\.synclint\] table/,
  },
  {
    title: 'An empty configuration file',
    files: { ...tiny, 'synclint.toml': '' },
    args: check,
    exitCode: 2,
    says: /synclint\.toml:1:1: the file is empty/,
  },
  {
    title: 'A configuration file in UTF-16',
    files: { ...tiny, 'synclint.toml': Buffer.from('\ufeffselect = []\n', 'utf16le') },
    args: check,
    exitCode: 2,
    says: /synclint\.toml:1:1: is not UTF-8/,
  },
  {
    title: 'A misspelt key',
    files: { ...tiny, 'synclint.toml': '[flags]\nrequird = ["--quiet"]\n' },
    args: check,
    exitCode: 2,
    says: /synclint\.toml:2:1: unknown key `flags\.requird`; did you mean `required`\?/,
  },
  {
    title: 'A value of the wrong type',
    files: { ...tiny, 'synclint.toml': '[flags]\nrequired = 3\n' },
    args: check,
    exitCode: 2,
    says: /synclint\.toml:2:12: `flags\.required`: expected a list, found the number 3/,
  },
  {
    title: 'An unknown rule among the selected ones',
    files: { ...tiny, 'synclint.toml': 'select = ["upward-imports"]\n' },
    args: check,
    exitCode: 2,
    says: /synclint\.toml:1:11: .*`upward-imports`.*did you mean `upward-import`\?/,
  },
  {
    title: 'A severity for an unknown rule',
    files: { ...tiny, 'synclint.toml': '[rules.upward-imprt]\nseverity = "note"\n' },
    args: check,
    exitCode: 2,
    says: /synclint\.toml:1:8: .*did you mean `upward-import`\?/,
  },
  {
    title: 'An unknown preset in the configuration',
    files: { ...tiny, 'synclint.toml': 'extends = ["crm"]\n' },
    args: check,
    exitCode: 2,
    says: /synclint\.toml:1:12: unknown preset `crm`/,
  },
  {
    title: 'Files that extend each other',
    files: { ...tiny, 'synclint.toml': 'extends = ["./b.toml"]\n', 'b.toml': 'extends = ["./synclint.toml"]\n' },
    args: check,
    exitCode: 2,
    says: /b\.toml:1:12: `extends` goes in a circle: synclint\.toml → b\.toml → synclint\.toml/,
  },
  {
    title: 'An extended file that is missing',
    files: { ...tiny, 'synclint.toml': 'extends = ["./team.toml"]\n' },
    args: check,
    exitCode: 2,
    says: /synclint\.toml:1:12: `extends` names `team\.toml`, which does not exist/,
  },
  {
    title: 'A wrong value on the command line',
    files: tiny,
    args: ['check', '--config', 'respect-gitignore=maybe'],
    exitCode: 2,
    says: /--config respect-gitignore=maybe: `respect-gitignore`: expected true or false/,
  },
  {
    title: 'Two configuration files on the command line',
    files: { ...tiny, 'a.toml': '', 'b.toml': '' },
    args: ['check', '--config', 'a.toml', '--config', 'b.toml'],
    exitCode: 2,
    says: /--config names more than one file: a\.toml, b\.toml/,
  },
  {
    title: 'A configuration file for an isolated run',
    files: { ...tiny, 'a.toml': '' },
    args: ['check', '--isolated', '--config', 'a.toml'],
    exitCode: 2,
    says: /--isolated and --config FILE exclude each other/,
  },
];
