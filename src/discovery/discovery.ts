import type { FilePath } from '../core/location.ts';

/** A path that is in the project and is not looked at. */
export interface SkippedPath {
  /** Relative to the project root. */
  readonly path: FilePath;
  readonly kind:
    'special-file' | 'unreadable-folder' | 'broken-link' | 'link-outside' | 'link-to-other' | 'not-python' | 'excluded';
  /** One sentence for the user, lower-case, without the path. */
  readonly reason: string;
}

export interface DiscoveryRequest {
  /** The project root: absolute, without symbolic links (as `findRoot` returns it). */
  readonly root: string;
  /** Folder that `paths` are relative to. */
  readonly cwd: string;
  /** The paths that were asked for; empty means the whole project. */
  readonly paths: readonly string[];
  readonly configuration: {
    readonly exclude: readonly string[];
    readonly extendExclude: readonly string[];
  };
  /** Excludes also files that were named themselves. */
  readonly forceExclude: boolean;
  readonly respectGitignore: boolean;
  /** Files that an editor holds and nobody has written yet: they are found unless a written one would be left out. */
  readonly unwritten?: readonly FilePath[];
}

export interface Discovery {
  /** Python files of the whole project, sorted; the model is made of them. */
  readonly files: readonly FilePath[];
  /** The files among them that were asked for, sorted; findings are limited to them. */
  readonly inScope: readonly FilePath[];
  /** Shell scripts, schedules, recipes and workflows of the whole project, sorted. */
  readonly scripts: readonly FilePath[];
  readonly scriptsInScope: readonly FilePath[];
  readonly skipped: readonly SkippedPath[];
  /** Why git was not asked although ignored files were to be left out; undefined when all is well. */
  readonly withoutGit: string | undefined;
}

export type SourceBytes = { readonly bytes: Buffer } | { readonly unreadable: string };

/** `text` without byte order mark, line ends as they are; `encoding` as it is declared, in lower case. */
export type SourceText =
  { readonly text: string; readonly hadBom: boolean; readonly encoding: string } | { readonly unreadable: string };
