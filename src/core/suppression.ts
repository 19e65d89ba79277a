import type { Edit } from './finding.ts';
import type { Location } from './location.ts';

/** A comment of the project, as syntax hands it out. */
export interface Comment {
  /** With the leading `#`, without the line end. */
  readonly text: string;
  readonly at: Location;
  /** Nothing but blanks stands before it on its line. */
  readonly alone: boolean;
}

/** `# synclint: ignore[id] reason` and its siblings, after the findings were matched with it. */
export interface SuppressionComment {
  readonly directive: 'ignore' | 'file-ignore' | 'disable' | 'enable' | 'noqa';
  readonly at: Location;
  readonly reason: string;
  readonly entries: readonly SuppressionEntry[];
  readonly expiry: Expiry;
}

export interface SuppressionEntry {
  readonly id: string;
  /** For an id that no rule has: the one that was probably meant. */
  readonly nearest?: string;
  /** The id within the comment. */
  readonly at: Location;
  /** A rule of this program has that id. */
  readonly known: boolean;
  /** That rule ran, so that `used` means something. */
  readonly enabled: boolean;
  /** It suppressed at least one finding. */
  readonly used: boolean;
  /** Takes this entry out, and the whole comment when it is the last one. */
  readonly removal: Edit;
}

export type Expiry =
  { readonly state: 'none' } | { readonly state: 'valid' | 'expired' | 'malformed'; readonly until: string };
