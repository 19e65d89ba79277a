import type { Expression } from '../../core/python.ts';
import { mutators } from '../../facts/changed-names.ts';
import type { ClassEntity, Entity, Module } from '../entity.ts';
import type { Hierarchy } from '../classes/hierarchy.ts';
import type { Resolver } from '../imports/resolver.ts';
import { Memo } from '../remembering/memo.ts';
import type { Recorder } from '../remembering/recorder.ts';
import { callBuiltin } from './builtins.ts';
import type { Stability } from './stability.ts';
import { nothingAround, type Surroundings } from './surroundings.ts';
import { asText, binary, pair, subscript } from './operators.ts';
import { bindTarget } from './bind.ts';
import {
  dictOf,
  isString,
  iterate,
  literal,
  maximumItems,
  markChanged,
  truth,
  unknownValue,
  type Frame,
  type Value,
} from './value.ts';

/** Expressions within expressions, over all calls under way; deeper would endanger the call stack. */
const maximumDepth = 600;
/** Longer texts, lists and dicts are data, and doubling them would be an attack. */
const maximumLength = 10_000;

/** Folds constants over modules: literals, names, f-strings, string methods, comprehensions over literal lists. */
export class Evaluator {
  readonly #resolver: Resolver;
  readonly #hierarchy: Hierarchy;
  readonly #stability: Stability;
  readonly #constants: Memo<Expression, Value>;
  #depth = 0;

  constructor(resolver: Resolver, hierarchy: Hierarchy, stability: Stability, recorder?: Recorder) {
    this.#constants = new Memo(recorder);
    this.#stability = stability;
    this.#resolver = resolver;
    this.#hierarchy = hierarchy;
  }

  /** A constant expression in the scope of a module, or of a class body in it. */
  constant(expression: Expression, module: Module, owner?: ClassEntity): Value {
    // A constant that needs itself has no value.
    return this.#constants.getWith(unknownValue, expression, () =>
      this.evaluate(expression, { module, names: new Map(), ...(owner && { owner }) }, nothingAround()),
    );
  }

  evaluate(expression: Expression, frame: Frame, around: Surroundings): Value {
    if (this.#depth >= maximumDepth || !around.spend()) return unknownValue;
    this.#depth += 1;
    try {
      const value = this.#evaluate(expression, frame, around);
      return sizeOf(value) > maximumLength || around.changed.has(value) ? unknownValue : value;
    } finally {
      this.#depth -= 1;
    }
  }

  entity(entity: Entity): Value {
    if (entity.kind === 'value') {
      const value = this.constant(entity.value, entity.module, entity.owner);
      const isTuple = entity.value.kind === 'sequence' && entity.value.form === 'tuple';
      const changeable = !isTuple && (value.kind === 'list' || value.kind === 'dict');
      return changeable && !this.#stability.isStable(entity.name, entity.owner !== undefined) ? unknownValue : value;
    }
    return entity.kind === 'unknown' ? unknownValue : { kind: 'entity', entity };
  }

  #evaluate(expression: Expression, frame: Frame, around: Surroundings): Value {
    const inner = (part: Expression): Value => this.evaluate(part, frame, around);
    switch (expression.kind) {
      case 'string':
      case 'number':
      case 'constant':
        return literal(expression.value);
      case 'name':
        return this.#name(expression.id, frame);
      case 'attribute':
        return this.#attribute(inner(expression.value), expression.name, around);
      case 'call': {
        const callee = inner(expression.callee);
        const pure = callBuiltin(callee, expression, inner);
        if (callee.kind === 'method' && mutators.has(callee.name)) markChanged(callee.receiver, around.changed);
        return pure ?? around.call(expression, callee, frame);
      }
      case 'formatted': {
        const parts = expression.parts.map((part) => (typeof part === 'string' ? part : asText(inner(part))));
        return parts.every((part) => part !== undefined) ? literal(parts.join('')) : unknownValue;
      }
      case 'sequence':
        return this.#sequence(expression.items, frame, around);
      case 'dict': {
        const entries = expression.entries.flatMap(({ key, value }): (readonly [Value, Value])[] => {
          if (key !== null) return [[inner(key), inner(value)]];
          const spread = inner(value);
          return spread.kind === 'dict' ? [...spread.entries] : [[unknownValue, unknownValue]];
        });
        return dictOf(entries);
      }
      case 'operation':
        return this.#operation(expression, frame, around);
      case 'conditional': {
        const test = truth(inner(expression.test));
        if (test !== undefined) return inner(test ? expression.then : expression.otherwise);
        around.conditionally(() => inner(expression.then));
        around.conditionally(() => inner(expression.otherwise));
        return unknownValue;
      }
      case 'subscript':
        return subscript(inner(expression.value), expression.indexes.map(inner));
      case 'comprehension':
        return this.#comprehension(expression, frame, around);
      case 'lambda':
        return { kind: 'closure', definition: expression, frame };
      case 'named': {
        const value = inner(expression.value);
        bindTarget(expression.target, value, frame);
        return value;
      }
      case 'await':
      case 'starred':
        return inner(expression.value);
      case 'yield':
        if (expression.value !== undefined) inner(expression.value);
        return unknownValue;
      case 'opaque':
        expression.parts.forEach(inner);
        return unknownValue;
    }
  }

  #name(name: string, frame: Frame): Value {
    for (let current: Frame | undefined = frame; current !== undefined; current = current.parent) {
      const value = current.names.get(name);
      if (value !== undefined) return value;
      const own = current.owner && this.#resolver.ofClass(current.owner, name);
      if (own !== undefined) return this.entity(own);
    }
    return this.entity(this.#resolver.name(name, frame.module));
  }

  #attribute(value: Value, name: string, around: Surroundings): Value {
    switch (value.kind) {
      case 'entity': {
        if (value.entity.kind !== 'class') return this.entity(this.#resolver.attribute(value.entity, name));
        const found = this.#hierarchy.lookup(this.#hierarchy.order(value.entity), name, 0, () => true);
        const method = found.kind !== 'found' || found.entity.kind === 'function';
        return method ? { kind: 'method', receiver: value, name } : this.entity(found.entity);
      }
      case 'self':
        return around.attributeOfSelf(name);
      case 'parser':
        around.lookAtParser(value.parser, name);
        return { kind: 'method', receiver: value, name };
      case 'unknown':
      case 'closure':
        return { kind: 'method', receiver: unknownValue, name };
      default:
        return { kind: 'method', receiver: value, name };
    }
  }

  #sequence(items: readonly Expression[], frame: Frame, around: Surroundings): Value {
    const values: Value[] = [];
    for (const item of items) {
      const value = this.evaluate(item, frame, around);
      if (item.kind !== 'starred') values.push(value);
      else if (value.kind === 'list') values.push(...value.items);
      else return unknownValue;
    }
    return { kind: 'list', items: values };
  }

  #operation(expression: Extract<Expression, { kind: 'operation' }>, frame: Frame, around: Surroundings): Value {
    const [left, right] = expression.operands;
    const [operator] = expression.operators;
    if (left === undefined) return unknownValue;
    const first = this.evaluate(left, frame, around);
    if (operator === 'not') {
      const known = truth(first);
      return known === undefined ? unknownValue : literal(!known);
    }
    if (right === undefined) return unknownValue;
    if (operator === 'and' || operator === 'or') {
      const known = truth(first);
      if (known !== undefined) return known === (operator === 'or') ? first : this.evaluate(right, frame, around);
      around.conditionally(() => this.evaluate(right, frame, around));
      return unknownValue;
    }
    const others = expression.operands.slice(1).map((operand) => this.evaluate(operand, frame, around));
    return others.length === 1 && others[0] !== undefined ? binary(operator ?? '', first, others[0]) : unknownValue;
  }

  #comprehension(
    expression: Extract<Expression, { kind: 'comprehension' }>,
    outer: Frame,
    around: Surroundings,
  ): Value {
    const frame: Frame = { module: outer.module, names: new Map(), parent: outer };
    const items: Value[] = [];
    const run = (index: number): boolean => {
      const clause = expression.clauses[index];
      if (clause === undefined) {
        items.push(this.evaluate(expression.element, frame, around));
        return items.length <= maximumItems;
      }
      if (clause.kind === 'if') {
        const test = truth(this.evaluate(clause.test, frame, around));
        return test === undefined ? around.conditionally(() => run(index + 1)) && false : !test || run(index + 1);
      }
      const values = iterate(this.evaluate(clause.iterable, frame, around));
      if (values !== undefined)
        return values.every((value) => (bindTarget(clause.target, value, frame), run(index + 1)));
      bindTarget(clause.target, unknownValue, frame);
      around.conditionally(() => run(index + 1));
      return false;
    };
    if (!run(0)) return unknownValue;
    if (expression.form !== 'dict') return { kind: 'list', items };
    return dictOf(items.map((item) => pair(item)));
  }
}

function sizeOf(value: Value): number {
  if (value.kind === 'list') return value.items.length;
  if (value.kind === 'dict') return value.entries.length;
  return isString(value) ? value.value.length : 0;
}
