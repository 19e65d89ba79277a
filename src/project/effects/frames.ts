import { Cell, type Exits, type Frame, type FunctionValue } from './value.ts';

/** The names of one call of a function. */
export function frameOf(callee: FunctionValue, exits: Exits): Frame {
  const { definition, module, around, owner, receiver, onYield } = callee;
  return {
    module,
    cell: new Cell(),
    function: definition,
    globals: new Set(),
    nonlocals: new Set(),
    yielded: [],
    loops: [],
    handled: [],
    exits,
    ...(around && { around }),
    ...(owner && { owner }),
    ...(receiver && { receiver }),
    ...(onYield && { onYield }),
  };
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
  return {
    module,
    cell: new Cell(),
    globals: new Set(),
    nonlocals: new Set(),
    yielded: [],
    loops: [],
    handled: [],
    exits: { mark: 0, depth: 0, returns: [] },
    ...(owner && { owner }),
  };
}
