import type { Location, RelatedLocation, SymbolId } from './location.ts';

export interface LayerImport {
  readonly from: LayerMember;
  readonly to: LayerMember;
  /** The import statement in `from`. */
  readonly at: Location;
  /** Under `if TYPE_CHECKING:` and the like: never executed. */
  readonly typeOnly: boolean;
  /** Every import statement from `from` to `to`, in order; one step for a direct import. */
  readonly chain: readonly RelatedLocation[];
  /** False when modules without a layer stand between; a re-export by a package does not. */
  readonly direct: boolean;
  /** The class of `to` that is imported; absent: the module or something else in it. */
  readonly symbol?: SymbolId;
  /**
   * Nothing is taken but exceptions, or the history model with its choices, as far as can be seen: what every layer may
   * know of a lower one.
   */
  readonly sharable: boolean;
}

export interface LayerMember {
  readonly module: SymbolId;
  readonly layer: string;
}
