import { altered } from '../../../core/altered.ts';
import { answerPathOf, givesAnswer, methodOfAnswer, useAnswer } from './answers.ts';
import { callBuiltin } from './builtins.ts';
import { withPositional } from '../language/binding.ts';
import { aside } from '../language/call-sites.ts';
import { callCommand, startProcess } from '../children/child-commands.ts';
import { listOf } from '../values/collections.ts';
import { callFuture, runConcurrently } from './concurrency.ts';
import { effectOf } from './external-effects.ts';
import type { ExternalPath } from './external-paths.ts';
import { handOn } from './handed-on.ts';
import type { CallSite, Machine } from '../machine.ts';
import { emitOptionUses } from './option-uses.ts';
import { asksSomebody, isMild, mildly, outputEvent } from './outputs.ts';
import { offLoop, partialOf } from '../language/wrapped-calls.ts';
import {
  external,
  holdsDry,
  isDry,
  literal,
  none,
  noArguments,
  optionOf,
  textOf,
  unknown,
  unknownValue,
  valuesOf,
  withAnswer,
  type Arguments,
  type ExternalValue,
  type Value,
} from '../values/value.ts';

/** A call of something from outside the project: what it does, and what comes back. */
export function callExternalFunction(machine: Machine, callee: ExternalValue, args: Arguments, site: CallSite): Value {
  const { path } = callee;
  useAnswer(machine, path, args);
  if (path.startsWith('builtins.')) {
    // What a built-in function calls has no name here.
    const inner = { aside: site.aside, frame: site.frame, at: site.at };
    const known = callBuiltin(machine, path.slice('builtins.'.length), args, inner);
    if (known !== undefined)
      return path === 'builtins.str' ? withAnswer(known, answerPathOf(args.positional[0])) : known;
  }
  const known = machine.definitions.paths.of(path);
  if (known.channel !== undefined) {
    machine.emit(outputEvent(args.positional, known.channel, isMild(path)), site);
    return none;
  }
  if (asksSomebody(path)) machine.asks();
  const adapted = adapt(machine, callee, known, args, site);
  if (adapted !== undefined) return adapted;
  takeEffect(machine, callee, known, args, site);
  return conclude(machine, callee, known, args, site) ?? result(machine, callee, known, args, site);
}

/** Functions of libraries that call, or hand back, what they are given. */
function adapt(
  machine: Machine,
  callee: ExternalValue,
  { role }: ExternalPath,
  args: Arguments,
  site: CallSite,
): Value | undefined {
  if (role === undefined) return undefined;
  const { path } = callee;
  const [first, ...others] = args.positional;
  if (role === 'styles') return isMild(path) ? mildly(first ?? unknownValue) : (first ?? unknownValue);
  if (role === 'future') return callFuture(machine, callee, site);
  if (role === 'runs elsewhere') return runConcurrently(machine, path, args, site);
  if (first === undefined) return undefined;
  const rest: Arguments = withPositional(args, others);
  const [called, ...given] = others;
  switch (role) {
    case 'hands back':
    case 'decorates':
      return first;
    case 'imports':
      return imported(machine, first, site);
    case 'leaves the loop':
      return offLoop(first);
    case 'runs in an executor':
      return called && machine.call(called, withPositional(args, given), aside(site));
    case 'gathers':
      return listOf(args.positional);
    case 'runs in a thread':
      return machine.call(first, rest, aside(site));
    case 'runs in a context':
      return machine.call(first, rest, site);
    case 'makes a partial':
      return partialOf(first, rest, site);
    case 'runs on commit':
      return machine.call(first, noArguments, site);
    case 'makes atomic':
      return first.kind === 'function' ? first : undefined;
    default:
      return undefined;
  }
}

/** What remains when the call is over. */
function takeEffect(
  machine: Machine,
  callee: ExternalValue,
  { effects, isRequest, state }: ExternalPath,
  args: Arguments,
  site: CallSite,
): void {
  const what = shortened(callee.path);
  const effect = effectOf(effects, callee, args);
  // Who is told that it is a dry run, or given something else in one, need not do it.
  if (effect !== undefined && !valuesOf(args).some(holdsDry))
    machine.emit({ kind: 'effect', effect, what, rolledBack: false }, site);
  if (isRequest) machine.records.fetches(what, site);
  if (effect === 'queue') machine.records.escape(valuesOf(args), true);
  machine.records.writes(callee.path, site);
  for (const event of state?.(callee, args) ?? []) machine.emit(event, site);
}

/** Functions after which the run is another one. */
function conclude(
  machine: Machine,
  callee: ExternalValue,
  { role }: ExternalPath,
  args: Arguments,
  site: CallSite,
): Value | undefined {
  const values = valuesOf(args);
  switch (role) {
    case 'calls a command':
      return callCommand(machine, args, site);
    case 'starts a process':
      startProcess(machine, args, site);
      return undefined;
    case 'exits':
      machine.exit(args.positional[0] ?? none);
      return unknownValue;
    case 'rolls back':
      machine.rollBack(callee.path.endsWith('set_rollback') ? args.positional[0] : literal(true));
      return none;
    case 'calls a partial':
      // Made of something that is not known.
      return machine.unresolved(site, [callee, ...valuesOf(callee.args ?? args), ...values]);
    case 'enters a context': {
      const [entered = unknownValue] = values;
      if (entered.kind === 'external' && /transaction\.atomic\(\)$/.test(entered.path)) machine.transactions.enter();
      return entered;
    }
    case 'imports':
      return unknown(values.some(isDry));
    default:
      return undefined;
  }
}

/** What comes back, and who has got to know of the options. */
function result(machine: Machine, callee: ExternalValue, known: ExternalPath, args: Arguments, site: CallSite): Value {
  const values = valuesOf(args);
  const options = values.map(optionOf).filter((option) => option !== undefined);
  if (known.optionUse !== undefined) emitOptionUses(machine, known.optionUse, args, site);
  if (known.role === 'parses a date') {
    const guarded = options.length > 0 && machine.handlers.expectsBadValue();
    for (const option of options) machine.emit({ kind: 'option-use', option, use: 'date-parse', guarded }, site);
  }
  if (args.options === true || values.some((value) => value.kind === 'dict' && value.options === true))
    machine.options.escape();
  if (!known.isHarmless) {
    machine.leak(values);
    handOn(machine, values, site);
  }
  const made = `${callee.path}()`;
  const [option] = options;
  if (option !== undefined && known.isPure) return altered(unknown(values.some(isDry), option), { made });
  const answer = givesAnswer(callee.path, args)
    ? []
    : methodOfAnswer(machine, callee, callee.path.slice(callee.path.lastIndexOf('.') + 1), args);
  return withAnswer(external(made, callee.dry || values.some(isDry), args), answer);
}

/** A name that is computed may be that of anything. */
function imported(machine: Machine, name: Value, { at, frame }: CallSite): Value {
  const dotted = textOf(name);
  if (dotted === undefined) return machine.unresolved({ at, frame }, [name]);
  return machine.entity(machine.analysis.resolver.dotted(dotted, frame.module));
}

/** `requests.Session().post` as it is written: `requests.Session.post`. */
function shortened(path: string): string {
  return path.replace(/^builtins\./, '').replace(/\(\)|\[\]/g, '');
}
