import type { Policy } from '../core/policy.ts';
import type { Severity } from '../core/severity.ts';
import type { Position } from './formats/document.ts';
import type { KeyPath } from './key-path.ts';
import type { Settings } from './settings-schema.ts';

/** A rule id, a family, a glob over both, or `ALL`. */
export type Selector = string;

export interface PerFileIgnore {
  /** Globs relative to the project root. */
  readonly files: readonly string[];
  readonly ignore: readonly Selector[];
}

/** One place that values come from; later ones win over earlier ones. */
export interface ConfigurationSource {
  readonly kind: 'default' | 'preset' | 'file' | 'command-line';
  /** `default`, a preset's name, a file relative to the project root, or `--config key=value`. */
  readonly name: string;
  readonly settings: Settings;
  /** Place of a value (or of its key) in the file; only files have places. */
  readonly positionOf?: (path: KeyPath, part?: 'key' | 'value') => Position;
}

/** Everything that was configured, merged over all sources. */
export interface Configuration {
  /** The file that was found or named, relative to the project root; null when there is none. */
  readonly file: string | null;
  /** Presets in use, in the order of their precedence. */
  readonly presets: readonly string[];
  /** What the project itself selects; undefined when it leaves that to the defaults and presets. */
  readonly select: readonly Selector[] | undefined;
  /** What presets select, besides the rules that are always on; does not count once `select` is set. */
  readonly presetSelect: readonly Selector[];
  readonly extendSelect: readonly Selector[];
  readonly ignore: readonly Selector[];
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
  readonly exclude: readonly string[];
  readonly extendExclude: readonly string[];
  /** Undefined when not configured. */
  readonly sourceRoots: readonly string[] | undefined;
  readonly respectGitignore: boolean;
  readonly perFile: readonly PerFileIgnore[];
  readonly policy: Policy;
  /** All merged values under their configured names, also those that no field above repeats. */
  readonly settings: Settings;
  /** Dotted key of every value → `default`, `preset crm-sync`, `synclint.toml:12` or `command line`. */
  readonly origins: ReadonlyMap<string, string>;
  /** What the values were merged from, weakest first. */
  readonly sources: readonly ConfigurationSource[];
}

/** Ids and families that exist, so that a misspelt selector is an error. */
export interface KnownRules {
  readonly ids: readonly string[];
  readonly families: readonly string[];
}

export interface ConfigurationRequest {
  /** The project root, absolute. */
  readonly root: string;
  /** Folder that the paths among `configArguments` are relative to. */
  readonly cwd: string;
  /** Values of `--config`: at most one file, and any number of `key=value`. */
  readonly configArguments: readonly string[];
  /** Look at no configuration file. */
  readonly isolated: boolean;
  /** Values of `--preset`. */
  readonly presets: readonly string[];
  readonly known: KnownRules;
}
