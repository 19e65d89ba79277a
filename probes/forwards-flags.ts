import {
  defineProbe,
  destOf,
  endingOf,
  evidence,
  has,
  inconclusive,
  inSequence,
  isSwitch,
  laterDay,
  optionOf,
  ownChildren,
  periodFlags,
  plainRun,
  seen,
  someDay,
  stackOf,
  trialsOf,
  verdictOf,
  withoutChildren,
  type Command,
  type Evidence,
  type Json,
  type ProjectModel,
  type RunRecord,
} from '#probe-kit';

/**
 * Gives an orchestrator each standard flag with a value of its own and looks what its children get.
 *
 * @remarks
 * `sync_x_all --dry-run` that runs its children without `--dry-run` writes to production. Every child that has the flag has to get the value; which flags are standard is
 * configuration (`flags.required`, `flags.required-with`). A child that refuses an option it is called with never starts.
 */
export const probe = defineProbe({
  id: 'forwards-flags',
  title: 'Children get the flags of their orchestrator',
  property: 'every child gets the standard flags that it has, with their values',
  group: 'Orchestrators',
  corroborates: ['unforwarded-flag', 'child-rejects-option'],
  severity: 'error',
  since: '0.1.0',
  observation: seen.children,

  plan(command, project) {
    const without = withoutChildren(command, project);
    if (without !== undefined) return without;
    const flags = flagsOf(command, project);
    if (flags.length === 0) return { notApplicable: 'it has no standard flag to hand on' };
    return trialsOf({
      given: inSequence(...flags.map((flag) => plainRun(command, project, typed(flag, command, project)))),
    });
  },

  judge({ given }, command, project) {
    const flags = flagsOf(command, project);
    const found: Evidence[] = [];
    let compared = 0;
    for (const [index, run] of given.entries()) {
      const flag = flags[index];
      if (flag === undefined) continue;
      found.push(...rejection(run, flag));
      for (const child of ownChildren(run.observation.children)) {
        const own = project.commands().find(({ name }) => name === child.name);
        const dest = own === undefined || !has(own, flag) ? undefined : destOf(own, flag);
        if (dest === undefined || !Object.hasOwn(child.options, dest)) continue;
        compared += 1;
        const got = child.options[dest] ?? null;
        if (isValue(got, flag, command) || isByVerbosity(flag, child.options)) continue;
        const details = { flag, child: child.name, got };
        const summary = `\`${child.name}\` does not get the \`${flag}\` that \`${command.name}\` was given`;
        found.push(evidence(summary, { stack: child.stack, details, flaw: 'unforwarded-flag' }));
      }
    }
    if (found.length > 0) return verdictOf(found, given.length);
    const failed = given.find(({ observation }) => observation.children.length === 0);
    if (failed !== undefined) return inconclusive(`it starts no command: ${endingOf(failed.exit)}`);
    return compared === 0 ? inconclusive('no child has one of its flags') : verdictOf([], given.length);
  },
});

const batchSize = '7';

function flagsOf(command: Command, { policy: { flags, dryRun } }: ProjectModel): readonly string[] {
  const all = [...flags.required, ...Object.keys(flags.requiredWith)];
  return [...new Set(all)].filter((flag) => has(command, flag) && !dryRun.invertedFlags.includes(flag));
}

function typed(flag: string, command: Command, project: ProjectModel): readonly string[] {
  const period = periodFlags(command, project.policy.flags);
  if (flag === period?.end) return [period.start, someDay, flag, laterDay];
  return isSwitch(optionOf(command, flag)) ? [flag] : [flag, valueOf(flag)];
}

function valueOf(flag: string): string {
  if (/size|limit|count/.test(flag)) return batchSize;
  return /end|until|to\b/.test(flag) ? laterDay : someDay;
}

/** The value, as text, number or date. */
function isValue(got: Json, flag: string, command: Command): boolean {
  if (isSwitch(optionOf(command, flag))) return got !== false && got !== null && got !== 0 && got !== '';
  return JSON.stringify(got).includes(valueOf(flag));
}

/** `verbosity` may be how it is handed on that more, or less, is to be printed. */
function isByVerbosity(flag: string, { verbosity }: seen.Child['options']): boolean {
  return /^--(debug|quiet|verbose|silent)$/.test(flag) && typeof verbosity === 'number' && verbosity !== 1;
}

function* rejection({ exit, stderr }: RunRecord, flag: string): Generator<Evidence> {
  const text = `${exit.kind === 'exception' || exit.kind === 'exit' ? exit.message : ''}\n${stderr.text}`;
  const [, child, option] = /Unknown option\(s\) for (\S+) command: ([^.\n]+)/.exec(text) ?? [];
  if (child === undefined || option === undefined) return;
  const parts = { stack: stackOf(exit), details: { child, option, typed: flag }, flaw: 'child-rejects-option' };
  yield evidence(`\`${child}\` is called with \`${option}\`, which it does not accept`, parts);
}
