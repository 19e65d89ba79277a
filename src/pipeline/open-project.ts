import { dirname, resolve } from 'node:path';
import type { Configuration } from '../config/configuration.ts';
import { loadConfiguration } from '../config/load-configuration.ts';
import type { LoadedRule } from '../core/rule.ts';
import { discover } from '../discovery/discover.ts';
import type { Discovery, DiscoveryRequest } from '../discovery/discovery.ts';
import { findRoot } from '../discovery/find-root.ts';
import { loadRules } from '../engine/load-rules.ts';
import { compareText, type FilePath } from '../core/location.ts';
import type { Shard } from './files/shard.ts';
import { customFamily, customRules } from './custom-rules.ts';

/** Which project, and how it is configured. */
export interface ProjectRequest {
  readonly cwd: string;
  /** As given; empty means the folder `cwd`. */
  readonly paths: readonly string[];
  /** Takes the place of a file; findings are limited to it. */
  readonly stdin?: { readonly filename: string; readonly bytes: Buffer };
  readonly configArguments: readonly string[];
  readonly isolated: boolean;
  readonly presets: readonly string[];
}

/** Which files of it. */
export interface FilesRequest extends ProjectRequest {
  /** `--exclude` replaces what is configured, `--extend-exclude` adds to it. */
  readonly exclude?: readonly string[];
  readonly extendExclude: readonly string[];
  readonly forceExclude: boolean;
  /** Undefined: as configured. */
  readonly respectGitignore?: boolean;
  /** Undefined: all of the files that are asked for. */
  readonly shard?: Shard;
}

export interface OpenedProject {
  /** Absolute, without symbolic links. */
  readonly root: string;
  /** Every rule of this program and of the configuration, sorted by id. */
  readonly rules: readonly LoadedRule[];
  readonly configuration: Configuration;
}

/** What is known before any file is looked at. */
export async function openProject(request: ProjectRequest): Promise<OpenedProject> {
  const { cwd, stdin, configArguments, isolated, presets } = request;
  const asked = stdin === undefined ? request.paths : [dirname(resolve(cwd, stdin.filename))];
  const [root, rules] = await Promise.all([findRoot(asked, cwd), loadRules()]);
  const families = new Set([...rules.map(({ family }) => family), customFamily]);
  const known = { ids: rules.map(({ rule }) => rule.id), families: [...families] };
  const configuration = await loadConfiguration({ root, cwd, configArguments, isolated, presets, known });
  const all = [...rules, ...(await customRules(configuration))];
  return { root, rules: all.sort((a, b) => compareText(a.rule.id, b.rule.id)), configuration };
}

/** @param unwritten - files that are not on disk yet. */
export function discoverFiles(
  request: FilesRequest,
  opened: Pick<OpenedProject, 'root' | 'configuration'>,
  unwritten: readonly FilePath[] = [],
): Promise<Discovery> {
  return discover(discoveryRequestOf(request, opened, unwritten));
}

/** Which files are looked for, configuration and command line taken together. */
export function discoveryRequestOf(
  request: FilesRequest,
  { root, configuration }: Pick<OpenedProject, 'root' | 'configuration'>,
  unwritten: readonly FilePath[] = [],
): DiscoveryRequest {
  return {
    root,
    cwd: request.cwd,
    paths: request.stdin === undefined ? request.paths : [],
    configuration: {
      exclude: request.exclude ?? configuration.exclude,
      extendExclude: [...configuration.extendExclude, ...request.extendExclude],
    },
    forceExclude: request.forceExclude,
    respectGitignore: request.respectGitignore ?? configuration.respectGitignore,
    unwritten,
  };
}
