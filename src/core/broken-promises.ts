import type { CommandRun, EffectEvent, EffectKind } from './command-run.ts';
import { isPromised, type DryRunPromise } from './dry-run-promise.ts';
import {
  changesHistory,
  creates,
  isCertainEffect,
  isLastingRecord,
  isOfDatabase,
  isUndone,
  lastingEffects,
  placeOf,
  placeOfCall,
  removes,
  wayTo,
  type Effect,
} from './lasting-effects.ts';

/**
 * Effects of a dry run that it has promised not to have: not those that it has on purpose, and only of a kind which the
 * command leaves out elsewhere, or which its help names.
 */
export function brokenPromises(promise: DryRunPromise, dry: CommandRun, real: CommandRun): readonly Effect[] {
  const spared = sparedBy(dry, real);
  const inReal = new Set(real.events.filter(({ kind }) => kind === 'effect').map(placeOf));
  const effects = dry.events.filter(isCertainEffect);
  const scratch = new Set(effects.flatMap(({ own, model }) => (own === true && model !== undefined ? [model] : [])));
  // Who is told that it is a dry run keeps it on purpose, with what belongs to it; so is what remains of a failure.
  const isIntended = (effect: Effect): boolean =>
    effect.told === true ||
    effect.asked === true ||
    (effect.inHandler && (/\.a?(save|update)$/.test(effect.what) || aboutFailures.test(effect.model ?? ''))) ||
    (!inReal.has(placeOf(effect)) && !isWrongSide(effect, real)) ||
    (effect.model !== undefined && scratch.has(effect.model) && (effect.own === true || creates(effect.what))) ||
    (looksUp(effect) && !spared.models.has(effect.model ?? ''));
  return lastingEffects(dry).filter(
    (effect) => isPromised(promise, effect) && !isIntended(effect) && isMeant(effect, promise, spared, effects),
  );
}

const aboutFailures = /(Alert|Error|Failure|Incident|Exception|DeadLetter)(Model|Record|Entry|Report)?$/;

/** What a real run does and a dry run leaves out. */
interface Spared {
  readonly kinds: ReadonlySet<EffectKind>;
  readonly models: ReadonlySet<string>;
}

function sparedBy(dry: CommandRun, real: CommandRun): Spared {
  const inDry = new Set(dry.events.filter((event) => isCertainEffect(event) || isLastingRecord(event)).map(wayTo));
  const left = real.events.filter((event) => !inDry.has(wayTo(event)));
  const effects = left.filter((event): event is Effect => event.kind === 'effect');
  const calls = new Set(dry.unresolved.map(placeOfCall));
  const unknown = real.unresolved.filter((call) => !calls.has(placeOfCall(call))).map(({ name = '' }) => name);
  const kinds = new Set(effects.map(({ effect }) => (isOfDatabase(effect) ? 'write' : effect)));
  const isLeftOut = (names: RegExp): boolean => unknown.some((name) => names.test(name));
  const undone = dry.events.some((event) => event.kind === 'effect' && isUndone(event));
  if (
    undone ||
    left.some(changesHistory) ||
    isLeftOut(/^a?(save|create|update|delete|add|set|bulk_\w+|\w+_or_create)$/)
  )
    kinds.add('write');
  if (isLeftOut(/^(post|put|patch|upload|push|publish|submit)/)) kinds.add('http');
  return { kinds, models: new Set(effects.flatMap(({ model }) => model ?? [])) };
}

/** What only a dry run does it does on purpose, unless a real run does nothing of the kind, or it deletes many records. */
function isWrongSide(effect: Effect, real: CommandRun): boolean {
  if (effect.effect === 'write' && removes(effect) && effect.what.includes('.objects.')) return true;
  if (effect.effect !== 'mail' && effect.effect !== 'write') return false;
  return !real.events.some(
    (event) =>
      event.kind === 'effect' && event.effect === effect.effect && (event.effect !== 'mail' || isLetter(event)),
  );
}

/** Those who run the program are told of its runs: that is none. */
function isLetter({ effect, what }: EffectEvent): boolean {
  return effect === 'mail' && !/\.mail_(admins|managers)$/.test(what);
}

/** Whoever asks for something gets it, from where it is kept or made anew: a dry run asks as well. */
function looksUp({ what, chain, function: within }: Effect): boolean {
  if (/\.a?get_or_create$/.test(what)) return true;
  const names = chain.map(({ message }) => /(\w+)`$/.exec(message)?.[1] ?? '');
  return creates(what) && (names.some((name) => giving.test(name)) || keeping.test(within));
}

const giving = /^_*a?(get|find|look_?up|resolve|ensure|retrieve|cached?)_/;
const keeping = /^_*(fetch|load|read|download|geocode)_/;

/** The words or the code show that this kind of thing is what the flag is about. */
function isMeant(effect: Effect, { of, by }: DryRunPromise, { kinds }: Spared, all: readonly Effect[]): boolean {
  if (by === 'configuration') return true;
  const isNamed = by === 'words' && of !== 'everything';
  const isSaid = by === 'words';
  switch (effect.effect) {
    case 'write':
    case 'sql':
      return isSaid || kinds.has('write');
    case 'mail':
      return isLetter(effect) || isNamed || kinds.has('mail');
    case 'http':
      // A POST may be a question.
      return kinds.has('http') || isNamed || (isSaid && /\.(put|patch|delete|request|urlopen)$/.test(effect.what));
    case 'file':
      // Most files are what a command is asked for, or its own business.
      return (
        kinds.has('file') ||
        (isNamed && of.has('files')) ||
        (isSaid && removes(effect) && all.every((other) => other.effect !== 'file' || removes(other)))
      );
    case 'process':
      // Most programs convert, copy or show something.
      return kinds.has('process');
    default:
      return true;
  }
}
