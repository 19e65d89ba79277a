import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sourcesDigest, stampFile } from '../compile/sources.ts';
import { releaseManifest } from './manifest.ts';

/** What of the repository goes along as it is. */
const committed = ['.pre-commit-hooks.yaml', 'LICENSE', 'README.md', 'action.yml', 'bin', 'docs'];

export class ReleaseRefused extends Error {
  readonly remedy: string;

  constructor(message: string, remedy: string) {
    super(message);
    this.remedy = remedy;
  }
}

/**
 * Hash of a commit with the compiled program, one after the current commit; `ref` leads to it.
 *
 * @remarks Equal states give the same hash: who made it, and when, are taken from the current commit.
 */
export function releaseCommit(root: string, ref: string): string {
  refuseUnfit(root);
  const scratch = mkdtempSync(join(tmpdir(), 'synclint-release-'));
  try {
    const git = gitIn(root, { GIT_INDEX_FILE: join(scratch, 'index'), ...authorship(root) });
    const files = compiled(root);
    const blobs = git(['hash-object', '-w', '--no-filters', '--stdin-paths'], files.join('\n'));
    const entries = [
      ...git(['ls-tree', '-r', '-z', 'HEAD', '--', ...committed]).split('\0'),
      ...blobs.split('\n').map((hash, index) => entry(hash, files[index] ?? '')),
      entry(git(['hash-object', '-w', '--stdin'], manifest(root)), 'package.json'),
    ];
    git(['update-index', '--add', '-z', '--index-info'], entries.filter((line) => line !== '').join('\0'));
    const message = `Release commit of ${git(['rev-parse', 'HEAD'])}\n`;
    const commit = git(['commit-tree', git(['write-tree']), '-p', 'HEAD'], message);
    git(['update-ref', ref, commit]);
    return commit;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function refuseUnfit(root: string): void {
  const git = gitIn(root, {});
  if (git(['status', '--porcelain', '--untracked-files=normal']) !== '') {
    throw new ReleaseRefused('there are changes that are not committed', 'commit or stash them: see `git status`');
  }
  const stamp = join(root, 'dist', stampFile);
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8').trim() !== sourcesDigest(root)) {
    throw new ReleaseRefused('`dist/` is not the program that is checked out', 'run `npm ci && npm run compile`');
  }
}

function compiled(root: string): string[] {
  return readdirSync(join(root, 'dist'), { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && file.name !== stampFile)
    .map((file) =>
      join(file.parentPath, file.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    );
}

function manifest(root: string): string {
  const written: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return `${JSON.stringify(releaseManifest(written), undefined, 2)}\n`;
}

/** As `git ls-tree` prints it, and `git update-index` reads it. Modes in `dist/` are those of packages, by chance. */
function entry(hash: string, path: string): string {
  return `100644 blob ${hash}\t${path}`;
}

function authorship(root: string): Readonly<Record<string, string>> {
  const [name = '', email = '', date = ''] = gitIn(root, {})(['log', '-1', '--format=%an%n%ae%n%aI']).split('\n');
  const of = (role: string) => ({ [`${role}_NAME`]: name, [`${role}_EMAIL`]: email, [`${role}_DATE`]: date });
  return { ...of('GIT_AUTHOR'), ...of('GIT_COMMITTER') };
}

function gitIn(
  cwd: string,
  env: Readonly<Record<string, string>>,
): (args: readonly string[], input?: string) => string {
  return (args, input = '') =>
    execFileSync('git', args, { cwd, env: { ...process.env, ...env }, input, encoding: 'utf8' }).replace(/\n$/, '');
}
