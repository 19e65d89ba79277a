import type { RunEvent } from '../../core/command-run.ts';

type Distribute<E> = E extends RunEvent
  ? Omit<E, 'at' | 'module' | 'function' | 'inAsync' | 'chain' | 'doubtful' | 'inHandler'>
  : never;
/** An event before the place is added. */
export type PlainEvent = Distribute<RunEvent>;
