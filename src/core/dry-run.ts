import type { CommandRun, EffectEvent, HistoryEvent, RunEvent } from './command-run.ts';
import type { Command, Option, OptionShape } from './commands.ts';
import type { Location } from './location.ts';
import { optionsRead } from './option-reads.ts';
import type { DryRunPolicy } from './policy.ts';

/** The option by which a command offers a dry run; undefined where it offers none. */
export function dryRunOption({ options }: Command, policy: DryRunPolicy): Option | undefined {
  return options.options.find((option) => asksForDryRun(option, policy) || forbidsDryRun(option, policy));
}

/** `--dry-run true` takes a text, and which of its texts asks for a dry run only the code can say. */
export function asksForDryRun({ strings, action, type, nargs }: OptionShape, { flags }: DryRunPolicy): boolean {
  const takesText = action.known && action.value === 'store' && type.known && type.value === null && nargs.known;
  return !takesText && strings.some((text) => flags.includes(text));
}

/** `--commit REVISION` takes a value, and has nothing to do with it. */
export function forbidsDryRun({ strings, action }: OptionShape, { invertedFlags }: DryRunPolicy): boolean {
  return !(action.known && action.value === 'store') && strings.some((text) => invertedFlags.includes(text));
}

/** How somebody would type it: of `--dry-run` and the `--no-dry-run` that argparse adds to it, the former. */
export function dryRunFlag({ strings }: Option, { flags, invertedFlags }: DryRunPolicy): string | undefined {
  const own = strings.filter((text) => flags.includes(text) || invertedFlags.includes(text));
  return own.find((text) => text.startsWith('--')) ?? own[0];
}

/** A flag whose help begins with another option, `--import: report only`, promises nothing of runs without that one. */
export function isOfOneMode(option: Option, { options }: Command): boolean {
  const [, other] = /^\W*(?:\w+ ){0,2}(--[\w-]+)/.exec((option.help.known && option.help.value) || '') ?? [];
  return options.options.some(
    ({ strings }) => strings !== option.strings && other !== undefined && strings.includes(other),
  );
}

type Effect = Extract<RunEvent, EffectEvent>;

/** Effects that certainly happen when their place is reached, that nothing undoes, and that are more than book-keeping. */
export function lastingEffects({ events }: CommandRun): readonly Effect[] {
  return events.filter(
    (event): event is Effect =>
      event.kind === 'effect' && !event.doubtful && !isUndone(event) && !isBookKeeping(event) && !isKept(event),
  );
}

/** The record of a dry run that there was one: nobody writes many of them at once. */
function isBookKeeping({ model, what }: EffectEvent): boolean {
  return (
    model !== undefined &&
    /(^|\.|[a-z])(Job|Log|LogEntry|Stats|Statistics)$/.test(model) &&
    !/\.a?bulk_(create|update)$/.test(what)
  );
}

/** What a property of a record found, for the next one who reads it: whoever only looks at the record comes to it, too. */
function isKept({ effect, read, what }: EffectEvent): boolean {
  return (
    effect === 'write' && read === true && /\.a?(save|create|bulk_create|get_or_create|update_or_create)$/.test(what)
  );
}

/** A rolled back transaction takes back what was written to the database, and nothing else. */
function isUndone({ rolledBack, effect }: EffectEvent): boolean {
  return rolledBack && (effect === 'write' || effect === 'sql');
}

/** A dry run that changes no less than a real one, so that the flag does nothing. */
export function isIgnored(option: Option, dry: CommandRun, real: CommandRun): boolean {
  if (dry.dryRunEscapes || !dry.complete || !real.complete) return false;
  if (isNowhereRead(option, [dry, real])) return true;
  // What children do is decided by what they are called with.
  if (real.events.some(({ kind }) => kind === 'child')) return false;
  // What a real run calls beside may be what it changes.
  const calls = new Set(dry.unresolved.map(placeOfCall));
  if (real.unresolved.some((call) => !calls.has(placeOfCall(call)))) return false;
  // Of what does not count in a dry run, nothing may be missing either.
  const inDry = new Set(dry.events.filter((event) => isCertainEffect(event) || isLastingRecord(event)).map(wayTo));
  const inReal = real.events.filter((event) => event.kind === 'effect' || changesHistory(event));
  return inReal.some(({ kind }) => kind === 'effect') && inReal.every((event) => inDry.has(wayTo(event)));
}

/** No code that could be followed asks for its value, and none that could not be followed is given the options. */
function isNowhereRead({ dest, strings }: Option, runs: readonly CommandRun[]): boolean {
  const read = optionsRead(runs);
  if (!dest.known || read === undefined || read.has(dest.value)) return false;
  const names = [dest.value, ...strings];
  return !runs.some(({ events }) =>
    events.some(
      (event) =>
        event.kind === 'child' &&
        (!event.complete || event.passes.some(({ name, from }) => names.includes(name) || from === dest.value)),
    ),
  );
}

function isCertainEffect(event: RunEvent): boolean {
  return event.kind === 'effect' && !event.doubtful && !isUndone(event);
}

/** A place that a real run reaches by one way more is not all that there is. */
function wayTo(event: RunEvent): string {
  const calls = event.chain.map(({ file, region }) => `${file}:${region.startLine}:${region.startColumn}`);
  return [placeOf(event), ...calls].join(' ');
}

function isLastingRecord(event: RunEvent): boolean {
  return changesHistory(event) && !event.doubtful && !event.rolledBack;
}

/** A record of the history that is left out in a dry run is a change, too. */
function changesHistory(event: RunEvent): event is Extract<RunEvent, HistoryEvent> {
  return event.kind === 'history' && event.action !== 'look-up';
}

export function placeOf({ at }: Pick<RunEvent, 'at'>): string {
  return placeOfCall(at);
}

function placeOfCall({ file, region }: Location): string {
  return `${file}:${region.startLine}:${region.startColumn}`;
}
