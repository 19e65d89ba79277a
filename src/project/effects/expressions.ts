import { assertNever } from '../../core/assert-never.ts';
import type { Call, Comprehension, Expression } from '../../core/python.ts';
import {
  append,
  candidatesOf,
  dictOf,
  elementOf,
  entryOf,
  entryUnder,
  isOrdered,
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
import { siteOf } from './call-sites.ts';
import { capture, innerFrame } from './frames.ts';
import { elementsOf, turnsOf } from './iteration.ts';
import type { CallSite, Machine } from './machine.ts';
import { narrow } from './narrowing.ts';
import { readQuery, recordOf } from './orm.ts';
import { binaryOperation, connective, negation } from './operations.ts';
import { truthOf } from './truth.ts';
import {
  external,
  isDry,
  join,
  literal,
  noArguments,
  optionOf,
  textOf,
  unknown,
  unknownValue,
  type Arguments,
  type Frame,
  type Value,
} from './value.ts';

export function evaluateExpression(machine: Machine, expression: Expression, frame: Frame): Value {
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
      return machine.attribute(machine.evaluate(expression.value, frame), expression.name, siteOf(expression, frame));
    case 'call':
      machine.definitions.calls.reached(expression);
      return machine.call(
        machine.evaluate(expression.callee, frame),
        argumentsOf(machine, expression, frame),
        siteOf(expression, frame, nameOf(expression.callee, frame)),
      );
    case 'formatted':
      return formatted(
        expression.parts.map((part) => (typeof part === 'string' ? literal(part) : machine.evaluate(part, frame))),
      );
    case 'sequence':
      return sequence(machine, expression, frame);
    case 'dict':
      return dictionary(machine, expression, frame);
    case 'operation':
      return operation(machine, expression, frame);
    case 'conditional':
      return conditional(machine, expression, frame);
    case 'subscript': {
      const { indexes } = expression;
      const value = machine.evaluate(expression.value, frame);
      const site = siteOf(expression, frame);
      return (
        sliced(machine, value, indexes, site) ??
        subscript(
          machine,
          value,
          indexes.map((index) => machine.evaluate(index, frame)),
          site,
        )
      );
    }
    case 'comprehension':
      return comprehension(machine, expression, frame);
    case 'lambda': {
      const { module, owner } = frame;
      return { kind: 'function', definition: expression, module, around: capture(frame), ...(owner && { owner }) };
    }
    case 'await':
    case 'starred':
      return machine.evaluate(expression.value, frame);
    case 'named': {
      const value = machine.evaluate(expression.value, frame);
      machine.assign(expression.target, value, frame);
      return value;
    }
    case 'yield':
      return yielded(
        machine,
        expression.value === undefined ? undefined : machine.evaluate(expression.value, frame),
        expression,
        frame,
      );
    case 'opaque': {
      const parts = expression.parts.map((part) => machine.evaluate(part, frame));
      return unknown(
        parts.some(isDry),
        parts.map(optionOf).find((option) => option !== undefined),
      );
    }
    default:
      return assertNever(expression);
  }
}

function conditional(
  machine: Machine,
  { test, then, otherwise }: Extract<Expression, { kind: 'conditional' }>,
  frame: Frame,
): Value {
  const condition = machine.evaluate(test, frame);
  const dry = isDry(condition);
  const known = truthOf(machine, condition);
  if (known !== undefined) {
    const value = machine.evaluate(known ? then : otherwise, frame);
    return dry ? marked(value) : value;
  }
  const branch = (holds: boolean, part: Expression): Value =>
    machine.perhaps(dry, () => {
      narrow(machine, test, holds, frame);
      return machine.evaluate(part, frame);
    });
  const value = join([branch(true, then), branch(false, otherwise)]);
  return dry && value.kind !== 'choice' ? marked(value) : value;
}

/** What is called, as it is written; what a local name stands for has another name. */
function nameOf(callee: Expression, { cell, around }: Frame): string | undefined {
  if (callee.kind === 'attribute') return callee.name;
  if (callee.kind !== 'name' || cell.values.has(callee.id)) return undefined;
  return around === undefined ? callee.id : nameOf(callee, around);
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
  if (args.length === 0 && keywords.length === 0) return noArguments;
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
 * page is full, and a division by it how many pages there are.
 */
function compared(
  machine: Machine,
  operators: readonly string[],
  operands: readonly Expression[],
  values: readonly Value[],
  frame: Frame,
): void {
  const divides = operators.length === 1 && /^[/][/]?$/.test(operators[0] ?? '');
  if (!divides && !operators.some((operator) => /^[<>]=?$/.test(operator))) return;
  const use = divides || (operands.length === 2 && operands.some(isLength)) ? 'size' : 'bounds';
  for (const [index, value] of values.entries()) {
    const option = optionOf(value);
    const place = operands[index];
    if (option === undefined || place === undefined || (divides && index === 0)) continue;
    machine.emit({ kind: 'option-use', option, use, guarded: false }, siteOf(place, frame));
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
      return isDry(index) ? unknown(true) : entryUnder(value, index);
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

/** `FLAGS[1:]`; undefined for anything else. */
function sliced(machine: Machine, value: Value, [index]: readonly Expression[], site: CallSite): Value | undefined {
  const bounds = index?.kind === 'opaque' ? index.slice : undefined;
  if (bounds === undefined) return undefined;
  const [from, to] = [bounds.from, bounds.to].map((bound) => bound && machine.evaluate(bound, site.frame));
  const option = optionOf(to) ?? optionOf(from);
  if (option !== undefined) machine.emit({ kind: 'option-use', option, use: 'size', guarded: false }, site);
  if (value.kind !== 'list') return undefined;
  const items = itemsOf(value);
  const [start, end] = [from, to].map((bound) => (bound === undefined ? null : numberOf(bound)));
  if (items !== undefined && start !== undefined && end !== undefined) {
    const part = listOf(items.slice(start ?? 0, end ?? items.length));
    return isOrdered(value) ? part : shuffled(part);
  }
  const candidates = candidatesOf(value);
  if (candidates === undefined) return undefined;
  return isOrdered(value) ? listOfSome(candidates) : shuffled(listOfSome(candidates));
}

function numberOf(value: Value): number | undefined {
  return value.kind === 'literal' && typeof value.value === 'number' ? value.value : undefined;
}

function elementOrSlice(value: Extract<Value, { kind: 'list' }>, index: Value): Value {
  const option = optionOf(index);
  return option === undefined ? elementOf(value) : listOfMany(elementOf(value));
}

function comprehension(machine: Machine, expression: Comprehension, outer: Frame): Value {
  const frame = innerFrame(outer);
  const result = listOf([]);
  const certainty = { exact: true, ordered: expression.form !== 'set', guessed: false };
  let choosing = false;
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
        certainty.guessed ||= choosing && !isOfOptions(machine, clause.test, frame);
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
    const options = iterable.kind === 'list' ? iterable.options : undefined;
    choosing ||= options !== undefined;
    const turns = options === undefined ? turnsOf(iterable) : { items: options, certain: true, ordered: true };
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
  if (certainty.guessed) {
    const rest = unknown(true);
    return expression.form === 'dict' ? withKeys(dictOf([], rest), unknownValue) : listOfMany(rest);
  }
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

/** A condition that is known, or asks for the value of an option. */
function isOfOptions(machine: Machine, test: Expression, frame: Frame): boolean {
  if (test.kind === 'operation' && /^(and|or|not)$/.test(test.operators[0] ?? ''))
    return test.operands.every((operand) => isOfOptions(machine, operand, frame));
  const value = machine.evaluate(test, frame);
  return truthOf(machine, value) !== undefined || optionOf(value) !== undefined || isDry(value);
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
