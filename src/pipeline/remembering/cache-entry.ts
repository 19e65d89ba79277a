import { resolve } from 'node:path';
import { hashOf, isAsStamped, stampOf, type StampedFile } from '../../caching/stamps.ts';
import { findConfigurationFile } from '../../config/find-configuration-file.ts';
import { decodeSource } from '../../discovery/decode-source.ts';
import { discover } from '../../discovery/discover.ts';
import type { Discovery, DiscoveryRequest } from '../../discovery/discovery.ts';
import { foldersOnDisk, mayExist } from '../../discovery/may-exist.ts';
import { readBytes } from '../../discovery/read-source.ts';
import type { CheckOutcome, CheckRequest, ReportableCheck } from '../check.ts';
import { discoveryRequestOf } from '../open-project.ts';
import { repositoryPrefix } from '../files/repository-prefix.ts';

/** What came of a check, and all that it depends on. */
interface Entry {
  readonly question: string;
  /** What is looked for first, and all that was read. */
  readonly configuration: { readonly found: string | null; readonly files: readonly StampedFile[] };
  readonly asked: DiscoveryRequest;
  readonly discovery: Discovery;
  readonly files: readonly StampedFile[];
  /** Where something was looked for that is none of the files. */
  readonly sought: readonly (readonly [path: string, answer: boolean])[];
  readonly outcome: Pick<ReportableCheck, 'run' | 'configuration' | 'unresolved'>;
}

/** Everything that was asked for, and by which program: with another day or another rule it is another question. */
export function questionOf(request: CheckRequest, build: string): string {
  return JSON.stringify([build, { ...request, concurrency: null }]);
}

/** Undefined where the text is no answer to the question. */
export function readEntry(text: string | undefined, question: string): Entry | undefined {
  if (text === undefined) return undefined;
  try {
    const entry = JSON.parse(text) as Entry;
    return entry.question === question ? entry : undefined;
  } catch (error) {
    // Cut off, or written by something else.
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}

/** Whether a check came to its end: what crashed may not do so again. */
export function isAnswer({ run }: CheckOutcome): boolean {
  return !run.notifications.some(({ kind }) => kind === 'rule-crash');
}

interface Making {
  readonly request: CheckRequest;
  readonly question: string;
  /** Milliseconds of the epoch before anything was read. */
  readonly start: number;
}

export async function entryOf(outcome: CheckOutcome, { request, question, start }: Making): Promise<Entry> {
  const { root, configuration, discovery, run, unresolved } = outcome;
  const names = configuration.sources.flatMap(({ kind, name }) => (kind === 'file' ? [name] : []));
  const stamped = (path: string, bytes: Buffer | undefined): StampedFile => ({
    path,
    stamp: stampOf(root, path, start),
    hash: hashOfContent(bytes),
  });
  return {
    question,
    configuration: {
      found: (await findConfigurationFile(root)) ?? null,
      files: names.map((name) => stamped(name, contentOf(root, name))),
    },
    asked: discoveryRequestOf(request, outcome),
    discovery,
    files: [...discovery.files, ...discovery.scripts].map((file) => stamped(file, outcome.bytes(file))),
    sought: [...outcome.sought],
    outcome: {
      run: { ...run, rules: run.rules.map(({ rule, family }) => ({ rule, family })) },
      configuration: {
        file: configuration.file,
        presets: configuration.presets,
        settings: configuration.settings.baseline === undefined ? {} : { baseline: configuration.settings.baseline },
      },
      unresolved,
    },
  };
}

/** The entry where all that it depends on is as it was, with newer stamps where these had changed; undefined where it is not. */
export async function stillHolds(entry: Entry, root: string, start: number): Promise<Entry | undefined> {
  const { configuration, asked, discovery, sought } = entry;
  if (((await findConfigurationFile(root)) ?? null) !== configuration.found) return undefined;
  const configured = withStamps(configuration.files, root, start);
  if (configured === undefined) return undefined;
  if (JSON.stringify(await discover(asked)) !== JSON.stringify(discovery)) return undefined;
  const files = withStamps(entry.files, root, start);
  const folders = foldersOnDisk(root);
  if (files === undefined || sought.some(([path, answer]) => mayExist(folders, path) !== answer)) return undefined;
  if (configured === configuration.files && files === entry.files) return entry;
  return { ...entry, files, configuration: { ...configuration, files: configured } };
}

/** The same array where nothing was to be done; undefined where a file has another content. */
function withStamps(files: readonly StampedFile[], root: string, start: number): readonly StampedFile[] | undefined {
  let isRenewed = false;
  const renewed: StampedFile[] = [];
  for (const file of files) {
    if (isAsStamped(root, file)) {
      renewed.push(file);
      continue;
    }
    const stamp = stampOf(root, file.path, start);
    if (hashOfContent(contentOf(root, file.path)) !== file.hash) return undefined;
    renewed.push({ ...file, stamp });
    isRenewed ||= stamp !== null;
  }
  return isRenewed ? renewed : files;
}

function contentOf(root: string, path: string): Buffer | undefined {
  const read = readBytes(resolve(root, path));
  return 'bytes' in read ? read.bytes : undefined;
}

function hashOfContent(bytes: Buffer | undefined): string {
  return bytes === undefined ? '' : hashOf(bytes);
}

export function reportable({ discovery, outcome }: Entry, root: string): ReportableCheck {
  return {
    ...outcome,
    root,
    discovery,
    repositoryPrefix: () => repositoryPrefix(root),
    source: (file) => {
      const bytes = contentOf(root, file);
      const source = bytes && decodeSource(bytes);
      return source !== undefined && 'text' in source ? source.text : undefined;
    },
  };
}
