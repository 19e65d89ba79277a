import type { Span } from '../../core/location.ts';
import type { Surroundings } from '../constants/surroundings.ts';
import type { Frame, Value } from '../constants/value.ts';
import type { OptionCollector } from './options.ts';

/** What the code around a block offers to it. */
export interface BlockSurroundings extends Surroundings {
  /** Under which conditions the statements run. */
  readonly flow: Pick<OptionCollector, 'becomeConditional' | 'branches' | 'guarded'>;
  assignToSelf(name: string, value: Value): void;
  /** `object.name = value` */
  assignAttribute(object: Value, name: string, value: Value): void;
  /** A value is stored where code that is not followed may find it. */
  keep(value: Value, target: Span, frame: Frame): void;
}
