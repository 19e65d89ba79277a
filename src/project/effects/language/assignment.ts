import type { Expression } from '../../../core/python.ts';
import { addKey, setEntry } from './collection-changes.ts';
import { itemsOf, listOf } from '../values/collections.ts';
import { siteOf } from './call-sites.ts';
import { elementsOf } from './iteration.ts';
import type { Machine } from '../machine.ts';
import { join } from '../values/joining.ts';
import { textOf, unknown, unknownValue, type Frame, type Value } from '../values/value.ts';

/** Gives a name, an attribute, an item or several of them at once a value. */
export function assignTo(machine: Machine, target: Expression, value: Value, frame: Frame): void {
  switch (target.kind) {
    case 'name':
      assignName(machine, target.id, value, frame, target);
      return;
    case 'attribute':
      assignAttribute(machine, machine.evaluate(target.value, frame), target, value, frame);
      return;
    case 'subscript': {
      const container = machine.evaluate(target.value, frame);
      const [index] = target.indexes;
      const name = index === undefined ? unknownValue : machine.evaluate(index, frame);
      const key = textOf(name);
      rememberInModule(machine, target, key, frame);
      if (container.kind === 'dict') {
        setEntry(machine, container, key, value);
        if (key === undefined) addKey(machine, container, name);
      } else if (container.kind !== 'list') leakState(machine, value);
      return;
    }
    case 'sequence':
      unpack(machine, target.items, value, frame);
      return;
    case 'starred':
      assignTo(machine, target.value, value, frame);
      return;
    default:
  }
}

function assignName(machine: Machine, name: string, value: Value, frame: Frame, at: Expression): void {
  if (frame.globals.has(name)) {
    machine.emit({ kind: 'state', where: 'memory', action: 'write', name, value: '' }, siteOf(at, frame));
    leakState(machine, value);
    return;
  }
  if (frame.nonlocals.has(name)) {
    for (let outer = frame.around; outer !== undefined; outer = outer.around) {
      if (outer.cell.values.get(name) === undefined) continue;
      machine.store.set(outer.cell, name, value);
      return;
    }
  }
  machine.store.set(frame.cell, name, value);
}

function assignAttribute(
  machine: Machine,
  owner: Value,
  target: Extract<Expression, { kind: 'attribute' }>,
  value: Value,
  frame: Frame,
): void {
  if (owner.kind === 'instance') machine.store.set(owner.cell, target.name, value);
  else if (owner.kind === 'choice') {
    for (const one of owner.of) assignAttribute(machine, one, target, value, frame);
  } else {
    if (owner.kind === 'entity') {
      machine.emit(
        { kind: 'state', where: 'memory', action: 'write', name: target.name, value: '' },
        siteOf(target, frame),
      );
    }
    leakState(machine, value);
  }
}

/** What is stored where others find it may tell them of the dry run, even a constant that only dry runs store. */
function leakState(machine: Machine, value: Value): void {
  machine.leak([value.kind === 'literal' && machine.branches.isChosenByDryRun ? unknown(true) : value]);
}

function unpack(machine: Machine, targets: readonly Expression[], value: Value, frame: Frame): void {
  if (value.kind === 'choice') {
    unpack(machine, targets, merged(value.of), frame);
    return;
  }
  const items = value.kind === 'list' ? itemsOf(value) : undefined;
  const starred = targets.findIndex(({ kind }) => kind === 'starred');
  const [first] = targets;
  const fallback = first === undefined ? unknownValue : elementsOf(machine, value, siteOf(first, frame));
  targets.forEach((target, index) => {
    const fromEnd = items !== undefined && starred >= 0 && index > starred;
    const known = fromEnd ? items.at(index - targets.length) : index === starred ? undefined : items?.[index];
    assignTo(
      machine,
      target,
      known ?? (value.kind === 'query' || value.kind === 'unknown' ? fallback : unknownValue),
      frame,
    );
  });
}

/** `LAST_SYNC["orders"] = …`: a dict of the module outlives the call. */
function rememberInModule(
  machine: Machine,
  { value }: Extract<Expression, { kind: 'subscript' }>,
  key: string | undefined,
  frame: Frame,
): void {
  if (value.kind !== 'name') return;
  for (let current: Frame | undefined = frame; current !== undefined; current = current.around) {
    if (current.cell.values.has(value.id)) return;
  }
  const name = key === undefined ? value.id : `${value.id}[${key}]`;
  machine.emit({ kind: 'state', where: 'memory', action: 'write', name, value: '' }, siteOf(value, frame));
}

/** One list for several of the same length. */
function merged(values: readonly Value[]): Value {
  const lists = values.map((value) => (value.kind === 'list' ? itemsOf(value) : undefined));
  const [first] = lists;
  if (first === undefined || lists.some((list) => list?.length !== first.length)) return unknownValue;
  return listOf(first.map((_, index) => join(lists.map((list) => list?.[index] ?? unknownValue))));
}
