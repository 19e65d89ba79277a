import { assertNever } from '../../core/assert-never.ts';
import type { Call, Comprehension, Expression } from '../../core/python.ts';
import {
  anyEntry,
  append,
  candidatesOf,
  dictOf,
  elementOf,
  entryOf,
  itemsOf,
  keysOf,
  listOf,
  listOfMany,
  listOfSome,
  mayHaveMore,
  oneDict,
  shuffled,
  withKeys,
} from './collections.ts';
import { capture } from './frames.ts';
import { elementsOf, turnsOf } from './iteration.ts';
import type { CallSite, Machine } from './machine.ts';
import { narrow } from './narrowing.ts';
import { readQuery, recordOf } from './orm.ts';
import { binaryOperation, connective, negation } from './operations.ts';
import { truthOf } from './truth.ts';
import {
  Cell,
  external,
  isDry,
  join,
  literal,
  optionOf,
  textOf,
  unknown,
  unknownValue,
  type Arguments,
  type Frame,
  type Value,
} from './value.ts';

export function evaluateExpression(machine: Machine, expression: Expression, frame: Frame): Value {
  const inner = (part: Expression): Value => machine.evaluate(part, frame);
  switch (expression.kind) {
    case 'string':
      return {
        kind: 'literal',
        value: expression.value,
        dry: false,
        origin: { module: frame.module, span: expression },
      };
    case 'number':
    case 'constant':
      return literal(expression.value);
    case 'name':
      return lookUp(machine, expression.id, frame);
    case 'attribute':
      return machine.attribute(inner(expression.value), expression.name, siteOf(expression, frame));
    case 'call':
      return machine.call(
        inner(expression.callee),
        argumentsOf(machine, expression, frame),
        siteOf(expression, frame, nameOf(expression.callee, frame)),
      );
    case 'formatted':
      return formatted(expression.parts.map((part) => (typeof part === 'string' ? literal(part) : inner(part))));
    case 'sequence':
      return sequence(machine, expression, frame);
    case 'dict':
      return dictionary(machine, expression, frame);
    case 'operation':
      return operation(machine, expression, frame);
    case 'conditional': {
      const test = inner(expression.test);
      const known = truthOf(machine, test);
      if (known !== undefined) {
        const value = inner(known ? expression.then : expression.otherwise);
        return isDry(test) ? marked(value) : value;
      }
      const branch = (holds: boolean, part: Expression): Value =>
        machine.perhaps(isDry(test), () => {
          narrow(machine, expression.test, holds, frame);
          return inner(part);
        });
      const value = join([branch(true, expression.then), branch(false, expression.otherwise)]);
      return isDry(test) && value.kind !== 'choice' ? marked(value) : value;
    }
    case 'subscript':
      return subscript(machine, inner(expression.value), expression.indexes.map(inner), siteOf(expression, frame));
    case 'comprehension':
      return comprehension(machine, expression, frame);
    case 'lambda': {
      const { module, owner } = frame;
      return { kind: 'function', definition: expression, module, around: capture(frame), ...(owner && { owner }) };
    }
    case 'await':
    case 'starred':
      return inner(expression.value);
    case 'named': {
      const value = inner(expression.value);
      machine.assign(expression.target, value, frame);
      return value;
    }
    case 'yield':
      return yielded(machine, expression.value === undefined ? undefined : inner(expression.value), expression, frame);
    case 'opaque': {
      const parts = expression.parts.map(inner);
      return unknown(
        parts.some(isDry),
        parts.map(optionOf).find((option) => option !== undefined),
      );
    }
    default:
      return assertNever(expression);
  }
}

/** What is called, as it is written; what a local name stands for has another name. */
function nameOf(callee: Expression, { cell, around }: Frame): string | undefined {
  if (callee.kind === 'attribute') return callee.name;
  if (callee.kind !== 'name' || cell.values.has(callee.id)) return undefined;
  return around === undefined ? callee.id : nameOf(callee, around);
}

export function siteOf(
  expression: { readonly start: number; readonly end: number },
  frame: Frame,
  name?: string,
): CallSite {
  return {
    frame,
    ...(name !== undefined && { name }),
    // Most places are never asked for.
    get at() {
      return frame.module.locate(expression);
    },
  };
}

/** A constant that is another one in a run of the other kind. */
function marked(value: Value): Value {
  return value.kind === 'literal' ? { ...value, dry: true } : value;
}

function lookUp(machine: Machine, name: string, frame: Frame): Value {
  if (!frame.globals.has(name)) {
    for (let current: Frame | undefined = frame; current !== undefined; current = current.around) {
      const value = current.cell.values.get(name);
      if (value !== undefined) return value;
    }
  }
  return machine.entity(machine.analysis.resolver.name(name, frame.module));
}

function argumentsOf(machine: Machine, { args, keywords }: Call, frame: Frame): Arguments {
  const positional: Value[] = [];
  const named = new Map<string, Value>();
  const perhaps: Value[] = [];
  let complete = true;
  let options = false;
  for (const argument of args) {
    const value = machine.evaluate(argument, frame);
    if (argument.kind !== 'starred') (perhaps.length === 0 ? positional : perhaps).push(value);
    else {
      const items = value.kind === 'list' ? itemsOf(value) : undefined;
      const candidates = value.kind === 'list' ? candidatesOf(value) : undefined;
      if (items !== undefined && perhaps.length === 0) positional.push(...items);
      else if (candidates !== undefined) perhaps.push(...candidates);
      else complete = false;
    }
  }
  for (const keyword of keywords) {
    const value =
      keyword.name === null ? oneDict(machine.evaluate(keyword.value, frame)) : machine.evaluate(keyword.value, frame);
    if (keyword.name !== null) named.set(keyword.name, value);
    else if (value.kind === 'dict') {
      for (const key of keysOf(value)) named.set(key, value.cell.values.get(key) ?? unknownValue);
      if (value.options === true) options = true;
      else if (mayHaveMore(value)) complete = false;
    } else complete = false;
  }
  return {
    positional,
    keywords: named,
    complete: complete && perhaps.length === 0,
    ...(complete && perhaps.length > 0 && { perhaps }),
    ...(options && { options: true }),
  };
}

function formatted(parts: readonly Value[]): Value {
  const [varying, ...others] = parts.filter(({ kind }) => kind === 'choice');
  if (varying?.kind === 'choice' && others.length === 0) {
    return join(varying.of.map((one) => formatted(parts.map((part) => (part === varying ? one : part)))));
  }
  const texts = parts.map((part) =>
    part.kind === 'literal' && part.value !== null && typeof part.value !== 'boolean' ? String(part.value) : undefined,
  );
  const dry = parts.some(isDry);
  if (texts.every((text) => text !== undefined)) return literal(texts.join(''), dry);
  // What is known of a text matters to whoever reads what is printed.
  const known = texts.map((text) => text ?? '\u0000').join('');
  return {
    ...unknown(
      dry,
      parts.map(optionOf).find((option) => option !== undefined),
    ),
    text: known,
  };
}

function sequence(machine: Machine, { form, items }: Extract<Expression, { kind: 'sequence' }>, frame: Frame): Value {
  const values: Value[] = [];
  let known = true;
  for (const item of items) {
    const value = machine.evaluate(item, frame);
    if (item.kind !== 'starred') values.push(value);
    else {
      const inside = value.kind === 'list' ? itemsOf(value) : undefined;
      if (inside === undefined) known = false;
      values.push(...(inside ?? [value.kind === 'list' ? elementOf(value) : unknown(isDry(value))]));
    }
  }
  const list = known ? listOf(values) : listOfMany(join(values));
  return form === 'set' ? shuffled(list) : list;
}

function dictionary(machine: Machine, { entries }: Extract<Expression, { kind: 'dict' }>, frame: Frame): Value {
  const known = new Map<string, Value>();
  const rest: Value[] = [];
  let options = false;
  for (const { key, value } of entries) {
    const item = key === null ? oneDict(machine.evaluate(value, frame)) : machine.evaluate(value, frame);
    if (key === null) {
      if (item.kind !== 'dict') rest.push(unknown(isDry(item)));
      else {
        for (const name of keysOf(item)) known.set(name, item.cell.values.get(name) ?? unknownValue);
        if (item.options === true) options = true;
        else if (mayHaveMore(item)) rest.push(unknownValue);
      }
      continue;
    }
    const name = textOf(machine.evaluate(key, frame));
    if (name === undefined) rest.push(item);
    else known.set(name, item);
  }
  const dict = dictOf(known, rest.length === 0 ? undefined : join(rest));
  return options ? { ...dict, options: true } : dict;
}

function operation(
  machine: Machine,
  { operators, operands }: Extract<Expression, { kind: 'operation' }>,
  frame: Frame,
): Value {
  const [operator = ''] = operators;
  const [left, ...others] = operands;
  if (left === undefined) return unknownValue;
  if (operator === 'and' || operator === 'or') {
    const parts = operands.map((operand, index) => (conditional: boolean): Value => {
      const run = (): Value => {
        if (index > 0)
          for (const before of operands.slice(0, index)) narrow(machine, before, operator === 'and', frame);
        return machine.evaluate(operand, frame);
      };
      return conditional ? machine.perhaps(false, run) : machine.evaluate(operand, frame);
    });
    return connective(machine, operator, parts);
  }
  if (operator === 'not') return negation(machine, machine.evaluate(left, frame));
  const values = operands.map((operand) => machine.evaluate(operand, frame));
  compared(machine, operators, operands, values, frame);
  const [first = unknownValue, second] = values;
  if (second === undefined) {
    return first.kind === 'literal' && operator === '-' && typeof first.value === 'number'
      ? literal(-first.value, first.dry)
      : unknown(isDry(first), optionOf(first));
  }
  if (others.length === 1) return binaryOperation(machine, operator, first, second);
  return unknown(
    values.some(isDry),
    values.map(optionOf).find((option) => option !== undefined),
  );
}

/**
 * A comparison of something that was computed from an option is a check of its bounds; one with `len(…)` asks whether a
 * page is full.
 */
function compared(
  machine: Machine,
  operators: readonly string[],
  operands: readonly Expression[],
  values: readonly Value[],
  frame: Frame,
): void {
  if (!operators.some((operator) => /^[<>]=?$/.test(operator)) || operands.some(isLength)) return;
  for (const [index, value] of values.entries()) {
    const option = optionOf(value);
    const place = operands[index];
    if (option === undefined || place === undefined) continue;
    machine.emit({ kind: 'option-use', option, use: 'bounds', guarded: false }, siteOf(place, frame));
  }
}

function isLength(operand: Expression): boolean {
  return operand.kind === 'call' && operand.callee.kind === 'name' && operand.callee.id === 'len';
}

function subscript(machine: Machine, value: Value, indexes: readonly Value[], site: CallSite): Value {
  const [index] = indexes;
  if (index === undefined || indexes.length !== 1) return unknown(isDry(value), optionOf(value));
  if (value.kind === 'dict') {
    const key = textOf(index);
    if (key === undefined) {
      if (value.options === true) machine.options.escape();
      return isDry(index) ? unknown(true) : anyEntry(value);
    }
    const entry = value.cell.values.get(key);
    const isUntouched =
      !value.cell.values.has(key) || (entry !== undefined && entry === machine.options.assumed.get(key));
    if (value.options === true && isUntouched) return machine.options.read(key, true, site);
    if (entry !== undefined) return entry;
    return entryOf(value, key) ?? unknownValue;
  }
  if (value.kind === 'list') {
    const items = itemsOf(value);
    const position = index.kind === 'literal' && typeof index.value === 'number' ? index.value : undefined;
    if (items !== undefined && position !== undefined) return items.at(position) ?? unknownValue;
    return index.kind === 'external' || index.kind === 'unknown' ? elementOrSlice(value, index) : elementOf(value);
  }
  if (value.kind === 'query') {
    if (index.kind !== 'literal') return value;
    readQuery(machine, value, false, site);
    return recordOf(value);
  }
  if (value.kind === 'choice') return join(value.of.map((one) => subscript(machine, one, indexes, site)));
  if (value.kind === 'external') return external(`${value.path}[]`, value.dry || isDry(index));
  // `options[name]` with a name that came from somewhere is no constant, and `List[int]` is still `List`.
  return value.kind === 'entity' ? value : unknown(isDry(value) || isDry(index), optionOf(value));
}

function elementOrSlice(value: Extract<Value, { kind: 'list' }>, index: Value): Value {
  const option = optionOf(index);
  return option === undefined ? elementOf(value) : listOfMany(elementOf(value));
}

function comprehension(machine: Machine, expression: Comprehension, outer: Frame): Value {
  const frame: Frame = { ...outer, cell: new Cell(), around: outer };
  const result = listOf([]);
  const certainty = { exact: true, ordered: expression.form !== 'set' };
  const run = (index: number): void => {
    const clause = expression.clauses[index];
    if (clause === undefined) {
      append(machine, result, machine.evaluate(expression.element, frame));
      return;
    }
    if (clause.kind === 'if') {
      const test = machine.evaluate(clause.test, frame);
      const known = truthOf(machine, test);
      if (known === false) return;
      if (known === true) run(index + 1);
      else {
        certainty.exact = false;
        machine.perhaps(isDry(test), () => {
          narrow(machine, clause.test, true, frame);
          run(index + 1);
          return unknownValue;
        });
      }
      return;
    }
    const iterable = machine.evaluate(clause.iterable, frame);
    readQuery(machine, iterable, clause.async === true, siteOf(clause.iterable, frame));
    const turns = turnsOf(iterable);
    if (turns !== undefined) {
      if (!turns.certain) certainty.exact = false;
      if (!turns.ordered) certainty.ordered = false;
      for (const item of turns.items) {
        const turn = (): Value => {
          machine.assign(clause.target, item, frame);
          run(index + 1);
          return unknownValue;
        };
        if (!turns.certain) machine.perhaps(false, turn);
        else if (turns.ordered) turn();
        else machine.inAnyOrder(turn);
      }
      return;
    }
    certainty.exact = false;
    machine.assign(clause.target, elementsOf(machine, iterable, siteOf(clause.iterable, frame)), frame);
    machine.repeatedly(() => {
      run(index + 1);
    });
  };
  run(0);
  const items = candidatesOf(result);
  if (expression.form !== 'dict') {
    const list = certainty.exact ? result : items === undefined ? listOfMany(elementOf(result)) : listOfSome(items);
    return certainty.ordered ? list : shuffled(list);
  }
  const pairs = (items ?? [elementOf(result)]).map((pair) => (pair.kind === 'list' ? itemsOf(pair) : undefined));
  const known = pairs.flatMap((pair) => {
    const key = textOf(pair?.[0]);
    return key === undefined || pair?.[1] === undefined ? [] : [[key, pair[1]] as const];
  });
  const exact = items !== undefined && known.length === pairs.length;
  const dict = dictOf(known, exact ? undefined : join(pairs.map((pair) => pair?.[1] ?? unknownValue)));
  return exact || known.length > 0 ? dict : withKeys(dict, join(pairs.map((pair) => pair?.[0] ?? unknownValue)));
}

/** A generator hands a value out: to the block of a `with`, or to whoever iterates. */
function yielded(
  machine: Machine,
  value: Value | undefined,
  expression: Extract<Expression, { kind: 'yield' }>,
  frame: Frame,
): Value {
  const given = value ?? literal(null);
  if (frame.onYield !== undefined) frame.onYield(given);
  else frame.yielded.push(expression.delegates ? elementsOf(machine, given, siteOf(expression, frame)) : given);
  return unknownValue;
}
