import type { CommandRun } from './command-run.ts';
import type { Command, Option, OptionShape } from './commands.ts';
import { changesHistory, isCertainEffect, isLastingRecord, placeOfCall, wayTo } from './lasting-effects.ts';
import { optionsRead } from './option-reads.ts';
import type { DryRunPolicy } from './policy.ts';

/** The option by which a command offers a dry run; undefined where it offers none. */
export function dryRunOption(command: Command, policy: DryRunPolicy): Option | undefined {
  return dryRunSwitches(command, policy)[0];
}

/** Of a command that is a dry run anyway, `--dry-run` may be there for the sake of form, beside the option that counts. */
export function dryRunSwitches({ options }: Command, policy: DryRunPolicy): readonly Option[] {
  return options.options.filter((option) => asksForDryRun(option, policy) || forbidsDryRun(option, policy));
}

/** `--dry-run true` takes a text, and which of its texts asks for a dry run only the code can say. */
export function asksForDryRun({ strings, action, type, nargs }: OptionShape, { flags }: DryRunPolicy): boolean {
  const takesText = action.known && action.value === 'store' && type.known && type.value === null && nargs.known;
  return !takesText && strings.some((text) => flags.includes(text));
}

/** `--commit REVISION` takes a value, and has nothing to do with it; a `--no-dry-run` may be an option of its own. */
export function forbidsDryRun({ strings, action }: OptionShape, { flags, invertedFlags }: DryRunPolicy): boolean {
  if ((action.known && action.value === 'store') || strings.some((text) => flags.includes(text))) return false;
  return strings.some((text) => invertedFlags.includes(text) || flags.includes(text.replace(/^--no-/, '--')));
}

/** How somebody would type it: of `--dry-run` and the `--no-dry-run` that argparse adds to it, the former. */
export function dryRunFlag({ strings }: Option, { flags, invertedFlags }: DryRunPolicy): string | undefined {
  const own = strings.filter((text) => flags.includes(text) || invertedFlags.includes(text));
  return own.find((text) => text.startsWith('--')) ?? own[0];
}

/** A flag whose help names another option, `--import: report only` or `with --send`, promises nothing of runs without that one. */
export function isOfOneMode(option: Option, { options }: Command): boolean {
  const help = (option.help.known && option.help.value) || '';
  const [, first, later] = ofOneMode.exec(help) ?? [];
  const other = first ?? later;
  return options.options.some(
    ({ strings }) => strings !== option.strings && other !== undefined && strings.includes(other),
  );
}

const ofOneMode =
  /^\W*(?:\w+ ){0,2}(--[\w-]+)|\b(?:(?:used?|only|combined?|together|valid) (?:\w+ )?(?:with|for|in)|requires|only|for|with|implies) [`'"(]*(--[\w-]+)/i;

/** A dry run that changes no less than a real one, so that the flag does nothing. */
export function isIgnored(switches: readonly Option[], dry: CommandRun, real: CommandRun): boolean {
  if (dry.dryRunEscapes || !dry.complete || !real.complete) return false;
  if (areNowhereRead(switches, [dry, real])) return true;
  // What is called for real runs alone may have an effect that nobody knows of.
  if (dry.dryRunSpares) return false;
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

/** No code that could be followed asks for their values, and none that could not be followed is given the options. */
export function areNowhereRead(switches: readonly Option[], runs: readonly CommandRun[]): boolean {
  return switches.every((option) => isNowhereRead(option, runs));
}

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
