import { execFile } from 'node:child_process';
import { isAbsolute } from 'node:path';
import type { GitResult } from './git-result.ts';

/**
 * What a repository may name programs with, switched off. Of the rest, `ls-files`, `rev-parse` and comparisons of
 * commits use nothing; a comparison with the working tree would run `filter.*.clean`, so never ask for one.
 */
const harmless = [
  ...['-c', 'core.fsmonitor=false'],
  ...['-c', 'core.hooksPath=/dev/null'],
  ...['-c', 'core.untrackedCache=false'],
  ...['-c', 'protocol.allow=never'],
  '--no-pager',
];

/** Subcommands that would run the diff and textconv programs of the repository. */
const comparing = new Set(['diff', 'diff-index', 'diff-tree', 'log', 'show']);

const deadlineMs = 30_000;
const maximumBytes = 512 * 1024 * 1024;

interface GitSurroundings {
  /** What it reads on standard input. */
  readonly input?: string;
  /** Another index than that of the repository; absolute. */
  readonly index?: string | undefined;
}

/** Runs git in a folder; the only way to start it. Never throws for what git says. */
export function runGit(
  folder: string,
  [subcommand, ...rest]: readonly [string, ...string[]],
  { input = '', index }: GitSurroundings = {},
): Promise<GitResult<Buffer>> {
  const quiet = comparing.has(subcommand) ? ['--no-ext-diff', '--no-textconv'] : [];
  const commandLine = ['-C', folder, ...harmless, subcommand, ...quiet, ...rest];
  // Not the folder as working directory: a relative PATH would then find programs in it.
  const options = {
    cwd: '/',
    env: { ...environment(), ...(index !== undefined && { GIT_INDEX_FILE: index }) },
    encoding: 'buffer',
    maxBuffer: maximumBytes,
    timeout: deadlineMs,
  } as const;
  return new Promise((resolve) => {
    const child = execFile('git', commandLine, options, (error, stdout, stderr) => {
      resolve(error === null ? { ok: true, value: stdout } : failure(error, stderr.toString('utf8')));
    });
    // A git that ends before it has read everything says why itself.
    child.stdin?.on('error', () => undefined).end(input);
  });
}

/** Nothing that a surrounding git (a hook, say) or the user set to point git elsewhere. */
function environment(): NodeJS.ProcessEnv {
  const kept =
    /^GIT_(?:CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+)|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM)$/;
  const entries = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_') || kept.test(name));
  const path = (process.env['PATH'] ?? '').split(':').filter(isAbsolute).join(':');
  return {
    ...Object.fromEntries(entries),
    PATH: path,
    LC_ALL: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
  };
}

function failure(
  error: Error & { readonly code?: unknown; readonly killed?: boolean },
  stderr: string,
): GitResult<never> {
  if (error.code === 'ENOENT') return { ok: false, reason: 'no-git', message: 'git is not installed' };
  if (error.killed === true) return { ok: false, reason: 'failed', message: 'git took too long' };
  const message =
    stderr
      .trim()
      .split('\n')[0]
      ?.replace(/^fatal: /, '') || error.message;
  if (/dubious ownership|unsafe repository/.test(stderr)) return { ok: false, reason: 'unsafe', message };
  return { ok: false, reason: /not a git repository/.test(stderr) ? 'no-repository' : 'failed', message };
}
