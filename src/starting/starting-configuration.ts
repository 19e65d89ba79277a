import type { GuessedLayers } from './guess-layers.ts';
import type { GuessedSystem } from './guess-systems.ts';

/** What was seen of a project that has no configuration yet. */
export interface Seen {
  readonly preset?: string;
  readonly systems: readonly GuessedSystem[];
  /** Dotted names of models that may be the history. */
  readonly histories: readonly string[];
  readonly layers: GuessedLayers;
  /** The settings module that `manage.py` names. */
  readonly settings?: string;
}

/** The text of a `synclint.toml`; what is a guess too far stands in it as a comment. */
export function startingConfiguration(seen: Seen): string {
  const sections = [rules(seen), ...systems(seen), history(seen), ...layers(seen), probe(seen)];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function rules({ preset, histories, layers }: Seen): readonly string[] {
  const head = ['# Written by `synclint init` from what the project looks like: read it, and correct it.'];
  if (preset !== undefined) {
    return [
      ...head,
      '# The preset brings rules, flags and layers; what is said here wins over it.',
      `extends = [${quoted(preset)}]`,
    ];
  }
  const families = [...(histories.length === 1 ? ['history'] : []), ...(layers.length > 0 ? ['layers'] : [])];
  const chosen = families.map(quoted).join(', ');
  return [
    ...head,
    '# Rules besides those that are always on: `synclint rules` lists them.',
    chosen === '' ? '# extend-select = ["history", "layers"]' : `extend-select = [${chosen}]`,
  ];
}

function systems({ systems: found }: Seen): readonly (readonly string[])[] {
  if (found.length === 0) {
    return [['# [systems.NAME]', '# commands = "sync_NAME_*"', '# package = "app/sync/NAME"']];
  }
  return found.map(({ name, commands, package: folder, source, count }) => [
    `[systems.${name}]`,
    `commands = ${commands.length === 1 ? quoted(commands[0] ?? '') : list(commands)}`,
    folder === undefined ? `# package = "app/sync/${name}"` : `package = ${quoted(folder)}`,
    `source = ${quoted(source)}`,
    `# expected-commands = ${count}`,
  ]);
}

function history({ histories }: Seen): readonly string[] {
  const [only, ...others] = histories;
  if (only !== undefined && others.length === 0) return ['[history]', `model = ${quoted(only)}`];
  const head = only === undefined ? [] : ['# Several models could be the history of runs: choose one.'];
  const names = only === undefined ? ['app.models.SyncHistory'] : histories;
  return [...head, '# [history]', ...names.map((name) => `# model = ${quoted(name)}`)];
}

/** Those of a preset stand where they are. */
function layers({ preset, layers: found }: Seen): readonly (readonly string[])[] {
  if (preset !== undefined || found.length === 0) return [];
  return [
    [
      '# From the top, which imports everything, to the bottom.',
      '[layers]',
      `order = ${list(found.map(({ name }) => name))}`,
    ],
    ['[layers.paths]', ...found.map(({ name, paths }) => `${name} = ${list(paths)}`)],
  ];
}

function probe({ settings }: Seen): readonly string[] {
  return [
    '# For `synclint probe commands`; without it the settings module that `manage.py` names is used.',
    '# [probe]',
    `# settings = ${quoted(settings ?? 'project.settings.test')}`,
  ];
}

function list(texts: readonly string[]): string {
  return `[${texts.map(quoted).join(', ')}]`;
}

/** A text of TOML; JSON escapes the same way, but for one character and halves of pairs. */
function quoted(text: string): string {
  return JSON.stringify(text.replace(/\p{Surrogate}/gu, '\ufffd')).replaceAll('\u007f', '\\u007f');
}
