import { assertNever } from '../../core/assert-never.ts';
import type { Block, Expression, Loop, Statement, Try, With } from '../../core/python.ts';
import { boundNames } from '../../facts/bound-names.ts';
import { walkExpression } from '../../facts/walk.ts';
import { bindTarget, forgetValues } from '../constants/bind.ts';
import type { Evaluator } from '../constants/evaluator.ts';
import { iterate, truth, unknownValue, type Frame, type Value } from '../constants/value.ts';
import type { Resolver } from '../imports/resolver.ts';
import { Assigning } from './assigning.ts';
import { bindImport } from './bind-import.ts';
import type { BlockSurroundings } from './block-surroundings.ts';

type Left = 'no' | 'continue' | 'break' | 'return';

/** Runs the statements of one function body on known values; loops over known lists are unrolled. */
export class BlockRun {
  readonly #around: BlockSurroundings;
  readonly #evaluator: Evaluator;
  readonly #resolver: Resolver;
  readonly #frame: Frame;
  readonly #returned: Value[] = [];
  readonly #assigning: Assigning;
  /** Some of the returns stand in a branch that need not be taken. */
  #mayFallThrough = false;
  /** Why the rest of the block is not run. */
  #left: Left = 'no';

  constructor(around: BlockSurroundings, evaluator: Evaluator, resolver: Resolver, frame: Frame) {
    this.#around = around;
    this.#evaluator = evaluator;
    this.#resolver = resolver;
    this.#frame = frame;
    this.#assigning = new Assigning(around, evaluator, frame);
  }

  /** What the function returns, where all its returns agree. */
  result(): Value {
    const [first, ...others] = this.#returned;
    if (first === undefined) return unknownValue;
    if (this.#mayFallThrough && first.kind !== 'parser') return unknownValue;
    return others.every((other) => same(other, first)) ? first : unknownValue;
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
        this.#assigning.assign(statement);
        return;
      case 'import':
      case 'from-import':
        bindImport(statement, this.#frame, this.#resolver, this.#evaluator);
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
        const bodies = [statement.body, statement.otherwise];
        if (test === undefined) this.#alternatives(bodies, true);
        else if (this.#isLocal(statement.test)) this.block(test ? statement.body : statement.otherwise);
        else this.#seemingly(test ? bodies : bodies.toReversed());
        return;
      }
      case 'loop':
        this.#loop(statement);
        return;
      case 'try':
        this.#try(statement);
        return;
      case 'with':
        this.#with(statement);
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
        this.#assigning.rebind(statement.form, statement.expressions);
        for (const expression of statement.expressions) this.#evaluate(expression);
        if (statement.form === 'match_statement') forgetValues(this.#frame);
        if (statement.blocks.length > 0) this.#alternatives(statement.blocks, false);
        return;
      default:
        assertNever(statement);
    }
  }

  #try(statement: Try): void {
    if (statement.handlers.length === 0) this.block(statement.body);
    else {
      this.#around.flow.guarded(() => {
        this.block(statement.body);
      });
      // The body may have ended anywhere.
      this.#forgetAssigned(statement.body);
    }
    for (const handler of statement.handlers) this.#alternatives([handler.body], false);
    this.block(statement.otherwise);
    this.block(statement.finally);
  }

  #with({ items, body }: With): void {
    for (const { context, target } of items) {
      const value = this.#evaluate(context);
      if (target !== undefined) bindTarget(target, value, this.#frame);
    }
    this.#around.flow.guarded(() => {
      this.block(body);
    });
    // A context manager may swallow what is raised inside.
    if (this.#left !== 'return') return;
    this.#left = 'no';
    this.#around.flow.becomeConditional();
  }

  /** Literals and local names, which no other code changes: arguments of a call that is followed. */
  #isLocal(test: Expression): boolean {
    return [...walkExpression(test)].every((part) => {
      if (part.kind === 'name') return this.#frame.names.has(part.id);
      return part.kind === 'operation' || part.kind === 'constant' || part.kind === 'string' || part.kind === 'number';
    });
  }

  /**
   * The condition is known from values that code elsewhere may change: the first branch is taken as run, the other one
   * as perhaps run, and nothing is cut off behind them.
   */
  #seemingly([taken = [], other = []]: readonly Block[]): void {
    const before = new Map(this.#frame.names);
    this.block(taken);
    const after = new Map(this.#frame.names);
    const left = this.#left;
    restore(this.#frame.names, before);
    this.#left = 'no';
    this.#alternatives([other], false);
    restore(this.#frame.names, after);
    this.#left = 'no';
    if (left !== 'no') this.#around.flow.becomeConditional();
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
    if (states.length > 0 && remaining.length < outcomes.length) {
      this.#mayFallThrough = true;
      this.#around.flow.becomeConditional();
    }
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

  /** What a loop of unknown length binds is unknown in it from its second turn on. */
  #forgetAssigned(body: Block): void {
    for (const name of boundNames(body)) this.#frame.names.set(name, unknownValue);
  }
}

function restore(names: Map<string, Value>, state: ReadonlyMap<string, Value>): void {
  names.clear();
  for (const [name, value] of state) names.set(name, value);
}

function same(a: Value | undefined, b: Value): boolean {
  return (
    a === b || (a?.kind === 'parser' && b.kind === 'parser' && a.parser === b.parser && a.exclusive === b.exclusive)
  );
}
