import type { Location, RelatedLocation, SymbolId } from './location.ts';

/** What management commands reach and models, or (for a rule that somebody selected) the whole project. */
export type CorrectnessScope = 'reached' | 'project';

/** What certainly fails, or reads nothing, when it runs; what could not be resolved is not here. */
export interface Correctness {
  missingMethods(): readonly MissingMethod[];
  unboundCalls(): readonly UnboundCall[];
  abstractInstantiations(): readonly AbstractInstantiation[];
  unresolvableImports(): readonly UnresolvableImport[];
  unreturnedKeys(): readonly UnreturnedKey[];
  unknownModelFields(): readonly UnknownModelField[];
}

/** A call of something that its receiver does not have. */
export interface MissingMethod {
  readonly name: string;
  /** Of an instance or class: the class; else the module. */
  readonly receiver: SymbolId;
  readonly receiverKind: 'class' | 'module';
  /** The name that is called. */
  readonly at: Location;
}

/** A call with arguments that its callee does not take. */
export interface UnboundCall {
  readonly callee: SymbolId;
  readonly mismatch:
    | { readonly kind: 'unexpected'; readonly keyword: string }
    | { readonly kind: 'missing'; readonly parameter: string }
    | { readonly kind: 'repeated'; readonly parameter: string }
    | { readonly kind: 'excess'; readonly given: number; readonly taken: number };
  readonly at: Location;
  readonly definition: RelatedLocation;
}

export interface AbstractInstantiation {
  readonly class: SymbolId;
  /** Names without an implementation, sorted. */
  readonly methods: readonly string[];
  readonly at: Location;
  readonly definitions: readonly RelatedLocation[];
}

export interface UnresolvableImport {
  readonly module: string;
  /** Absent: the module itself does not exist. */
  readonly name?: string;
  readonly at: Location;
}

export interface UnreturnedKey {
  readonly key: string;
  readonly callee: SymbolId;
  /** `get`: reads None or a default instead of raising. */
  readonly read: 'item' | 'get';
  /** What the callee returns, sorted. */
  readonly returned: readonly string[];
  readonly at: Location;
  readonly definition: RelatedLocation;
}

export interface UnknownModelField {
  readonly field: string;
  readonly model: SymbolId;
  readonly modelName: string;
  /** The method that takes the name; the class itself for a constructor. */
  readonly taker: string;
  /** `property`: the class has it, and the database does not. */
  readonly flaw: 'unknown' | 'property';
  readonly at: Location;
}
