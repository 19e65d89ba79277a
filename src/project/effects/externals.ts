import { callBuiltin } from './builtins.ts';
import { aside } from './call-sites.ts';
import { withGiven } from './binding.ts';
import { callCommand, startProcess } from './child-commands.ts';
import { listOf } from './collections.ts';
import { callFuture, runConcurrently } from './concurrency.ts';
import { effectOf, isRequest } from './external-effects.ts';
import { handOn } from './handed-on.ts';
import { emitOptionUses } from './option-uses.ts';
import { outputOf } from './outputs.ts';
import { stateOf } from './state.ts';
import type { CallSite, Machine } from './machine.ts';
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
  type Arguments,
  type ExternalValue,
  type Value,
} from './value.ts';

/** A call of something from outside the project: what it does, and what comes back. */
export function callExternalFunction(machine: Machine, callee: ExternalValue, args: Arguments, site: CallSite): Value {
  const { path } = callee;
  if (path.startsWith('builtins.')) {
    // What a built-in function calls has no name here.
    const inner = { ...(site.aside && { aside: site.aside }), frame: site.frame, at: site.at };
    const known = callBuiltin(machine, path.slice('builtins.'.length), args, inner);
    if (known !== undefined) return known;
  }
  const output = outputOf(callee, args);
  if (output !== undefined) {
    machine.emit(output, site);
    return none;
  }
  if (/^command\.style\.\w+$/.test(path)) return args.positional[0] ?? unknownValue;
  const adapted =
    callFuture(machine, callee, site) ?? runConcurrently(machine, path, args, site) ?? adapt(machine, path, args, site);
  if (adapted !== undefined) return adapted;
  // Who is told that it is a dry run, or given something else in one, need not do it.
  const effect = valuesOf(args).some(holdsDry) ? undefined : effectOf(callee, args);
  if (effect !== undefined) machine.emit({ kind: 'effect', effect, what: shortened(path), rolledBack: false }, site);
  if (isRequest(path)) machine.records.fetches(shortened(path), site);
  if (effectOf(callee, args) === 'queue') machine.records.escape(valuesOf(args), true);
  machine.records.writes(path, site);
  for (const event of stateOf(callee, args)) machine.emit(event, site);
  if (isCallCommand(path)) return callCommand(machine, args, site);
  if (
    /^(subprocess\.(run|call|check_call|check_output|Popen)|django\.core\.management\.execute_from_command_line)$/.test(
      path,
    )
  )
    startProcess(machine, args, site);
  if (/^(sys\.exit|os\._exit|builtins\.(exit|quit))$/.test(path)) {
    machine.exit(args.positional[0] ?? none);
    return unknownValue;
  }
  if (/^django\.db\.transaction\.(set_rollback|rollback|savepoint_rollback)$/.test(path)) {
    machine.rollBack(path.endsWith('set_rollback') ? args.positional[0] : literal(true));
    return none;
  }
  const values = valuesOf(args);
  // Made of something that is not known.
  if (path === 'functools.partial()')
    return machine.unresolved(site, [callee, ...valuesOf(callee.args ?? args), ...values]);
  if (/ExitStack\(\)\.enter_(async_)?context$/.test(path)) {
    const [entered = unknownValue] = values;
    if (entered.kind === 'external' && /transaction\.atomic\(\)$/.test(entered.path)) machine.transactions.enter();
    return entered;
  }
  if (/^(importlib\.import_module|django\.utils\.module_loading\.import_string)$/.test(path)) {
    return unknown(values.some(isDry));
  }
  emitOptionUses(machine, path, args, site);
  if (isDateParser(path)) {
    for (const option of values.map(optionOf)) {
      if (option === undefined) continue;
      machine.emit(
        { kind: 'option-use', option, use: 'date-parse', guarded: machine.handlers.expectsBadValue() },
        site,
      );
    }
  }
  if (args.options === true || values.some((value) => value.kind === 'dict' && value.options === true))
    machine.options.escape();
  if (!harmless.test(path)) {
    machine.leak(values);
    handOn(machine, values, site);
  }
  const option = values.map(optionOf).find((one) => one !== undefined);
  if (option !== undefined && pure.test(path)) return { ...unknown(values.some(isDry), option), made: `${path}()` };
  return external(`${path}()`, callee.dry || values.some(isDry), args);
}

/** Functions of libraries that call, or hand back, what they are given. */
function adapt(machine: Machine, path: string, args: Arguments, site: CallSite): Value | undefined {
  const [first, ...others] = args.positional;
  const rest: Arguments = { ...args, positional: others };
  if (first === undefined) return undefined;
  if (
    /^(asyncio\.(run|wait_for|shield|create_task|ensure_future|(get_event_loop|new_event_loop|get_running_loop)\(\)\.(run_until_complete|create_task))|asgiref\.sync\.async_to_sync(\(\))?|copy\.(deep)?copy)$/.test(
      path,
    )
  ) {
    return first;
  }
  if (/^(importlib\.import_module|django\.utils\.module_loading\.import_string)$/.test(path))
    return imported(machine, first, site);
  if (/^(asgiref\.sync\.sync_to_async|channels\.db\.database_sync_to_async)(\(\))?$/.test(path)) return offLoop(first);
  const [called, ...given] = others;
  if (/^asyncio\.\w+\(\)\.run_in_executor$/.test(path) && called !== undefined)
    return machine.call(called, { ...args, positional: given }, aside(site));
  if (/^asyncio\.(gather|wait)$/.test(path)) return listOf(args.positional);
  if (path === 'asyncio.to_thread') return machine.call(first, rest, aside(site));
  if (/^contextvars\.copy_context\(\)\.run$/.test(path)) return machine.call(first, rest, site);
  if (/^functools\.partial(method)?$/.test(path)) return partialOf(first, rest, site);
  if (/^functools\.(wraps|lru_cache|cache|update_wrapper)(\(\))?$/.test(path)) return first;
  // The manager class that it makes has the methods of the query set.
  if (/Manager\.from_queryset$/.test(path)) return first;
  if (/^django\.db\.transaction\.on_commit$/.test(path)) return machine.call(first, noArguments, site);
  if (/^django\.db\.transaction\.atomic$/.test(path) && first.kind === 'function') return first;
  return undefined;
}

/** `partial(f, *given)`; undefined where nothing is known of what is called. */
function partialOf(callee: Value, given: Arguments, site: CallSite): Value | undefined {
  if (callee.kind === 'function') return { ...callee, given: withGiven(callee.given, given) };
  if (callee.kind === 'method') return { ...callee, given: withGiven(callee.given, given) };
  if (callee.kind === 'entity' || callee.kind === 'external') {
    const named = callee.kind === 'external' && isCallCommand(callee.path);
    return { kind: 'method', receiver: callee, name: '__call__', given, ...(named && { named: site }) };
  }
  if (callee.kind !== 'choice') return undefined;
  const parts = callee.of.map((one) => partialOf(one, given, site));
  return parts.every((part) => part !== undefined) ? { kind: 'choice', of: parts } : undefined;
}

/** A name that is computed may be that of anything. */
function imported(machine: Machine, name: Value, { at, frame }: CallSite): Value {
  const dotted = textOf(name);
  if (dotted === undefined) return machine.unresolved({ at, frame }, [name]);
  return machine.entity(machine.analysis.resolver.dotted(dotted, frame.module));
}

/** What `sync_to_async` makes of it: calls run in a thread. */
function offLoop(callee: Value): Value {
  if (callee.kind === 'choice') return { kind: 'choice', of: callee.of.map(offLoop) };
  if (callee.kind === 'method') return { ...callee, aside: true };
  return callee.kind === 'external' ? { kind: 'method', receiver: callee, name: '__call__', aside: true } : callee;
}

/** `requests.Session().post` as it is written: `requests.Session.post`. */
function shortened(path: string): string {
  return path.replace(/^builtins\./, '').replace(/\(\)|\[\]/g, '');
}

function isCallCommand(path: string): boolean {
  return path === 'django.core.management.call_command';
}

function isDateParser(path: string): boolean {
  return /^(datetime\.(datetime|date)\.(strptime|fromisoformat)|dateutil\.parser(\.parser)?\.(parse|isoparse)|django\.utils\.dateparse\.parse_date(time)?)$/.test(
    path,
  );
}

/** They look at their arguments and keep nothing. */
const harmless =
  /^(builtins|json|math|datetime|time|re|os\.path|logging|itertools|functools|collections|operator|copy|random|decimal|uuid|typing|textwrap|pprint|traceback|sys|django\.utils|dateutil|pytz|zoneinfo|pathlib|command\.style|csv|string|hashlib|tqdm|contextlib|django\.db\.models)\b/;

/** What comes back is computed from the arguments. */
const pure = /^(builtins|math|datetime|django\.utils|dateutil|pytz|zoneinfo|decimal)\b/;
