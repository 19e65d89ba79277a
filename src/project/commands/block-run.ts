import { assertNever } from '../../core/assert-never.ts';
import type { Assignment, Block, Expression, Loop, Statement } from '../../core/python.ts';
import { walkStatements } from '../../facts/walk.ts';
import { isSameFunction } from '../classes/self-assignments.ts';
import { bindTarget } from '../constants/bind.ts';
import type { Evaluator, Surroundings } from '../constants/evaluator.ts';
import { iterate, markChanged, truth, unknownValue, type Frame, type Value } from '../constants/value.ts';
import type { Resolver } from '../imports/resolver.ts';
import type { OptionCollector } from './options.ts';

/** What the code around a block offers to it. */
export interface BlockSurroundings extends Surroundings {
  /** Under which conditions the statements run. */
  readonly flow: Pick<OptionCollector, 'becomeConditional' | 'branches'>;
  assignToSelf(name: string, value: Value): void;
}

type Left = 'no' | 'continue' | 'break' | 'return';

/** Runs the statements of one function body on known values; loops over known lists are unrolled. */
export class BlockRun {
  readonly #around: BlockSurroundings;
  readonly #evaluator: Evaluator;
  readonly #resolver: Resolver;
  readonly #frame: Frame;
  readonly #returned: Value[] = [];
  /** Why the rest of the block is not run. */
  #left: Left = 'no';

  constructor(around: BlockSurroundings, evaluator: Evaluator, resolver: Resolver, frame: Frame) {
    this.#around = around;
    this.#evaluator = evaluator;
    this.#resolver = resolver;
    this.#frame = frame;
  }

  /** What the function returns, where all its returns agree. */
  result(): Value {
    const [first, ...others] = this.#returned;
    if (first === undefined) return unknownValue;
    return others.every((other) => other.kind === 'parser' && first.kind === 'parser') ? first : unknownValue;
  }

  block(statements: Block): void {
    for (const statement of statements) {
      if (!this.#around.spend()) this.#left = 'return';
      else this.#statement(statement);
      if (this.#left !== 'no') return;
    }
  }

  #evaluate(expression: Expression): Value {
    return this.#evaluator.evaluate(expression, this.#frame, this.#around);
  }

  #statement(statement: Statement): void {
    switch (statement.kind) {
      case 'expression':
        this.#evaluate(statement.value);
        return;
      case 'assign':
        this.#assign(statement);
        return;
      case 'import':
      case 'from-import':
        this.#import(statement);
        return;
      case 'return':
        this.#returned.push(statement.value === undefined ? unknownValue : this.#evaluate(statement.value));
        this.#left = 'return';
        return;
      case 'raise':
        this.#left = 'return';
        return;
      case 'if': {
        const test = truth(this.#evaluate(statement.test));
        if (test === undefined) this.#alternatives([statement.body, statement.otherwise], true);
        else this.block(test ? statement.body : statement.otherwise);
        return;
      }
      case 'loop':
        this.#loop(statement);
        return;
      case 'try':
        this.block(statement.body);
        for (const handler of statement.handlers) this.#alternatives([handler.body], false);
        this.block(statement.otherwise);
        this.block(statement.finally);
        return;
      case 'with':
        for (const { context, target } of statement.items) {
          const value = this.#evaluate(context);
          if (target !== undefined) bindTarget(target, value, this.#frame);
        }
        this.block(statement.body);
        return;
      case 'function':
        this.#frame.names.set(statement.name, { kind: 'closure', definition: statement, frame: this.#frame });
        return;
      case 'class':
        this.#frame.names.set(statement.name, unknownValue);
        return;
      case 'other':
        if (statement.form === 'continue_statement') this.#left = 'continue';
        if (statement.form === 'break_statement') this.#left = 'break';
        this.#rebind(statement.form, statement.expressions);
        for (const expression of statement.expressions) this.#evaluate(expression);
        if (statement.blocks.length > 0) this.#alternatives(statement.blocks, false);
        return;
      default:
        assertNever(statement);
    }
  }

  /** Afterwards a name has a value only where all alternatives leave it the same. */
  #alternatives(bodies: readonly Block[], exhaustive: boolean): void {
    const { names } = this.#frame;
    const before = new Map(names);
    const outcomes: { readonly names: Map<string, Value>; readonly left: Left }[] = [];
    const runs = bodies.map((body) => () => {
      restore(names, before);
      this.#left = 'no';
      this.block(body);
      outcomes.push({ names: new Map(names), left: this.#left });
    });
    this.#around.flow.branches(runs, exhaustive);
    const remaining = outcomes.filter((outcome) => outcome.left === 'no');
    const states = [...remaining.map((outcome) => outcome.names), ...(exhaustive ? [] : [before])];
    const [first, ...others] = states;
    restore(names, first ?? before);
    for (const [name, value] of names) {
      if (others.some((other) => !same(other.get(name), value))) names.set(name, unknownValue);
    }
    this.#left = states.length === 0 ? (outcomes[0]?.left ?? 'no') : 'no';
    if (states.length > 0 && remaining.length < outcomes.length) this.#around.flow.becomeConditional();
  }

  #loop(loop: Loop): void {
    const values = loop.target === undefined ? undefined : iterate(this.#evaluate(loop.subject));
    if (values === undefined || loop.target === undefined) {
      if (loop.target === undefined) this.#evaluate(loop.subject);
      else bindTarget(loop.target, unknownValue, this.#frame);
      this.#forgetAssigned(loop.body);
      this.#alternatives([loop.body], false);
      this.#left = 'no';
    } else {
      for (const value of values) {
        bindTarget(loop.target, value, this.#frame);
        this.block(loop.body);
        if (this.#left === 'return') return;
        const broken = this.#left === 'break';
        this.#left = 'no';
        if (broken) return;
      }
    }
    this.block(loop.otherwise);
  }

  /** What a loop of unknown length assigns is unknown in it from its second turn on. */
  #forgetAssigned(body: Block): void {
    for (const statement of walkStatements(body, isSameFunction)) {
      if (statement.kind !== 'assign') continue;
      for (const target of statement.targets) bindTarget(target, unknownValue, this.#frame);
    }
  }

  #assign(statement: Assignment): void {
    if (statement.value === undefined) return;
    const value = this.#evaluate(statement.value);
    for (const target of statement.targets) {
      if (statement.operator !== undefined) {
        const operator = statement.operator.replace(/=$/, '');
        const { start, end } = statement;
        const operation = {
          kind: 'operation',
          operators: [operator],
          operands: [target, statement.value],
          start,
          end,
        } as const;
        const result = this.#evaluate(operation);
        // `+=` on a list changes it under all its names.
        markChanged(this.#evaluate(target), this.#around.changed);
        bindTarget(target, result, this.#frame);
      } else if (target.kind === 'attribute' && this.#evaluate(target.value).kind === 'self') {
        this.#around.assignToSelf(target.name, value);
      } else if (target.kind === 'subscript') markChanged(this.#evaluate(target.value), this.#around.changed);
      else bindTarget(target, value, this.#frame);
    }
  }

  /** `nonlocal name` and `global name` give the name away; `del a[b]` changes what it held. */
  #rebind(form: string, expressions: readonly Expression[]): void {
    for (const expression of expressions) {
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

  #import(statement: Extract<Statement, { kind: 'import' | 'from-import' }>): void {
    const { module, names } = this.#frame;
    if (statement.kind === 'import') {
      const [first = ''] = statement.module.split('.');
      const entity = this.#resolver.dotted(statement.alias === null ? first : statement.module);
      names.set(statement.alias ?? first, this.#evaluator.entity(entity));
      return;
    }
    const source = { module: statement.module, level: statement.level };
    for (const { name, alias } of statement.names) {
      names.set(alias ?? name, this.#evaluator.entity(this.#resolver.imported(source, name, module)));
    }
  }
}

function restore(names: Map<string, Value>, state: ReadonlyMap<string, Value>): void {
  names.clear();
  for (const [name, value] of state) names.set(name, value);
}

function same(a: Value | undefined, b: Value): boolean {
  return a === b || (a?.kind === 'parser' && b.kind === 'parser' && a.subcommand === b.subcommand);
}
