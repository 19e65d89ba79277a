import type { Option } from './commands.ts';
import type { FilePath, SymbolId } from './location.ts';
import type { SystemPolicy } from './policy.ts';

/** The commands of a project: what they accept, what they run, whom they start. */
export interface Inventory {
  /** By system, then by name; those of no system last. */
  readonly commands: readonly InventoryCommand[];
  readonly layers: readonly LayerEdge[];
  readonly unresolved: readonly InventoryGap[];
}

export interface InventoryCommand {
  readonly name: string;
  readonly module: SymbolId;
  readonly file: FilePath;
  readonly line: number;
  readonly system: string | null;
  readonly source: SystemPolicy['source'] | null;
  readonly kind: 'entity' | 'orchestrator' | 'other';
  readonly flags: readonly Option[];
  /** There may be more flags than these. */
  readonly open: boolean;
  /** Required flags that it certainly does not accept. */
  readonly missing: readonly string[];
  /** Options, by `dest`, that its run reads; others may be read where the run could not be followed. */
  readonly reads: readonly string[];
  /** Classes of the engine layer of which its run makes objects, the outermost first. */
  readonly engines: readonly SymbolId[];
  readonly history: HistoryUse;
  readonly children: readonly InventoryChild[];
}

/** Whether the run creates a record of the history model: always, never, or only on some paths. */
export type HistoryUse = 'yes' | 'no' | 'partial' | 'unknown';

export interface InventoryChild {
  /** `sync_x_*` where only the beginning is known, null where nothing is. */
  readonly name: string | null;
  /** Modules of the commands that it may be. */
  readonly modules: readonly SymbolId[];
  readonly file: FilePath;
  readonly line: number;
  /** Keywords and option strings, as written. */
  readonly passes: readonly string[];
}

/** Imports of one layer from another one. */
export interface LayerEdge {
  readonly from: string;
  readonly to: string;
  readonly imports: number;
  /** `to` is above `from`. */
  readonly upward: boolean;
}

/** What could not be seen of a command. */
export interface InventoryGap {
  readonly command: string;
  readonly file: FilePath;
  readonly line: number;
  readonly reason: string;
}
