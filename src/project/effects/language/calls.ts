import { altered } from '../../../core/altered.ts';
import type { Expression, FunctionDefinition } from '../../../core/python.ts';
import { bindArguments, withGiven, withReceiver } from './binding.ts';
import { aside } from './call-sites.ts';
import { listOfMany } from '../values/collections.ts';
import type { Parameters } from '../definitions.ts';
import { frameOf, moduleFrame } from './frames.ts';
import { callMethodOf } from './methods.ts';
import type { CallSite, Machine } from '../machine.ts';
import { functionOf } from '../values/functions.ts';
import { join } from '../values/joining.ts';
import {
  external,
  isDry,
  none,
  unknown,
  unknownValue,
  valuesOf,
  type Arguments,
  type Frame,
  type FunctionValue,
  type Value,
} from '../values/value.ts';

/** What a call gives, whatever is called. */
export function callValue(machine: Machine, callee: Value, args: Arguments, site: CallSite): Value {
  switch (callee.kind) {
    case 'function':
      return machine.invoke(callee, args, site);
    case 'entity': {
      const { entity } = callee;
      if (entity.kind === 'class') return machine.instantiate(entity, args, site);
      if (entity.kind === 'function') return machine.invoke(functionOf(entity), args, site);
      return machine.unresolved(site, valuesOf(args));
    }
    case 'external':
      return machine.callExternal(callee, args, site);
    case 'method':
      if (callee.name === '__call__') {
        const place = callee.named ?? site;
        const given = withGiven(callee.given, args);
        return callValue(machine, callee.receiver, given, callee.aside === true ? aside(place) : place);
      }
      return callMethodOf(
        machine,
        callee.receiver,
        callee.name,
        withGiven(callee.given, args),
        callee.aside === true ? aside(site) : site,
      );
    case 'choice': {
      const values: Value[] = [];
      machine.branches.branch(
        callee.of.map((one) => () => {
          values.push(callValue(machine, one, args, site));
          return !machine.hasDiverged();
        }),
      );
      return join(values);
    }
    case 'instance': {
      const own = machine.attribute(callee, '__call__', site);
      // One that only a base outside the project may have.
      if (own.kind === 'method' && own.receiver === callee)
        return machine.unresolved(site, [callee, ...valuesOf(args)]);
      return callValue(machine, own, args, site);
    }
    case 'super':
    case 'literal':
    case 'list':
    case 'dict':
    case 'query':
    case 'unknown':
      return machine.unresolved(site, [callee, ...valuesOf(args)]);
  }
}

/** Runs a function: decorators first, then the body. */
export function invokeFunction(machine: Machine, callee: FunctionValue, args: Arguments, site: CallSite): Value {
  const given = withGiven(callee.given, args);
  const { definition } = callee;
  if (definition.kind === 'lambda') return runBody(machine, callee, given, site);
  if (callee.bare !== true) {
    const decorated = decorate(machine, callee, definition, site);
    if (decorated !== callee) return callValue(machine, decorated, withReceiver(callee.receiver, given), site);
    const { isContextManager, isAtomic } = machine.definitions.decorators(definition, callee.module);
    if (isContextManager) {
      return altered(callee, { given, bare: true as const, managing: true });
    }
    if (isAtomic) {
      return machine.transactions.atomically(() => runBody(machine, callee, given, site));
    }
  }
  return runBody(machine, callee, given, site);
}

/** What the decorators of the project make of a function; those from elsewhere are taken for transparent. */
function decorate(machine: Machine, callee: FunctionValue, definition: FunctionDefinition, site: CallSite): Value {
  const { module, owner, around } = callee;
  const { ofProject } = machine.definitions.decorators(definition, module);
  if (ofProject.length === 0) return callee;
  let value: Value = {
    kind: 'function',
    definition,
    module,
    bare: true,
    ...(owner && { owner }),
    ...(around && { around }),
  };
  const frame = moduleFrame(callee);
  for (const decorator of ofProject.toReversed()) {
    const made = machine.evaluate(decorator, frame);
    const result = callValue(machine, made, { positional: [value], keywords: new Map(), complete: true }, site);
    // What cannot be followed is assumed to call the function.
    if (result.kind === 'function' || result.kind === 'instance') value = result;
  }
  return value.kind === 'function' && value.definition === definition ? callee : value;
}

function runBody(machine: Machine, callee: FunctionValue, args: Arguments, site: CallSite): Value {
  const { definition, around, receiver } = callee;
  const { store, handlers } = machine;
  const mark = store.mark();
  const frame = frameOf(callee, { mark, depth: handlers.attempts.length, returns: [] });
  const fallback = (expression: Expression | undefined): Value =>
    expression === undefined ? unknownValue : machine.evaluate(expression, around ?? moduleFrame(callee));
  const parameters = machine.definitions.parameters(definition);
  bindArguments(
    machine,
    parameters,
    withReceiver(receiver, args),
    frame.cell,
    (parameter) => fallback(parameter.default),
    site,
  );
  if (refusesDryRun(parameters, args) || refuses(machine, callee, withReceiver(receiver, args), site)) {
    machine.raise(external('builtins.TypeError()'), site.at);
    machine.diverge();
    return unknownValue;
  }
  if (definition.kind === 'lambda') return machine.evaluate(definition.body, frame);
  machine.enters(definition);
  const ended = machine.block(definition.body, frame);
  const only = onlyEnd(machine, frame, ended);
  if (only !== undefined) {
    if (!frame.cell.captured) store.bury(frame.cell, mark);
    return resultOf(machine, definition, frame, [only]);
  }
  const { returns } = frame.exits;
  const here = ended ? [{ value: none, changes: store.changesSince(mark) }] : [];
  const left = returns.map(({ value, state, at }) => ({ value, changes: state.changes, ...(at && { at }) }));
  store.rollback(mark);
  const all = store.followed([...left, ...here], ({ changes }) => changes);
  const ends = machine.records.meet(
    all,
    'return',
    all.map(({ value }) => value),
  );
  if (ends.length === 0) {
    machine.diverge();
    return unknownValue;
  }
  store.merge(
    ends.map(({ changes }) => changes),
    frame.cell.captured ? undefined : frame.cell,
  );
  return resultOf(
    machine,
    definition,
    frame,
    ends.map(({ value }) => value),
  );
}

/** It is told of the dry run by a name that it does not take, so that nothing of it happens. */
function refusesDryRun({ names, dict }: Parameters, { keywords }: Arguments): boolean {
  return (
    dict === undefined && keywords.size > 0 && [...keywords].some(([name, value]) => !names.has(name) && isDry(value))
  );
}

/** Python refuses to bind the arguments; a decorator, or whatever else calls the function, may give it others. */
function refuses(
  { definitions }: Machine,
  { definition, module }: FunctionValue,
  args: Arguments,
  site: CallSite,
): boolean {
  if (definition.kind === 'lambda' || site.name === undefined || !args.complete || args.options === true) return false;
  if (definitions.decorators(definition, module).names.some((name) => !bindsAsWritten.test(name))) return false;
  const { positional, keywordOnly, names, list, dict } = definitions.parameters(definition);
  if (list === undefined && args.positional.length > positional.length) return true;
  if (dict === undefined && [...args.keywords.keys()].some((name) => !names.has(name))) return true;
  const open = [...positional.slice(args.positional.length), ...keywordOnly];
  return open.some((parameter) => parameter.default === undefined && !args.keywords.has(parameter.name));
}

const bindsAsWritten = /^(staticmethod|classmethod|abc\.abstractmethod|django\.db\.transaction\.atomic)$/;

/** What the call gives where its body has one end, and the state is the one at that end: most bodies are like that. */
function onlyEnd({ store }: Machine, { exits: { returns } }: Frame, ended: boolean): Value | undefined {
  const [first] = returns;
  if (ended) return first === undefined ? none : undefined;
  return first !== undefined && returns.length === 1 && store.isPresent(first.state) ? first.value : undefined;
}

function resultOf(machine: Machine, definition: FunctionDefinition, frame: Frame, values: readonly Value[]): Value {
  if (machine.definitions.isGenerator(definition)) {
    return frame.yielded.length === 0 ? unknown(false) : listOfMany(join(frame.yielded));
  }
  const result = join(values);
  return result.kind === 'unknown' && !result.dry && values.some(isDry) ? { ...result, dry: true } : result;
}
