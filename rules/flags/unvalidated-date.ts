import { defineRule, type CommandRun, type ProjectModel } from '#rule-kit';

/**
 * A date from the command line is parsed where nobody expects that it is none.
 *
 * @remarks
 * `--start-date yesterday` then ends in a traceback, perhaps after half of the work. Catch `ValueError` and raise `CommandError`
 * with a text that shows the right format, or let argparse convert the value by `type=`, which reports it before anything starts.
 *
 * Followed are `strptime`, `fromisoformat`, `dateutil` and Django's `parse_date`, in whatever function the value ends up in.
 */
export const rule = defineRule({
  id: 'unvalidated-date',
  title: 'Date from the command line that may raise',
  scope: 'project',
  severity: 'warning',
  confidence: 'likely',
  default: 'preset',
  since: '0.1.0',
  messages: {
    unvalidated: '`{option}` of `{command}` is parsed here, and nothing expects that it is no date',
  },

  *check(project) {
    for (const { use, command } of parsePlaces(project).values()) {
      yield {
        messageId: 'unvalidated',
        data: { option: flagOf(command, use.option), command: command.name },
        at: use.at,
        subject: command.module,
        flow: [...use.chain, { ...use.at, message: 'parsed here' }],
      };
    }
  },
});

type Use = Extract<CommandRun['events'][number], { kind: 'option-use' }>;
type Command = ReturnType<ProjectModel['commands']>[number];

/** Places that some command comes to without protection, once each. */
function parsePlaces(project: ProjectModel): ReadonlyMap<string, { readonly use: Use; readonly command: Command }> {
  const places = new Map<string, { readonly use: Use; readonly command: Command }>();
  for (const command of project.commands().toSorted((a, b) => (a.file < b.file ? -1 : 1))) {
    for (const event of project.run(command, 'real')?.events ?? []) {
      if (event.kind !== 'option-use' || event.use !== 'date-parse' || event.guarded) continue;
      if (hasType(command, event.option)) continue;
      const key = `${event.at.file} ${event.at.region.startLine} ${event.at.region.startColumn}`;
      if (!places.has(key)) places.set(key, { use: event, command });
    }
  }
  return places;
}

/** `type=` has converted, and thereby checked, the text already. */
function hasType({ options }: Command, name: string): boolean {
  const option = options.options.find(({ dest }) => dest.known && dest.value === name);
  return (
    option === undefined ||
    !option.type.known ||
    (option.type.value !== null && option.type.value !== 'builtins.str' && option.type.value !== 'str')
  );
}

function flagOf({ options }: Command, name: string): string {
  const option = options.options.find(({ dest }) => dest.known && dest.value === name);
  return option?.strings.at(-1) ?? name;
}
