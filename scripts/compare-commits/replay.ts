import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a check may read; a mirror need not have the rest. */
const looked =
  /\.pyi?$|\.(?:sh|bash|cron|crontab|service|mk|ya?ml)$|(?:^|\/)(?:\.gitignore|\.gitmodules|Makefile|Procfile)$/;

/** A repository of its own that goes through commits of another one, of which it changes nothing. */
export class Replay {
  readonly folder: string;

  constructor(repository: string) {
    this.folder = realpathSync(mkdtempSync(join(tmpdir(), 'synclint-commits-')));
    this.git(['init', '-q', '-b', 'main']);
    const objects = join(gitFolder(repository), 'objects');
    writeFileSync(join(this.folder, '.git/objects/info/alternates'), `${objects}\n`);
  }

  /** Makes a commit with the files of that one that a check may read; gives back its id. */
  copy(commit: string, parent: string | undefined): string {
    const entries = this.git(['ls-tree', '-r', '-z', commit])
      .split('\0')
      .filter((entry) => /^100/.test(entry) && looked.test(entry.slice(entry.indexOf('\t') + 1)));
    this.git(['read-tree', '--empty']);
    this.git(['update-index', '-z', '--index-info'], entries.map((entry) => `${entry}\0`).join(''));
    const tree = this.git(['write-tree']).trim();
    const parents = parent === undefined ? [] : ['-p', parent];
    return this.git(['commit-tree', tree, ...parents, '-m', commit]).trim();
  }

  /** The working tree and the index are as that commit. */
  checkOut(commit: string): void {
    this.git(['reset', '-q', '--hard', commit]);
    this.git(['clean', '-qfdx']);
  }

  /** The index and the working tree stay as they are. */
  moveHead(commit: string): void {
    this.git(['reset', '-q', '--soft', commit]);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  git(args: readonly string[], input = ''): string {
    const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', '-c', 'gc.auto=0'];
    return execFileSync('git', ['-C', this.folder, ...identity, ...args], {
      input,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      env: { ...process.env, GIT_NO_LAZY_FETCH: '1' },
    });
  }
}

/** Commits that change Python, the oldest first. */
export function commitsOf(repository: string, number: number): readonly string[] {
  const args = ['-C', repository, 'rev-list', '--first-parent', '-n', String(number), 'HEAD', '--', '*.py'];
  return execFileSync('git', args, { encoding: 'utf8', env: { ...process.env, GIT_NO_LAZY_FETCH: '1' } })
    .trim()
    .split('\n')
    .reverse();
}

function gitFolder(repository: string): string {
  return execFileSync('git', ['-C', repository, 'rev-parse', '--absolute-git-dir'], { encoding: 'utf8' }).trim();
}
