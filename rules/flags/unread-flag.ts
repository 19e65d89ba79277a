import {
  defineRule,
  isClosed,
  optionsRead,
  otherCommands,
  type Command,
  type Option,
  type ProjectModel,
} from '#rule-kit';

/**
 * A flag that is accepted and that no code ever looks at.
 *
 * @remarks
 * Whoever gives `--quiet` or `--force` relies on it. A flag that nobody reads is worse than none: argparse would have refused that
 * one.
 *
 * The command is followed from `handle`; options that are handed on as a whole (`**options`) are followed into the callee. Where
 * they end in code that cannot be followed, nothing is reported. Read the flag, or remove it. A flag that only some
 * commands read should be registered by these and not by their base.
 */
export const rule = defineRule({
  id: 'unread-flag',
  title: 'Flag that nothing reads',
  scope: 'project',
  severity: 'warning',
  confidence: 'likely',
  default: 'preset',
  since: '0.1.0',
  messages: {
    unread: '`{command}` accepts `{flag}` and never reads it',
    shared: '`{command}` and {others} accept `{flag}`, and none of them reads it',
  },

  *check(project) {
    const told = new Set<string>();
    for (const { all, unread: found, flag } of registrations(project)) {
      // A flag may be registered twice, in either of two branches.
      const unread = found.filter(({ command }) => !told.has(`${command.module} ${flag}`));
      for (const { command } of unread) told.add(`${command.module} ${flag}`);
      const [first, ...others] = unread;
      if (first === undefined) continue;
      if (others.length > 0 && unread.length === all) {
        const data = { command: first.command.name, flag, others: otherCommands(others.length) };
        yield { messageId: 'shared', data, at: first.option.at, subject: first.command.module };
        continue;
      }
      for (const { command, option } of unread) {
        const isOwn = option.at.file === command.file;
        const related = isOwn ? [] : [{ ...option.at, message: `\`${flag}\` is registered here` }];
        const at = isOwn ? option.at : command.at;
        yield { messageId: 'unread', data: { command: command.name, flag }, at, related, subject: command.module };
      }
    }
  },
});

interface Registration {
  readonly flag: string;
  /** Commands that have it. */
  all: number;
  readonly unread: { readonly command: Command; readonly option: Option }[];
}

/** By the place that registers them: of a base that many commands share one may say it once. */
function registrations(project: ProjectModel): Iterable<Registration> {
  const places = new Map<string, Registration>();
  for (const command of project.commands().toSorted((a, b) => (a.file < b.file ? -1 : 1))) {
    if (!isClosed(command)) continue;
    const runs = (['dry', 'real'] as const).flatMap((mode) => project.run(command, mode) ?? []);
    const read = runs.length === 0 ? undefined : optionsRead(runs);
    if (read === undefined) continue;
    for (const option of command.options.options) {
      const flag = option.strings.findLast((text) => text.startsWith('--')) ?? option.strings[0];
      if (flag === undefined || !option.dest.known || actsByItself(option)) continue;
      const key = `${option.at.file} ${option.at.region.startLine} ${option.at.region.startColumn} ${flag}`;
      const place = places.get(key) ?? { flag, all: 0, unread: [] };
      places.set(key, place);
      place.all += 1;
      if (!read.has(option.dest.value) && !isDefaultOfGroup(option, command, read))
        place.unread.push({ command, option });
    }
  }
  return places.values();
}

/** `version` and actions of the project's own do something without being read. */
function actsByItself({ action }: Option): boolean {
  return (
    !action.known ||
    !/^(store|store_const|store_true|store_false|append|append_const|count|extend|argparse\.BooleanOptionalAction)$/.test(
      action.value,
    )
  );
}

/** Of flags that exclude each other one needs no reading: it is what remains. */
function isDefaultOfGroup({ exclusive }: Option, { options }: Command, read: ReadonlySet<string>): boolean {
  if (exclusive === undefined) return false;
  return options.options.some(
    (other) => other.exclusive === exclusive && other.dest.known && read.has(other.dest.value),
  );
}
