import type { Location } from '../../../core/location.ts';
import type { Block, FunctionDefinition, Lambda, Try } from '../../../core/python.ts';
import { boundNames } from '../../../facts/bound-names.ts';
import { walkStatements } from '../../../facts/walk.ts';
import type { Module } from '../../entity.ts';
import { remembered } from '../../remembered.ts';
import { isCalledHarmless, isNotification, isTracked } from './harmless-failures.ts';
import { isMadeUpFor } from './made-up-for.ts';
import { isSideMatter } from './side-matters.ts';
import { doesSomething } from './telling.ts';

type Handler = Try['handlers'][number];

/** What the text alone says of a handler, and of the body that it watches over. */
export interface HandlerReading {
  readonly madeUpFor: boolean;
  readonly notifies: boolean;
  readonly leaves: boolean;
  readonly tried: Location;
}

/** What the text of statements says, whatever state a run is in: read once for all runs of a project. */
export class StatementReadings {
  readonly #handlers = new Map<Handler, HandlerReading>();
  readonly #doing = new Map<Block, boolean>();
  readonly #bound = new Map<Block, ReadonlySet<string>>();

  /** `around`: the function that the statement stands in. */
  handler(
    statement: Try,
    handler: Handler,
    around: FunctionDefinition | Lambda | undefined,
    module: Module,
  ): HandlerReading {
    return remembered(this.#handlers, handler, () => ({
      madeUpFor:
        isMadeUpFor(statement, handler, around) ||
        isCalledHarmless(handler, module) ||
        isTracked(handler.body) ||
        isSideMatter(statement, handler, around),
      notifies: isNotification(statement.body),
      leaves: [...walkStatements(handler.body)].some(({ kind }) => kind === 'return' || kind === 'raise'),
      tried: module.locate(statement),
    }));
  }

  doesSomething(block: Block): boolean {
    return remembered(this.#doing, block, doesSomething);
  }

  boundNames(block: Block): ReadonlySet<string> {
    return remembered(this.#bound, block, boundNames);
  }
}
