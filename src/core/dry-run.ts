import type { CommandRun, EffectEvent, RunEvent } from './command-run.ts';
import type { Command, Option, OptionShape } from './commands.ts';
import type { DryRunPolicy } from './policy.ts';

/** The option by which a command offers a dry run; undefined where it offers none. */
export function dryRunOption({ options }: Command, policy: DryRunPolicy): Option | undefined {
  return options.options.find((option) => asksForDryRun(option, policy) || forbidsDryRun(option, policy));
}

export function asksForDryRun({ strings }: OptionShape, { flags }: DryRunPolicy): boolean {
  return strings.some((text) => flags.includes(text));
}

/** `--commit REVISION` takes a value, and has nothing to do with it. */
export function forbidsDryRun({ strings, action }: OptionShape, { invertedFlags }: DryRunPolicy): boolean {
  return !(action.known && action.value === 'store') && strings.some((text) => invertedFlags.includes(text));
}

type Effect = Extract<RunEvent, EffectEvent>;

/** Effects that certainly happen when their place is reached, that nothing undoes, and that are more than book-keeping. */
export function lastingEffects({ events }: CommandRun): readonly Effect[] {
  return events.filter(
    (event): event is Effect => event.kind === 'effect' && !event.doubtful && !isUndone(event) && !isBookKeeping(event),
  );
}

/** The record of a dry run that there was one. */
function isBookKeeping({ model }: EffectEvent): boolean {
  return model !== undefined && /(^|\.|[a-z])(Job|Log|LogEntry)$/.test(model);
}

/** A rolled back transaction takes back what was written to the database, and nothing else. */
function isUndone({ rolledBack, effect }: EffectEvent): boolean {
  return rolledBack && (effect === 'write' || effect === 'sql');
}

/** A dry run that changes no less than a real one, so that the flag does nothing. */
export function isIgnored(dry: CommandRun, real: CommandRun): boolean {
  if (dry.dryRunEscapes || !dry.complete || !real.complete) return false;
  const inDry = new Set(lastingEffects(dry).map(wayTo));
  const inReal = real.events.filter(({ kind }) => kind === 'effect');
  return inReal.length > 0 && inReal.every((effect) => inDry.has(wayTo(effect)));
}

/** A place that a real run reaches by one way more is not all that there is. */
function wayTo(event: RunEvent): string {
  const calls = event.chain.map(({ file, region }) => `${file}:${region.startLine}:${region.startColumn}`);
  return [placeOf(event), ...calls].join(' ');
}

export function placeOf({ at }: RunEvent): string {
  return `${at.file}:${at.region.startLine}:${at.region.startColumn}`;
}
