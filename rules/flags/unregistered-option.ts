import { closest, defineRule, isClosed, optionNames, placeOf, type CommandRun, type ProjectModel } from '#rule-kit';

/**
 * An option is read that the command's parser does not have.
 *
 * @remarks
 * `options["name"]` raises `KeyError` on the first run that gets there. `options.get("name")` is silently `None`, so that a
 * feature seems to be there and never works. Mostly the name has a typo, or the flag was renamed or never registered.
 *
 * Not reported is `options.get("name")` where code of the project, such as a test, calls the command's `handle` or `execute` with
 * that keyword: it is meant for such calls. Neither is `options.get("name", default)`, unless the parser has an option by nearly that
 * name. `options["name"]` is, since it fails for everybody who starts the command.
 *
 * Mind that argparse turns `--batch-size` into `batch_size`, and `dest="…"` into whatever it says. Register the option, or correct
 * the name.
 */
export const rule = defineRule({
  id: 'unregistered-option',
  title: 'Option that no parser registers',
  scope: 'project',
  severity: 'error',
  confidence: 'likely',
  default: 'always',
  since: '0.1.0',
  messages: {
    missing: '`{command}` reads the option `{option}`, which its parser does not have: this is a `KeyError`',
    absent: '`{command}` asks for the option `{option}`, which its parser does not have: this is always the default',
  },

  *check(project) {
    const places = readPlaces(project);
    for (const { read, registered, commands } of places.values()) {
      const [first] = commands;
      // A shared method may ask for what only some commands have.
      if (first === undefined || (!read.strict && registered)) continue;
      yield {
        messageId: read.strict ? 'missing' : 'absent',
        data: { command: first.name, option: read.option },
        at: read.at,
        subject: first.module,
        flow: [...read.chain, { ...read.at, message: `\`${read.option}\` is read` }],
      };
    }
  },
});

type Read = Extract<CommandRun['events'][number], { kind: 'option-read' }>;

interface ReadPlace {
  readonly read: Read;
  /** Some command that comes here has the option. */
  registered: boolean;
  /** Commands that come here and lack it. */
  readonly commands: ReturnType<ProjectModel['commands']>[number][];
}

function readPlaces(project: ProjectModel): ReadonlyMap<string, ReadPlace> {
  const places = new Map<string, ReadPlace>();
  for (const command of project.commands().toSorted((a, b) => (a.file < b.file ? -1 : 1))) {
    const run = project.run(command, 'real');
    if (run === undefined) continue;
    const names = isClosed(command) ? optionNames(command.options) : undefined;
    const reads = run.events.filter((event): event is Read => event.kind === 'option-read');
    // A loop over names asks for whatever there may be.
    const generic = new Set(reads.flatMap((read) => (names?.has(read.option) === true ? [placeOf(read)] : [])));
    for (const event of reads) {
      const key = `${event.at.file} ${event.at.region.startLine} ${event.at.region.startColumn} ${event.option}`;
      const place = places.get(key) ?? { read: event, registered: false, commands: [] };
      places.set(key, place);
      const known =
        names?.has(event.option) !== false || stealth.has(event.option) || takes(project, command, event.option);
      // Who names a default knows that there may be none, unless it is that of an option by nearly the same name.
      const isExpected = event.fallback === true && closest(event.option, names ?? []) === undefined;
      // Shared code may ask for what only some of its callers pass.
      const isShared = event.module !== command.module || generic.has(placeOf(event));
      if (known || (!event.strict && (isShared || isExpected || project.isPassedDirectly(command, event.option))))
        place.registered = true;
      else if (!place.commands.includes(command)) place.commands.push(command);
    }
  }
  return places;
}

/** Django hands them on without a parser. */
const stealth = new Set(['stdout', 'stderr', 'skip_checks', 'force_color', 'no_color']);

/** `stealth_options` are keywords without an option. */
function takes(project: ProjectModel, command: ReadPlace['commands'][number], option: string): boolean {
  return project.receives(command, option).kind !== 'rejected';
}
