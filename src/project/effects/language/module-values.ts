import type { Expression } from '../../../core/python.ts';
import type { Entity } from '../../entity.ts';
import { fromConstant } from '../values/collections.ts';
import { moduleFrame } from './frames.ts';
import type { Machine } from '../machine.ts';
import { external, unknownValue, type Value } from '../values/value.ts';

/** Expressions that are worth evaluating where they are no constants. */
const made = new Set<Expression['kind']>(['call', 'lambda', 'name', 'attribute', 'operation']);

/** What the names of modules and classes stand for; evaluated once in a run. */
export class ModuleValues {
  readonly #machine: Machine;
  readonly #known = new Map<Expression, Value>();

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  of(entity: Entity): Value {
    switch (entity.kind) {
      case 'external':
        return external(entity.name);
      case 'unknown':
        return unknownValue;
      case 'value':
        return this.#value(entity);
      case 'class':
      case 'function':
      case 'module':
        return { kind: 'entity', entity };
    }
  }

  #value(entity: Extract<Entity, { kind: 'value' }>): Value {
    const known = this.#known.get(entity.value);
    if (known !== undefined) return known;
    // A value that needs itself has none.
    this.#known.set(entity.value, unknownValue);
    const constant = this.#machine.analysis.evaluator.entity(entity);
    const value =
      constant.kind === 'literal' || constant.kind === 'list' || constant.kind === 'dict'
        ? fromConstant(constant, (other) => (other.kind === 'entity' ? this.of(other.entity) : unknownValue))
        : this.#made(entity);
    this.#known.set(entity.value, value);
    return value;
  }

  /** `logger = logging.getLogger(…)`, `client = Client()`: an object that the module makes when it is imported. */
  #made({ value, module, owner }: Extract<Entity, { kind: 'value' }>): Value {
    if (!made.has(value.kind)) return unknownValue;
    const { store } = this.#machine;
    return store.permanently(() => this.#machine.evaluate(value, moduleFrame({ module, ...(owner && { owner }) })));
  }
}
