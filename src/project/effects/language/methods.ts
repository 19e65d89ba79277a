import { altered } from '../../../core/altered.ts';
import { callContainerMethod } from './containers.ts';
import { callDataMethod } from '../values/data-methods.ts';
import { classOf } from './instances.ts';
import type { CallSite, Machine } from '../machine.ts';
import { methodOfAnswer } from '../outside/answers.ts';
import { callQueryMethod, callRecordMethod } from '../outside/orm.ts';
import {
  Cell,
  external,
  holdsDry,
  isDry,
  none,
  noArguments,
  textOf,
  literal,
  unknown,
  valuesOf,
  withAnswer,
  type Arguments,
  type UnknownValue,
  type Value,
} from '../values/value.ts';

/** A method that the project does not define: of a dict, a query set, or of a base from outside. */
export function callMethodOf(machine: Machine, receiver: Value, name: string, args: Arguments, site: CallSite): Value {
  switch (receiver.kind) {
    case 'list':
    case 'dict':
      return callContainerMethod(machine, receiver, name, args, site);
    case 'literal':
      return callTextMethod(receiver, name, args);
    case 'query':
      return callQueryMethod(machine, receiver, name, args, site);
    case 'instance':
      return machine.models.isModel(receiver.class)
        ? callRecordMethod(machine, receiver, name, args, site)
        : callInherited(machine, receiver, name, args, site);
    case 'entity':
      if (receiver.entity.kind === 'function') return callQueued(machine, receiver.entity, name, args, site);
      return callInherited(machine, receiver, name, args, site);
    case 'function':
      return callQueued(machine, receiver, name, args, site);
    case 'unknown':
      // Of something empty there are no items either.
      if (receiver.truth === false && /^(items|keys|values|copy|strip|split|all|filter)$/.test(name)) return receiver;
      return callUnknown(machine, receiver, name, args, site);
    default:
      return machine.unresolved(site, [receiver, ...valuesOf(args)]);
  }
}

/** A method of something of which nothing is known, but perhaps that it is part of what an API has answered. */
function callUnknown(machine: Machine, receiver: UnknownValue, name: string, args: Arguments, site: CallSite): Value {
  const part = methodOfAnswer(machine, receiver, name, args);
  const value = callDataMethod(receiver, name, args) ?? machine.unresolved(site, [receiver, ...valuesOf(args)]);
  // `response.json()`, wherever the response is from.
  const isAnswer = name === 'json' && valuesOf(args).length === 0 && receiver.answer === undefined;
  return withAnswer(value, isAnswer ? [] : part);
}

/** What a command inherits from Django starts the methods of the command; what else is inherited is not ours. */
function callInherited(machine: Machine, receiver: Value, name: string, args: Arguments, site: CallSite): Value {
  if (name === 'execute' || name === 'run_from_argv') {
    return machine.call(machine.attribute(receiver, 'handle', site), args, site);
  }
  if (name === '__init__' || name === '__post_init__' || name === '__enter__' || name === '__aenter__') {
    return name.endsWith('enter__') ? receiver : none;
  }
  const entity = classOf(receiver);
  // `objects = OrderQuerySet.as_manager()`: a manager with the methods of the query set.
  if (name === 'as_manager' && entity !== undefined) return { kind: 'instance', class: entity, cell: new Cell() };
  const base = entity === undefined ? undefined : baseOf(machine, entity);
  if (base === undefined) return machine.unresolved(site, [receiver, ...valuesOf(args)]);
  // `threading.Thread` runs the `run` that the class defines, and so on.
  if (name === 'start' && base.endsWith('Thread'))
    return machine.call(machine.attribute(receiver, 'run', site), noArguments, site);
  return machine.callExternal(external(`${base}().${name}`), args, site);
}

function baseOf({ analysis }: Machine, entity: NonNullable<ReturnType<typeof classOf>>): string | undefined {
  for (const ancestor of analysis.hierarchy.order(entity)) {
    if (ancestor.kind === 'unknown') return undefined;
    if (ancestor.kind === 'external') return ancestor.name;
  }
  return undefined;
}

/** `task.delay(…)`: somebody else will run it. */
function callQueued(
  machine: Machine,
  callee: Pick<Extract<Value, { kind: 'function' }>, 'definition' | 'module'>,
  name: string,
  args: Arguments,
  site: CallSite,
): Value {
  const { definition, module } = callee;
  const isTask =
    definition.kind === 'function' &&
    machine.definitions.decorators(definition, module).names.some((decorator) => /task|actor|job/i.test(decorator));
  if (!isTask || !/^(delay|apply_async|send|send_with_options|enqueue|schedule|defer)$/.test(name)) {
    return machine.unresolved(site, valuesOf(args));
  }
  machine.records.escape(valuesOf(args), true);
  // A task that is told of the dry run need not do anything.
  if (valuesOf(args).some(holdsDry)) machine.leak(valuesOf(args));
  else machine.emit({ kind: 'effect', effect: 'queue', what: `${definition.name}.${name}`, rolledBack: false }, site);
  return unknown(false);
}

/** `characters`: those that go, on the sides that the method is about; undefined: white space. */
function stripped(text: string, method: 'strip' | 'lstrip' | 'rstrip', characters: string | undefined): string {
  const isGone = (character: string | undefined): boolean =>
    character !== undefined && (characters === undefined ? character.trim() === '' : characters.includes(character));
  let start = 0;
  let end = text.length;
  while (method !== 'rstrip' && isGone(text[start])) start += 1;
  while (method !== 'lstrip' && end > start && isGone(text[end - 1])) end -= 1;
  return text.slice(start, end);
}

function callTextMethod(receiver: Extract<Value, { kind: 'literal' }>, name: string, args: Arguments): Value {
  const text = textOf(receiver);
  const [first] = args.positional;
  const argument = textOf(first);
  const dry = receiver.dry || valuesOf(args).some(isDry);
  if (text === undefined) return unknown(dry);
  switch (name) {
    case 'lower':
      return literal(text.toLowerCase(), dry);
    case 'upper':
      return literal(text.toUpperCase(), dry);
    case 'strip':
    case 'lstrip':
    case 'rstrip':
      return first === undefined || argument !== undefined
        ? literal(stripped(text, name, argument), dry)
        : unknown(dry);
    case 'startswith':
    case 'endswith': {
      if (argument === undefined) return unknown(dry);
      return literal(name === 'startswith' ? text.startsWith(argument) : text.endsWith(argument), dry);
    }
    case 'replace': {
      const by = textOf(args.positional[1]);
      return argument === undefined || by === undefined ? unknown(dry) : literal(text.replaceAll(argument, by), dry);
    }
    case 'format':
      return altered(unknown(dry), { text: text.replace(/\{[^{}]*\}/g, '\u0000') });
    default:
      return unknown(dry);
  }
}
