import type { Configuration } from '../config/configuration.ts';
import type { Settings } from '../config/settings-schema.ts';
import { selectRules, selectedRules, severityOf, type RuleSelection } from '../config/select-rules.ts';
import { expandSelectors } from '../config/selectors.ts';
import { withPreset } from '../config/with-preset.ts';
import type { FilePath, Location } from '../core/location.ts';
import type { Command } from '../core/commands.ts';
import type { EarlierCommands } from '../core/earlier-commands.ts';
import type { ProjectModel } from '../core/project-model.ts';
import type { Unresolved } from '../core/unresolved.ts';
import type { LoadedRule } from '../core/rule.ts';
import type { CheckRun } from '../core/run.ts';
import type { Discovery } from '../discovery/discovery.ts';
import type { FoundProject } from '../discovery/snapshot-project.ts';
import { Project } from '../project/project.ts';
import { createPythonParser } from '../syntax/python/parse.ts';
import { analyse } from './analyse.ts';
import { compareWith } from './probes/compare.ts';
import { detectPreset, presetNote } from './detect-preset.ts';
import { overlayOf } from './files/overlay.ts';
import { discoverFiles, openProject, type FilesRequest } from './open-project.ts';
import { filesToReadAhead } from './files/read-ahead.ts';
import { guessSourceRoots } from './files/source-roots.ts';
import { gitNotes, skippedNotes } from './files/discovery-notes.ts';
import { repositoryPrefix } from './files/repository-prefix.ts';
import { searchQueries } from './search-queries.ts';
import { filesInShard } from './files/shard.ts';
import { SourceStore, type Overlays } from './files/source-store.ts';
import type { CheckMemory, Found } from './remembering/memory.ts';
import { withUsableFixes } from './fixing/usable-fixes.ts';

export interface CheckRequest extends FilesRequest {
  readonly selection: RuleSelection;
  /** Threads that may parse; more than one is used only where it pays. */
  readonly concurrency: number;
  /** A revision to compare with, as somebody typed it. */
  readonly since?: string;
  /** `YYYY-MM-DD`, for suppressions that expire. */
  readonly today: string;
}

/** What reports are made of. */
export interface ReportableCheck {
  readonly run: CheckRun;
  /** Absolute. */
  readonly root: string;
  readonly configuration: Pick<Configuration, 'file' | 'presets'> & { readonly settings: Pick<Settings, 'baseline'> };
  readonly discovery: Discovery;
  /** What the rules asked about and the analysis could not see through. */
  readonly unresolved: readonly Unresolved[];
  /** Folder of the root within its repository, ending in `/`; empty when they are the same. */
  repositoryPrefix(): Promise<string>;
  source(file: FilePath): string | undefined;
}

export interface CheckOutcome extends ReportableCheck {
  readonly run: CheckRun & { readonly rules: readonly LoadedRule[] };
  readonly configuration: Configuration;
  /** Ids of the rules that were asked for, rather than on by default or with a preset. */
  readonly selected: ReadonlySet<string>;
  /** What the rules looked at, for whoever wants to know more of it. */
  readonly project: ProjectModel;
  /** Where a revision was named. */
  readonly comparison?: {
    readonly earlier: EarlierCommands;
    readonly isAffected: (command: Command) => boolean;
  };
  /** Folders that absolute imports start from, relative to the root. */
  readonly sourceRoots: readonly string[];
  /** Qualified name of the class or function around a place within its file; empty at module level. */
  scopeAt(at: Location): string;
  /** Paths of modules that were looked for outside the files, and whether there may be something. */
  readonly sought: ReadonlyMap<string, boolean>;
  /** What `source` was decoded from. */
  bytes(file: FilePath): Buffer | undefined;
}

/** What a check is told instead of finding it out: another place of the files, a configuration that was found before. */
export interface Given {
  readonly project?: FoundProject;
  readonly configuration?: Configuration;
  /** Of the checks before this one of the same request, all with the same files and configuration given. */
  readonly memory?: CheckMemory;
}

/** A check, or one that leaves out what is known. */
export type Check = (request: CheckRequest, unwritten?: Overlays, given?: Given) => Promise<CheckOutcome>;

/**
 * All stages in their order: discovery, syntax, facts, project, engine, triage.
 *
 * @param unwritten - new contents of files that are still as they were, or not there yet.
 */
export async function check(
  request: CheckRequest,
  unwritten: Overlays = new Map(),
  given: Given = {},
): Promise<CheckOutcome> {
  const { cwd, stdin } = request;
  const { memory } = given;
  const look = () => lookAround(request, [...unwritten.keys()], given);
  const found = await (memory?.found([...unwritten.keys()], look) ?? look());
  const { root, rules, configuration: configured, discovery } = found;
  const overlay = stdin === undefined ? undefined : overlayOf(stdin, root, cwd);
  const asked = new Set(overlay === undefined ? discovery.inScope : [overlay[0]]);
  const shard = filesInShard(discovery, request.shard);
  const inScope = overlay === undefined ? new Set(shard.inScope) : asked;
  const files =
    overlay === undefined || discovery.files.includes(overlay[0])
      ? discovery.files
      : [...discovery.files, overlay[0]].sort();

  const overlays = new Map([...(overlay === undefined ? [] : [overlay]), ...unwritten]);
  const parser = await (memory?.parser() ?? createPythonParser());
  const store = new SourceStore(root, files, inScope, parser, overlays, discovery.scripts, {
    earlier: memory?.earlier,
    ...(given.project && { surroundings: given.project.surroundings }),
  });
  memory?.looked(store);
  const sourceRoots = configured.sourceRoots ?? guessSourceRoots(store);
  const mayDetect =
    given.configuration === undefined &&
    configured.file === null &&
    configured.presets.length === 0 &&
    !request.isolated;
  const detected = mayDetect ? detectPreset(store, sourceRoots) : undefined;
  const configuration = detected === undefined ? configured : withPreset(configured, detected);
  const enabled = selectRules(configuration, request.selection, choices(rules));
  store.readAhead(filesToReadAhead(store, configuration.policy), request.concurrency);
  const selected = selectedRules(configuration, request.selection, choices(rules));
  const comparison =
    request.since === undefined ? undefined : await compareWith(request.since, root, configuration, parser);
  const { policy } = configuration;
  const lasting = memory?.readings(store, sourceRoots, policy);
  const project = new Project(store, sourceRoots, policy, selected, comparison?.earlier, lasting);
  const running = rules.filter(({ rule }) => enabled.has(rule.id));
  const search = await searchQueries(running, inScope, store);
  const { findings, notifications, crashed } = analyse({
    rules: running,
    knownIds: new Set(rules.map(({ rule }) => rule.id)),
    project,
    matches: search.matches,
    store,
    inScope: overlay === undefined ? new Set([...inScope, ...shard.scriptsInScope]) : inScope,
    severityOf: (id) => severityOf(configuration, id),
    isIgnored: perFileIgnores(configuration, rules),
    today: request.today,
  });

  if (crashed.size > 0) memory?.distrust();
  const commands = project.commands().filter((command) => inScope.has(command.file));
  await store.stopReading();

  return {
    run: {
      findings: withUsableFixes(findings, asked, store),
      notifications: [
        ...(mayDetect ? [presetNote(detected)] : []),
        ...gitNotes(discovery),
        ...skippedNotes(discovery, { root, cwd, paths: stdin === undefined ? request.paths : [] }),
        ...store.notifications,
        ...search.notifications,
        ...notifications,
      ],
      stats: {
        files: inScope.size,
        scanned: store.scanned,
        parsed: store.parsed,
        commands: commands.length,
        resolution: project.resolution(),
      },
      rules: running.filter(({ rule }) => !crashed.has(rule.id)),
    },
    root,
    configuration,
    selected,
    discovery,
    unresolved: project.unresolved(),
    project,
    ...(comparison && { comparison: { earlier: comparison.earlier, isAffected: comparison.affected(project) } }),
    sourceRoots,
    scopeAt: (at) => project.scopeAt(at),
    repositoryPrefix: () => repositoryPrefix(root),
    sought: store.sought,
    source: (file) => store.text(file),
    bytes: (file) => store.bytes(file),
  };
}

async function lookAround(
  request: CheckRequest,
  unwritten: readonly FilePath[],
  { configuration, project }: Given,
): Promise<Found> {
  const opened = await openProject(request);
  const found = { ...opened, configuration: configuration ?? opened.configuration };
  return { ...found, discovery: project?.discovery ?? (await discoverFiles(request, found, unwritten)) };
}

function choices(rules: readonly LoadedRule[]) {
  return rules.map(({ rule, family }) => ({ id: rule.id, family, default: rule.default }));
}

function perFileIgnores(configuration: Configuration, rules: readonly LoadedRule[]) {
  return configuration.perFile.map(({ files, ignore }) => ({ files, ids: expandSelectors(ignore, choices(rules)) }));
}
