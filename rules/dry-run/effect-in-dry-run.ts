import {
  brokenPromises,
  dryRunFlag,
  dryRunOption,
  dryRunPromise,
  dryRunSwitches,
  isIgnored,
  isOfOneMode,
  otherCommands,
  placeOf,
  type EffectKind,
  type ProjectModel,
} from '#rule-kit';
import { defineRule } from '#rule-kit';

/**
 * A dry run that writes, sends or starts something all the same.
 *
 * @remarks
 * People try a dry run on production because it is safe. A mail that it sends, a record that it saves or a task that it
 * queues cannot be taken back, and nobody looks for it.
 *
 * The command is followed from `handle` over methods, classes, callbacks and context managers, with the options of a dry run:
 * `flags.dry-run` names these flags. What stands behind a guard, however it is written, is not reached, and what a rolled back
 * transaction has written is forgiven; but not mail, files, processes, queues and requests.
 *
 * A dry run is held to what it promises. A flag whose help speaks of one kind of thing alone (`do not send mail`, `show what would be
 * deleted`, `update Canvas`) promises no more than that, and a run without `--commit` promises something only where a help text or
 * its output says so. Of a flag that says nothing (`Dry run`), the code has to show what it is about: a kind of effect that a
 * real run has and a dry run leaves out. A help about something else (`do not save the results`, `no external calls`) promises nothing of the
 * database. What a dry run does on purpose is no finding: what only a dry run does, records about
 * the run or that tell of the dry run, look-ups that keep what they find (`get_or_create`), records that the run deletes again.
 * Nor is what somebody at the terminal was asked for before. A flag that the configuration names promises everything. A dry run is one without `--fix`, `--apply` and other switches that ask for
 * the writing: what stands behind them alone is not reached.
 *
 * Put the effect behind the guard, or hand the flag on to the code that has it. Functions that are safe in a dry run for reasons
 * that the code does not show can be listed in `dry-run.guards`, further effects in `dry-run.effects`.
 */
export const rule = defineRule({
  id: 'effect-in-dry-run',
  title: 'Effect in a dry run',
  scope: 'project',
  severity: 'error',
  confidence: 'likely',
  default: 'always',
  since: '0.1.0',
  messages: {
    effect: '`{command} {flag}` {does} here: `{what}`',
    shared: '`{command} {flag}` {does} here, and so in {others}: `{what}`',
  },

  *check(project) {
    for (const [first, ...others] of reachedPlaces(project).values()) {
      if (first === undefined) continue;
      const { command, flag, effect } = first;
      const data = { command: command.name, flag, does: does[effect.effect], what: effect.what };
      const place = {
        at: effect.at,
        subject: command.module,
        flow: [...effect.chain, { ...effect.at, message: `${does[effect.effect]} in a dry run` }],
        related: others
          .slice(0, 10)
          .map((other) => ({ ...other.command.at, message: `\`${other.command.name}\` does, too` })),
      };
      if (others.length === 0) yield { messageId: 'effect', data, ...place };
      else yield { messageId: 'shared', data: { ...data, others: otherCommands(others.length) }, ...place };
    }
  },
});

interface Reached {
  readonly command: ReturnType<ProjectModel['commands']>[number];
  readonly flag: string;
  readonly effect: ReturnType<typeof brokenPromises>[number];
}

const does: Readonly<Record<EffectKind, string>> = {
  write: 'writes to the database',
  sql: 'changes the database',
  mail: 'sends mail',
  file: 'changes a file',
  process: 'starts a process',
  queue: 'queues a task',
  http: 'sends a request that changes something',
  configured: 'has an effect',
};

/** Each place once, with the commands that come to it; commands that ignore the flag altogether are another rule's. */
function reachedPlaces(project: ProjectModel): ReadonlyMap<string, readonly Reached[]> {
  const places = new Map<string, Reached[]>();
  const commands = project.commands().toSorted((a, b) => (a.file < b.file ? -1 : 1));
  for (const command of commands) {
    const option = dryRunOption(command, project.policy.dryRun);
    if (option === undefined || isOfOneMode(option, command)) continue;
    const flag = dryRunFlag(option, project.policy.dryRun);
    const dry = flag === undefined ? undefined : project.run(command, 'dry');
    const real = flag === undefined ? undefined : project.run(command, 'real');
    if (flag === undefined || dry === undefined || real === undefined) continue;
    if (isIgnored(dryRunSwitches(command, project.policy.dryRun), dry, real)) continue;
    const promise = dryRunPromise(option, command, dry, project.policy.dryRun);
    if (promise === undefined) continue;
    for (const effect of distinct(brokenPromises(promise, dry, real))) {
      const reached = places.get(placeOf(effect)) ?? [];
      reached.push({
        command,
        flag: project.policy.dryRun.invertedFlags.includes(flag) ? `(without ${flag})` : flag,
        effect,
      });
      places.set(placeOf(effect), reached);
    }
  }
  return places;
}

function distinct(effects: readonly Reached['effect'][]): readonly Reached['effect'][] {
  const seen = new Set<string>();
  return effects.filter((effect) => !seen.has(placeOf(effect)) && seen.add(placeOf(effect)));
}
