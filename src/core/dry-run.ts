import type { CommandRun, EffectEvent, RunEvent } from './command-run.ts';
import type { Command, Option } from './commands.ts';
import type { DryRunPolicy } from './policy.ts';

/** The option by which a command offers a dry run; undefined where it offers none. */
export function dryRunOption({ options }: Command, policy: DryRunPolicy): Option | undefined {
  const flags = new Set([...policy.flags, ...policy.invertedFlags]);
  return options.options.find(({ strings }) => strings.some((text) => flags.has(text)));
}

type Effect = Extract<RunEvent, EffectEvent>;

/** Effects that certainly happen when their place is reached, and that nothing undoes. */
export function lastingEffects({ events }: CommandRun): readonly Effect[] {
  return events.filter((event): event is Effect => event.kind === 'effect' && !event.doubtful && !isUndone(event));
}

/** A rolled back transaction takes back what was written to the database, and nothing else. */
function isUndone({ rolledBack, effect }: EffectEvent): boolean {
  return rolledBack && (effect === 'write' || effect === 'sql');
}

/** A dry run that changes no less than a real one, so that the flag does nothing. */
export function isIgnored(dry: CommandRun, real: CommandRun): boolean {
  if (dry.dryRunEscapes || !dry.complete || !real.complete) return false;
  const inDry = new Set(lastingEffects(dry).map(placeOf));
  const inReal = real.events.filter(({ kind }) => kind === 'effect');
  return inReal.length > 0 && inReal.every((effect) => inDry.has(placeOf(effect)));
}

export function placeOf({ at }: RunEvent): string {
  return `${at.file}:${at.region.startLine}:${at.region.startColumn}`;
}
