import { readChildren, readProcess } from './children.ts';
import { attributeOfValue } from '../language/attributes.ts';
import type { CallSite, Machine } from '../machine.ts';
import { unknownValue, type Arguments, type Value } from '../values/value.ts';

/** `call_command(…)`, with the name of the command or an object of its class. */
export function callCommand(machine: Machine, args: Arguments, site: CallSite): Value {
  const [first] = args.positional;
  const children = readChildren(args);
  if (first?.kind === 'instance') {
    const name = first.class.module.name.split('.').at(-1) ?? '';
    for (const child of children) machine.child({ ...child, command: name }, site);
    const rest = { ...args, positional: args.positional.slice(1) };
    machine.failIfAssumed(site);
    return machine.hasDiverged()
      ? unknownValue
      : machine.call(attributeOfValue(machine, first, 'handle', site), rest, site);
  }
  for (const child of children) machine.child(child, site);
  if (args.options === true) for (const name of machine.options.names()) machine.options.read(name, false, site);
  machine.failIfAssumed(site);
  return unknownValue;
}

/** A program that is started: perhaps `manage.py` with another command. */
export function startProcess(machine: Machine, args: Arguments, site: CallSite): void {
  for (const child of readProcess(args.positional[0] ?? args.keywords.get('args'))) machine.child(child, site);
}
