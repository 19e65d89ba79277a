import type { Brand } from './brand.ts';
import type { Location, RelatedLocation, SymbolId } from './location.ts';
import type { Confidence, Severity } from './severity.ts';
import type { Corroboration } from './verdict.ts';

export type RuleId = Brand<string, 'RuleId'>;
/** Hash of rule, enclosing scope and data: the same finding after lines moved has the same fingerprint. */
export type Fingerprint = Brand<string, 'Fingerprint'>;

export const ruleId = (id: string): RuleId => id as RuleId;
export const fingerprint = (hash: string): Fingerprint => hash as Fingerprint;

export interface Edit {
  readonly at: Location;
  readonly replacement: string;
}

export interface Fix {
  readonly title: string;
  readonly applicability: 'safe' | 'unsafe' | 'display-only';
  readonly edits: readonly Edit[];
}

export type Suppression =
  | {
      readonly kind: 'inline';
      readonly reason: string;
      /** The comment that suppresses. */
      readonly at: Location;
    }
  | { readonly kind: 'baseline'; readonly reason: string };

/** What is wrong at one place, ready to be printed. */
export interface Finding {
  readonly ruleId: RuleId;
  readonly messageId: string;
  readonly message: string;
  readonly data: Readonly<Record<string, string>>;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly at: Location;
  readonly subject?: SymbolId;
  readonly related: readonly RelatedLocation[];
  /** Steps from the cause to the effect, in order; empty when one place says it all. */
  readonly flow: readonly RelatedLocation[];
  readonly fingerprint: Fingerprint;
  readonly fix?: Fix;
  readonly suppression?: Suppression;
  /** Whether a baseline, or an earlier revision, has it too; absent where there was nothing to compare with. */
  readonly novelty?: 'new' | 'known';
  /** What running the code said of it; absent where nothing was run. */
  readonly corroboration?: Corroboration;
}
