import { defineRule, listed, type Command, type Invocation, type ProjectModel, type SyncCommand } from '#rule-kit';

/**
 * An orchestrator that accepts a standard flag and does not hand it to a child that accepts it too.
 *
 * @remarks
 * `sync_x_all --dry-run` that runs its children without `--dry-run` writes to production; without `--start-date` it repairs nothing,
 * and says that it did.
 *
 * Pass every standard flag on to every child.
 *
 * A flag counts as handed on when the call passes the child's option, as keyword or option string, or any value that was computed
 * from the orchestrator's own, on some path; for the flags of
 * `dry-run.flags` on some path of a dry run. Which flags are standard is configuration: `flags.required`
 * and `flags.required-with`. Nothing is said of a call that may pass more than is seen (`**options`, a computed list).
 */
export const rule = defineRule({
  id: 'unforwarded-flag',
  title: 'Flag that does not reach the children',
  scope: 'project',
  severity: 'warning',
  confidence: 'likely',
  default: 'preset',
  since: '0.1.0',
  messages: { unforwarded: '`{orchestrator}` accepts `{flag}` and does not pass it on to {children}' },

  *check(project) {
    const { required, requiredWith } = project.policy.flags;
    for (const orchestrator of project.syncCommands()) {
      if (orchestrator.kind !== 'orchestrator') continue;
      for (const flag of [...required, ...Object.keys(requiredWith)]) {
        if (orchestrator.options.accepts(flag) !== 'yes') continue;
        const calls = callsOf(project, orchestrator, flag);
        const without = withoutFlag(project, orchestrator, calls, flag);
        const [first] = without;
        if (first === undefined) continue;
        yield {
          messageId: 'unforwarded',
          data: { orchestrator: orchestrator.name, flag, children: listed(without.map(({ child }) => child.name)) },
          at: first.call.at,
          subject: orchestrator.module,
          related: without
            .slice(0, 3)
            .map(({ child }) => ({ ...child.at, message: `\`${child.name}\` accepts \`${flag}\`` })),
        };
      }
    }
  },
});

/** A flag that asks for a dry run is given in a dry run, and only what starts then needs it. */
function callsOf(project: ProjectModel, orchestrator: SyncCommand, flag: string): readonly Invocation[] {
  const { flags, invertedFlags } = project.policy.dryRun;
  const run = project.run(orchestrator, flags.includes(flag) && !invertedFlags.includes(flag) ? 'dry' : 'real');
  return run === undefined ? [] : project.childrenOf(run);
}

interface Without {
  readonly child: Command;
  readonly call: Invocation;
}

/** The children that accept the flag and that no call gives it. */
function withoutFlag(
  project: ProjectModel,
  orchestrator: SyncCommand,
  calls: readonly Invocation[],
  flag: string,
): readonly Without[] {
  const children = new Map(calls.flatMap((call) => call.children.map((child) => [child.module, child] as const)));
  return [...children.values()].flatMap((child) => {
    if (child.module === orchestrator.module || child.options.accepts(flag) !== 'yes') return [];
    const own = calls.filter((call) => call.children.includes(child));
    const [call] = own;
    return call === undefined || own.some((one) => mayPass(one, orchestrator, child, flag)) ? [] : [{ child, call }];
  });
}

function mayPass(call: Invocation, orchestrator: Command, child: Command, flag: string): boolean {
  if (!call.complete) return true;
  const accepted = child.options.options.find(({ strings }) => strings.includes(flag));
  const given = orchestrator.options.options.find(({ strings }) => strings.includes(flag));
  const names = new Set([...(accepted === undefined ? [] : namesOf(accepted)), flag]);
  return call.passes.some(({ name, from, constant }) => {
    if (names.has(name) || (from !== undefined && given?.dest.known === true && from === given.dest.value)) return true;
    // `force=True` may be how `--full` is handed on; so may `verbosity=…` be for a flag that prints more or less.
    return (
      !name.startsWith('-') && from === undefined && (constant === true || name === 'verbosity') && isSwitch(given)
    );
  });
}

type Option = Command['options']['options'][number];

function namesOf({ strings, dest }: Option): readonly string[] {
  const keywords = strings.map((flag) => flag.replace(/^-+/, '').replaceAll('-', '_'));
  return [...strings, ...keywords, ...(dest.known ? [dest.value] : [])];
}

function isSwitch(option: Option | undefined): boolean {
  return option?.action.known === true && option.action.value !== 'store';
}
