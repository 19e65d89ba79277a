import type { Assignment, Expression } from '../../core/python.ts';
import { bindTarget } from '../constants/bind.ts';
import type { Evaluator } from '../constants/evaluator.ts';
import { markChanged, unknownValue, type Frame, type Value } from '../constants/value.ts';
import type { BlockSurroundings } from './block-surroundings.ts';

/** What assignments and the like in one function body do to names, attributes and items. */
export class Assigning {
  readonly #around: BlockSurroundings;
  readonly #evaluator: Evaluator;
  readonly #frame: Frame;
  readonly #globals = new Set<string>();

  constructor(around: BlockSurroundings, evaluator: Evaluator, frame: Frame) {
    this.#around = around;
    this.#evaluator = evaluator;
    this.#frame = frame;
  }

  assign(statement: Assignment): void {
    const { value: assigned, operator } = statement;
    if (assigned === undefined) return;
    const value = this.#evaluate(assigned);
    for (const target of statement.targets) {
      if (operator === undefined) this.#to(target, value);
      else this.#change(target, operator, assigned, statement);
    }
  }

  /** `nonlocal name` and `global name` give the name away; `del a[b]` changes what it held. */
  rebind(form: string, expressions: readonly Expression[]): void {
    for (const expression of expressions) {
      if (form === 'global_statement' && expression.kind === 'name') this.#globals.add(expression.id);
      if (form === 'nonlocal_statement' && expression.kind === 'name') {
        for (let outer = this.#frame.parent; outer !== undefined; outer = outer.parent) {
          if (outer.names.has(expression.id)) outer.names.set(expression.id, unknownValue);
        }
      }
      if (form !== 'delete_statement') continue;
      if (expression.kind === 'subscript') markChanged(this.#evaluate(expression.value), this.#around.changed);
      else bindTarget(expression, unknownValue, this.#frame);
    }
  }

  #to(target: Expression, value: Value): void {
    if (target.kind === 'attribute') {
      const object = this.#evaluate(target.value);
      if (object.kind === 'self') this.#around.assignToSelf(target.name, value);
      else this.#around.assignAttribute(object, target.name, value);
      this.#around.keep(value, target, this.#frame);
    } else if (target.kind === 'subscript') {
      markChanged(this.#evaluate(target.value), this.#around.changed);
      this.#around.keep(value, target, this.#frame);
    } else {
      if (target.kind === 'name' && this.#globals.has(target.id)) this.#around.keep(value, target, this.#frame);
      bindTarget(target, value, this.#frame);
    }
  }

  /** `target += value` */
  #change(target: Expression, operator: string, value: Expression, { start, end }: Assignment): void {
    const operators = [operator.replace(/=$/, '')];
    const result = this.#evaluate({ kind: 'operation', operators, operands: [target, value], start, end });
    // `+=` on a list changes it under all its names.
    markChanged(this.#evaluate(target), this.#around.changed);
    bindTarget(target, result, this.#frame);
  }

  #evaluate(expression: Expression): Value {
    return this.#evaluator.evaluate(expression, this.#frame, this.#around);
  }
}
