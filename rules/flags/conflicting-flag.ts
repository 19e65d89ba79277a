import { defineRule, type Command, type Option, type OptionClash, type OptionSet } from '#rule-kit';

/**
 * Two options of one parser that are in each other's way.
 *
 * @remarks
 * argparse refuses a parser with one option string registered twice: the command ends in `ArgumentError` before it
 * does anything, `--help` included. Django's own options count: `--version`, `-v`, `--settings` and so on.
 *
 * Two options that set one name are legal, but the default of the second one is never used, and an option that has the
 * name of an argument is overwritten by it, or overwrites it. An argument called `settings` ends up
 * in `DJANGO_SETTINGS_MODULE`.
 *
 * Rename one of the two, or give it a `dest` of its own. Switches that share a name on purpose (`--cache`,
 * `--no-cache`), aliases without a default and options of a mutually exclusive group are not reported, and neither is a
 * registration under a condition, or in a `try`.
 *
 * @see {@link https://docs.python.org/3/library/argparse.html#conflict-handler}
 */
export const rule = defineRule({
  id: 'conflicting-flag',
  title: 'Conflicting flags',
  scope: 'project',
  severity: 'error',
  confidence: 'certain',
  default: 'always',
  since: '0.1.0',
  messages: {
    twice: '`{flag}` is registered twice, so that the command cannot start',
    builtin: '`{flag}` is an option of every command already, so that this one cannot start',
    default: '`{flag}` sets `{dest}` like `{other}`, so that its default is never used',
    overwritten: '`{flag}` and the argument `{dest}` overwrite each other',
    ofDjango: 'the argument `{dest}` overwrites `--{dest}` of Django',
  },

  *check(project) {
    const seen = new Set<string>();
    for (const command of project.commands()) {
      for (const set of parsersOf(command.options)) {
        for (const { flag, option, earlier } of once(set.clashes)) {
          const [at, other] = ownFirst(command, option, earlier);
          if (isSeen(seen, at, other)) continue;
          const place = { at, ...subjectOf(command, at) };
          const data = { flag };
          if (other === undefined) yield { messageId: 'builtin', data, ...place };
          else yield { messageId: 'twice', data, related: [{ ...other, message: 'registered here, too' }], ...place };
        }
        for (const { dest, first, second } of sharedNames(set)) {
          const { at } = second;
          if (isSeen(seen, at, first?.at)) continue;
          const related = first === undefined ? [] : [{ ...first.at, message: `sets \`${dest}\`` }];
          const place = { at, related, ...subjectOf(command, at) };
          const option = [second, first].find((other) => other !== undefined && other.strings.length > 0);
          const flag = option === undefined ? dest : nameOf(option);
          if (first === undefined) yield { messageId: 'ofDjango', data: { dest }, ...place };
          else if (first.strings.length === 0 || second.strings.length === 0)
            yield { messageId: 'overwritten', data: { flag, dest }, ...place };
          else yield { messageId: 'default', data: { flag, dest, other: nameOf(first) }, ...place };
        }
      }
    }
  },
});

function* parsersOf(set: OptionSet): Generator<OptionSet> {
  yield set;
  for (const { options } of set.subcommands) yield* parsersOf(options);
}

/** One for each pair of options, with a long option string where there is one. */
function once(clashes: readonly OptionClash[]): readonly OptionClash[] {
  const chosen = new Map<string, OptionClash>();
  for (const clash of clashes) {
    const key = JSON.stringify([clash.option.at, clash.option.strings, clash.earlier?.at, clash.earlier?.strings]);
    if (!chosen.has(key) || (clash.flag.startsWith('--') && chosen.get(key)?.flag.startsWith('--') === false))
      chosen.set(key, clash);
  }
  return [...chosen.values()];
}

/** The place in the command's own file where there is one: there somebody has to choose another name. */
function ownFirst(command: Command, option: Option, earlier: Option | undefined) {
  if (earlier === undefined) return [option.at, undefined] as const;
  const swapped = option.at.file !== command.file && earlier.at.file === command.file;
  return swapped ? ([earlier.at, option.at] as const) : ([option.at, earlier.at] as const);
}

interface SharedName {
  readonly dest: string;
  /** Absent where it is one of Django's. */
  readonly first?: Option;
  readonly second: Option;
}

/** Options that store a value under the name of another one, where that cannot be meant. */
function* sharedNames({ options, builtin, unresolved }: OptionSet): Generator<SharedName> {
  if (unresolved.length > 0) return;
  const ofDjango = new Set(
    builtin.flatMap((option) => (isStore(option) && option.dest.known ? [option.dest.value] : [])),
  );
  const stores = options.filter((option) => isStore(option) && !option.conditional);
  const names = new Map<string, Option>();
  for (const second of stores) {
    if (!second.dest.known || second.dest.value === '==SUPPRESS==') continue;
    const dest = second.dest.value;
    const first = names.get(dest);
    if (second.strings.length === 0 && ofDjango.has(dest)) yield { dest, second };
    else if (first === undefined) names.set(dest, second);
    else if (!areExclusive(first, second) && isMistake(first, second)) yield { dest, first, second };
  }
}

function isMistake(first: Option, second: Option): boolean {
  const argument = [first, second].find(({ strings }) => strings.length === 0);
  if (argument === undefined) return isDefaultDead(first, second);
  return argument.required.known && argument.required.value;
}

/** argparse takes the default of the option that was registered first. */
function isDefaultDead({ default: first }: Option, { default: second }: Option): boolean {
  if (!first.known || !second.known || second.value === null || second.value === '==SUPPRESS==') return false;
  return first.value !== '==SUPPRESS==' && JSON.stringify(first.value) !== JSON.stringify(second.value);
}

function isStore({ action }: Pick<Option, 'action'>): boolean {
  return action.known && action.value === 'store';
}

function areExclusive(a: Option, b: Option): boolean {
  return a.exclusive !== undefined && a.exclusive === b.exclusive;
}

function nameOf({ strings }: Option): string {
  return strings.find((text) => text.startsWith('--')) ?? strings[0] ?? '';
}

function isSeen(seen: Set<string>, ...places: readonly unknown[]): boolean {
  const key = JSON.stringify(places);
  if (seen.has(key)) return true;
  seen.add(key);
  return false;
}

function subjectOf({ file, module }: Command, at: Option['at']) {
  return at.file === file ? { subject: module } : {};
}
