import { assertNever } from '../../../core/assert-never.ts';
import type { Expression } from '../../../core/python.ts';
import { argumentsOf } from './call-arguments.ts';
import { siteOf } from './call-sites.ts';
import { comprehension } from './comprehensions.ts';
import { dictionary, formatted, sequence } from './displays.ts';
import { capture } from './frames.ts';
import { elementsOf } from './iteration.ts';
import { join } from '../values/joining.ts';
import type { Machine } from '../machine.ts';
import { narrow } from './narrowing.ts';
import { operation } from './operators.ts';
import { sliced, subscript } from './subscripts.ts';
import { truthOf } from './truth.ts';
import { isDry, literal, optionOf, unknown, unknownValue, type Frame, type Value } from '../values/value.ts';

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
      machine.reached.add(expression);
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
    machine.branches.perhaps(dry, () => {
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
