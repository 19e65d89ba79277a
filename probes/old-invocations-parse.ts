import {
  defineProbe,
  endingOf,
  evidence,
  inconclusive,
  inSequence,
  isRefusal,
  isSuccess,
  isUnplanned,
  listed,
  oldInvocations,
  seen,
  stackOf,
  trialsOf,
  untriedOptions,
  verdictOf,
  type Command,
  type Evidence,
  type OldInvocation,
  type ProjectModel,
  type RunRecord,
} from '#probe-kit';

/**
 * Types what the command accepted at an earlier revision, and looks whether it is still accepted.
 *
 * @remarks
 * Schedules, scripts and people start a command by its flags: one that is renamed, takes fewer values or has become
 * required breaks them the next night. The revision is that of `--since`. Its options are read from the code as it was, of
 * which nothing is run; tried are all of them, each alone, with each spelling and each choice, and nothing but the parser
 * runs. Abbreviations are not tried, and neither are values that only the project knows to be valid.
 */
export const probe = defineProbe({
  id: 'old-invocations-parse',
  title: 'What could be typed before can still be typed',
  property: 'invocations that the parser accepted before the changes are still accepted',
  group: 'Arguments',
  corroborates: [],
  flaw: 'broken-invocation',
  severity: 'error',
  since: '0.1.0',
  observation: seen.nothing,

  plan(command, project) {
    const typed = invocationsOf(command, project);
    if (isUnplanned(typed)) return typed;
    return trialsOf({
      typed: inSequence(...typed.map((one) => ({ arguments: one.arguments, parsesOnly: true }) as const)),
    });
  },

  judge({ typed: runs }, command, project) {
    const invocations = invocationsOf(command, project);
    const earlier = earlierOf(command, project);
    if (isUnplanned(invocations) || earlier === undefined) return inconclusive('nothing is known of what it accepted');
    const [bare] = runs;
    if (bare.exit.kind === 'exception' || bare.exit.kind === 'killed') {
      return inconclusive(`its parser cannot be asked: ${endingOf(bare.exit)}`);
    }
    const found = rejections(runs, invocations, command, earlier);
    if (found.length > 0) return verdictOf(found, runs.length);
    const undecided = runs.find(({ exit }) => !isSuccess(exit));
    if (undecided !== undefined)
      return inconclusive(`it cannot be told what was required: ${endingOf(undecided.exit)}`);
    const untried = untriedOptions(earlier, project.policy.flags);
    if (untried.length > 0) return inconclusive(`no value is known that it took for ${listed(untried)}`);
    return verdictOf([], runs.length);
  },
});

function earlierOf(command: Command, { earlier }: ProjectModel): Command | undefined {
  const { commands = [] } = earlier ?? {};
  return commands.find(({ module }) => module === command.module) ?? commands.find(({ name }) => name === command.name);
}

function invocationsOf(command: Command, project: ProjectModel) {
  if (project.earlier === undefined) {
    return { notApplicable: 'there is nothing to compare with: `--since` names a revision' };
  }
  const earlier = earlierOf(command, project);
  if (earlier === undefined) return { notApplicable: `it is new since \`${project.earlier.revision}\`` };
  return oldInvocations(earlier, project.policy.flags);
}

/** One for each thing that is wrong: a flag that has become required is missing in every invocation. */
function rejections(
  runs: readonly RunRecord[],
  invocations: readonly OldInvocation[],
  command: Command,
  earlier: Command,
): readonly Evidence[] {
  const found = new Map<string, Evidence>();
  for (const [index, { exit, plan }] of runs.entries()) {
    const isRefused = isRefusal(exit) && !mayHaveBeenRefused(exit.message, earlier);
    if (!isRefused && exit.kind !== 'exception') continue;
    const ending = endingOf(exit);
    if (found.has(ending)) continue;
    const about = invocations[index]?.about ?? '';
    const typed = [command.name, ...plan.arguments].join(' ');
    const flag = requiredNow(ending, command) ?? about;
    const place = placeOf(flag, command);
    const stack = exit.kind === 'exception' ? stackOf(exit) : place;
    found.set(
      ending,
      evidence(`\`${typed}\` was accepted before: ${ending}`, {
        stack,
        details: { arguments: plan.arguments, flag, ending },
      }),
    );
  }
  return [...found.values()];
}

/** Of several options that exclude each other one may have been required, which their declarations do not say. */
function mayHaveBeenRefused(message: string, { options }: Command): boolean {
  const [, names] = /^one of the arguments (.+) is required$/.exec(message) ?? [];
  const exclusive = options.options.filter(({ exclusive: group }) => group !== undefined);
  return names !== undefined && exclusive.some(({ strings }) => strings.some((text) => names.includes(text)));
}

function requiredNow(ending: string, { options }: Command): string | undefined {
  const [, names] = /^the following arguments are required: (.+)$/.exec(ending) ?? [];
  const required = names?.split(/, |\//) ?? [];
  return options.options
    .flatMap(({ strings, dest }) => [...strings, ...(dest.known ? [dest.value] : [])])
    .find((name) => required.includes(name));
}

/** Where the option is declared; where it no longer is, the command itself is the place. */
function placeOf(name: string, { options }: Command) {
  const option = options.options.find(
    ({ strings, dest }) => strings.includes(name) || (strings.length === 0 && dest.known && dest.value === name),
  );
  if (option === undefined) return [];
  return [{ file: option.at.file, line: option.at.region.startLine, function: '' }];
}
