import type { FunctionDefinition, Lambda } from '../../../core/python.ts';
import type { ClassEntity, Module } from '../../entity.ts';
import { Cell, type Exits, type Frame, type FunctionValue, type Loop, type Value } from '../values/value.ts';

const noNames: ReadonlySet<string> = new Set();

/** A class, so that all frames have one shape: there are very many of them. */
class Names implements Frame {
  readonly module: Module;
  readonly cell = new Cell();
  readonly around: Frame | undefined;
  readonly owner: ClassEntity | undefined;
  readonly receiver: Value | undefined;
  readonly function: FunctionDefinition | Lambda | undefined;
  readonly onYield: ((value: Value) => void) | undefined;
  globals = noNames;
  nonlocals = noNames;
  readonly yielded: Value[];
  readonly loops: Loop[];
  readonly handled: Value[];
  exits: Exits;

  constructor(
    of: Partial<Pick<Frame, 'around' | 'owner' | 'receiver' | 'function' | 'onYield'>> & Pick<Frame, 'module'>,
    exits: Exits,
    shared?: Pick<Frame, 'yielded' | 'loops' | 'handled' | 'globals' | 'nonlocals'>,
  ) {
    this.module = of.module;
    this.around = of.around;
    this.owner = of.owner;
    this.receiver = of.receiver;
    this.function = of.function;
    this.onYield = of.onYield;
    this.exits = exits;
    this.yielded = shared?.yielded ?? [];
    this.loops = shared?.loops ?? [];
    this.handled = shared?.handled ?? [];
    if (shared !== undefined) {
      this.globals = shared.globals;
      this.nonlocals = shared.nonlocals;
    }
  }
}

/** The names of one call of a function. */
export function frameOf(callee: FunctionValue, exits: Exits): Frame {
  const { definition, module, around, owner, receiver, onYield } = callee;
  return new Names({ module, function: definition, around, owner, receiver, onYield }, exits);
}

/** The names of a comprehension, within those of the code around it. */
export function innerFrame(around: Frame): Frame {
  const { module, owner, receiver, function: definition, onYield } = around;
  return new Names({ module, function: definition, around, owner, receiver, onYield }, around.exits, around);
}

/** A function has been defined that sees these names. */
export function capture(frame: Frame): Frame {
  for (let current: Frame | undefined = frame; current !== undefined; current = current.around) {
    current.cell.captured = true;
  }
  return frame;
}

/** Where defaults, decorators and the values of a module or class are evaluated. */
export function moduleFrame({ module, owner }: Pick<FunctionValue, 'module' | 'owner'>): Frame {
  return new Names({ module, owner }, { mark: 0, depth: 0, returns: [] });
}
