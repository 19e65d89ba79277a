import { relative, resolve, sep } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { watch } from 'chokidar';
import { SynclintError } from '../core/errors.ts';
import type { CheckOutcome, CheckRequest } from '../pipeline/check.ts';
import { checkFor, type KnownRequest } from '../pipeline/known/check-for.ts';
import { createChecker, type Checker } from '../pipeline/remembering/checker.ts';
import { printable } from '../reporting/printable.ts';
import type { CheckOptions } from './check-options.ts';
import { describeFailure } from './failure.ts';
import type { ExitCode } from './exit-codes.ts';
import { stopIfInterrupted, type Session } from './session.ts';
import { Relevance } from './watch-relevance.ts';

interface Watching {
  readonly options: CheckOptions;
  readonly known: KnownRequest;
  reportOn(outcome: CheckOutcome, startedAt: number): Promise<ExitCode>;
}

/** An editor that saves all, or git that changes a branch, is one change. */
const silenceMs = 50;
/** More names than these are counted. */
const mostNames = 3;
const clearScreen = '\u001b[2J\u001b[3J\u001b[H';

/** Checks, and checks again whenever something has changed that makes a difference. Never comes back by itself. */
export async function runWatch(request: CheckRequest, watching: Watching, session: Session): Promise<ExitCode> {
  const checker = createChecker(request, checkFor(watching.known));
  const since = Date.now();
  const first = await checker.check(new Map());
  await stopIfInterrupted(session);
  const relevance = new Relevance(request, first);
  const changes = watchChanges(first.root, { relevance, since }, session);
  await changes.ready;
  clear(session);
  await watching.reportOn(first, 0);
  await say(`checked in ${seconds(0)}`, watching, session);
  for (;;) {
    const paths = await relevance.among(await changes.next());
    if (paths.length > 0) await again(paths, { checker, relevance, watching }, session);
  }
}

interface Again {
  readonly checker: Checker;
  readonly relevance: Relevance;
  readonly watching: Watching;
}

async function again(
  paths: readonly string[],
  { checker, relevance, watching }: Again,
  session: Session,
): Promise<void> {
  const startedAt = performance.now();
  try {
    const outcome = await checker.check(new Map());
    await stopIfInterrupted(session);
    relevance.follow(outcome);
    clear(session);
    await watching.reportOn(outcome, startedAt);
  } catch (error) {
    if (!(error instanceof SynclintError)) throw error;
    // It is about to be mended, as a rule: that is what the waiting is for.
    clear(session);
    await session.log(describeFailure(error));
  }
  await say(`${named(paths)} changed, checked in ${seconds(startedAt)}`, watching, session);
}

interface Changes {
  readonly ready: Promise<void>;
  /** Paths that have changed since the last call, relative to the root; waits for one. */
  next(): Promise<readonly string[]>;
}

interface ToWatch {
  readonly relevance: Relevance;
  /** What was changed later counts, although nobody has watched yet. */
  readonly since: number;
}

function watchChanges(root: string, { relevance, since }: ToWatch, session: Session): Changes {
  const changed = new Set<string>();
  let wake = (): void => undefined;
  const inner = (path: string): string => relative(root, path).split(sep).join('/');
  const watcher = watch([root, ...relevance.outside().map((path) => resolve(root, path))], {
    alwaysStat: true,
    followSymlinks: false,
    ignored: (path, stats) => relevance.isNoise(inner(path), stats?.isDirectory()),
  });
  session.beforeLeaving(() => watcher.close());
  let isReady = false;
  watcher.on('all', (_event, path, stats) => {
    if (!isReady && (stats === undefined || stats.mtimeMs < since)) return;
    changed.add(inner(path));
    wake();
  });
  const arrival = () => (changed.size > 0 ? Promise.resolve() : new Promise<void>((done) => (wake = done)));
  return {
    ready: new Promise((done) => {
      watcher.once('ready', () => {
        isReady = true;
        done();
      });
    }),
    async next() {
      await arrival();
      await setTimeout(silenceMs);
      const paths = [...changed].sort();
      changed.clear();
      return paths;
    },
  };
}

function clear({ terminals }: Session): void {
  // Written past `print`: a screen is no report, and only a terminal has one.
  if (terminals.output) process.stdout.write(clearScreen);
}

async function say(what: string, { options }: Watching, session: Session): Promise<void> {
  if (!options.quiet) await session.log(`${what}; waiting for changes, Ctrl-C ends\n`);
}

function named(paths: readonly string[]): string {
  const rest = paths.length - mostNames;
  const names = paths.slice(0, mostNames).map((path) => printable(path));
  return `${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
