import type { FilePath, Location, SymbolId } from './location.ts';

/** Code that something of the same name takes the place of. */
export type Shadowed =
  /** `x.py` beside the package `x/`: imports find the package. */
  | { readonly kind: 'module'; readonly module: SymbolId; readonly file: FilePath; readonly package: FilePath }
  /** A class, function or method that is defined again before anybody could have used it. */
  | {
      readonly kind: 'definition';
      readonly form: 'class' | 'function' | 'method';
      /** Within its module: `Order.save`. */
      readonly name: string;
      readonly symbol: SymbolId;
      /** The name token of the dead one. */
      readonly at: Location;
      /** The name token of the one that takes its place. */
      readonly by: Location;
    };
