import { defineRule, type Command, type Fix, type OptionPlace, type ProjectModel, type SyncCommand } from '#rule-kit';

/**
 * A sync command that does not accept a flag which every sync command must have.
 *
 * @remarks
 * Operators and schedulers script against the same flags on every command: a command without `--dry-run` cannot be
 * previewed, one without `--start-date` cannot be repaired after an outage. A flag counts when the parser that Django
 * would build accepts it, wherever it was registered: in the command, a base class, a mixin or a helper. A flag that
 * argparse would only accept as an abbreviation of another one (`--force` for `--force-color`) does not count.
 *
 * Declare the flag in the nearest base class, and call `super().add_arguments(parser)` in every override. For the usual
 * flags `synclint check --fix --unsafe-fixes` writes the declaration: once in a base where all commands that get it from
 * there lack it. What the flag does is left to you, which is why the fix is unsafe.
 *
 * Which flags are required is configuration: `flags.required`, `flags.required-with` and, for orchestrators
 * (`*_all`), `flags.orchestrator`. A command whose options cannot all be resolved is counted as unresolved instead.
 *
 * @see {@link https://docs.djangoproject.com/en/stable/howto/custom-management-commands/#accepting-optional-arguments}
 */
export const rule = defineRule({
  id: 'missing-required-flag',
  title: 'Required flag missing',
  scope: 'project',
  severity: 'error',
  confidence: 'certain',
  default: 'preset',
  fixable: true,
  since: '0.1.0',
  messages: {
    missing: '`{command}` does not accept `{flag}`',
    missingWith: '`{command}` accepts `{present}` but not `{flag}`',
    missingOrchestrator: { text: '`{command}` is an orchestrator and does not accept `{flag}`', severity: 'warning' },
  },

  *check(project) {
    const missing = [...project.syncCommands()].flatMap((command) => [...missingFlags(command, project)]);
    const flags = [...new Set(missing.map(({ flag }) => flag))];
    const declarations = new Map(flags.map((flag) => [flag, declarationsOf(flag, missing, project)]));
    for (const { command, flag, ...message } of missing) {
      const { module: subject, at } = command;
      const fix = declarations.get(flag)?.get(command.module);
      yield { ...message, at, subject, related: nearestBase(command), ...(fix === undefined ? {} : { fix }) };
    }
  },
});

type Missing = { readonly command: SyncCommand; readonly flag: string } & (
  | { readonly messageId: 'missing' | 'missingOrchestrator'; readonly data: Record<'command' | 'flag', string> }
  | { readonly messageId: 'missingWith'; readonly data: Record<'command' | 'flag' | 'present', string> }
);

function* missingFlags(command: SyncCommand, { policy: { flags } }: ProjectModel): Iterable<Missing> {
  const { name, options } = command;
  for (const flag of flags.required) {
    if (options.accepts(flag) !== 'no') continue;
    yield { command, flag, messageId: 'missing', data: { command: name, flag } };
  }
  for (const [flag, present] of Object.entries(flags.requiredWith)) {
    if (options.accepts(present) !== 'yes' || options.accepts(flag) !== 'no') continue;
    yield { command, flag, messageId: 'missingWith', data: { command: name, flag, present } };
  }
  if (command.kind !== 'orchestrator') return;
  for (const flag of flags.orchestrator) {
    if (options.accepts(flag) !== 'no') continue;
    yield { command, flag, messageId: 'missingOrchestrator', data: { command: name, flag } };
  }
}

/** Where the flag could be declared once for this command and its siblings. */
function nearestBase({ bases }: SyncCommand) {
  return bases.slice(0, 1).map(({ name, at }) => ({ ...at, message: `\`${name}\` could declare it` }));
}

/**
 * Command → the fix that declares a flag for it.
 *
 * A class may declare the flag when every command that gets it from there lacks it, since argparse refuses a second
 * declaration. The class that helps most commands comes first, and no command gets the flag from two classes.
 */
function declarationsOf(flag: string, missing: readonly Missing[], project: ProjectModel) {
  const declarations = new Map<SyncCommand['module'], Fix>();
  const argument = argumentOf(flag, project);
  if (argument === undefined) return declarations;
  const lacking = new Set(missing.filter((one) => one.flag === flag).map(({ command }) => command.module));
  const isRight = ({ command, index, place }: Use): boolean =>
    place.certain && (lacking.has(command.module) || (index === 0 && command.options.accepts(flag) === 'no'));
  const candidates = classesOf(project)
    .filter((uses) => uses.some(({ command }) => lacking.has(command.module)) && uses.every(isRight))
    .sort((a, b) => b.length - a.length || (a[0]?.index ?? 0) - (b[0]?.index ?? 0));
  for (const uses of candidates) {
    const { place } = uses[0] ?? {};
    const edits = place?.declare(argument);
    if (place === undefined || edits === undefined) continue;
    if (uses.some(({ command }) => declarations.has(command.module))) continue;
    const several = uses.length > 1 ? ` for ${uses.length} commands` : '';
    const title = `Declare \`${flag}\` in \`${place.name}\`${several}; what it does is left to you`;
    for (const { command } of uses) declarations.set(command.module, { title, applicability: 'unsafe', edits });
  }
  return declarations;
}

/** A command whose parser a class has a say in; `index` 0: it is the class of the command itself. */
interface Use {
  readonly command: Command;
  readonly index: number;
  readonly place: OptionPlace;
}

/** The uses of every class, class by class. */
function classesOf(project: ProjectModel): readonly (readonly Use[])[] {
  const classes = new Map<string, Use[]>();
  for (const command of project.commands()) {
    for (const [index, place] of command.optionPlaces.entries()) {
      const uses = classes.get(place.symbol) ?? [];
      classes.set(place.symbol, uses);
      uses.push({ command, index, place });
    }
  }
  return [...classes.values()];
}

/**
 * The usual declaration, without help texts for switches: nobody has written yet what they would promise. Undefined for
 * a flag of which only the project knows what it takes.
 */
function argumentOf(flag: string, { policy: { flags } }: ProjectModel): string | undefined {
  switch (flag) {
    case '--dry-run':
    case '--full':
    case '--debug':
    case '--force':
    case '--quiet':
      return `"${flag}", action="store_true"`;
    case '--batch-size': {
      const { default: size } = flags.batchSize;
      return `"${flag}", type=int${size === undefined ? '' : `, default=${size}`}`;
    }
    case '--start-date':
      return `"${flag}", help="First day, as YYYY-MM-DD"`;
    case '--end-date':
      return `"${flag}", help="Last day, as YYYY-MM-DD"`;
    default:
      return undefined;
  }
}
