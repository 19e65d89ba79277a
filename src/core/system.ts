import type { SyncCommand } from './commands.ts';
import type { FilePath, Location, RelatedLocation, SymbolId } from './location.ts';
import type { SystemPolicy } from './policy.ts';

/** A configured system that the project has: it has a command, or a package with a module in it. */
export interface System {
  readonly name: string;
  readonly policy: SystemPolicy;
  /** Commands that match its pattern, orchestrators included, as far as they certainly are commands. */
  readonly commands: readonly SyncCommand[];
  /** Modules that match the pattern and of which nobody can tell whether they have a `Command`. */
  readonly uncertainCommands: number;
  /** Python files of its package, tests and set-aside copies left out; empty: there is no package. */
  readonly files: readonly FilePath[];
  /** 1:1 of the package's `__init__.py`, else of the file next to it, else of the first command. */
  readonly at: Location;
  /** What every system's package has and this one has not, such as `clients/`; undefined: there is no package. */
  readonly missingParts: () => readonly string[] | undefined;
  readonly tests: () => SystemTests;
}

/** Whether the tests that the configuration names are there. */
export type SystemTests =
  | { readonly state: 'unplanned' }
  /** Also where a file cannot be seen through. */
  | { readonly state: 'present' }
  | { readonly state: 'absent'; readonly path: string }
  /** Files by that name that contain no test. */
  | { readonly state: 'empty'; readonly path: string; readonly at: Location };

/** An import of a module of a system, by a module of another system or by a command of none. */
export interface SystemImport {
  readonly from: { readonly module: SymbolId; readonly system?: string; readonly command?: string };
  /** Commands are modules of their system, and no part of its package. */
  readonly to: { readonly module: SymbolId; readonly system: string; readonly inPackage: boolean };
  /** The import statement. */
  readonly at: Location;
  /** Never executed. */
  readonly typeOnly: boolean;
  /** Every import statement on the way, over packages that re-export. */
  readonly chain: readonly RelatedLocation[];
}

/** Modules of one system that need each other when they are imported. */
export interface ModuleCycle {
  readonly system: string;
  /** A shortest loop, from the module whose name comes first. */
  readonly modules: readonly SymbolId[];
  /** The import statement of each module that leads to the next, the last one back to the first. */
  readonly imports: readonly RelatedLocation[];
}
