import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Workshop } from './cli/workshop.ts';
import { ReleaseClone, withoutRegistry } from './release-commit.ts';

test('no script of the package would be run by an installation from git', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly scripts: Record<string, string> };
  const started = Object.keys(scripts).filter((name) =>
    /^(?:build|prepare|prepack|(?:pre|post)?install|preprepare|postprepare|postpack)$/.test(name),
  );
  expect(started).toEqual([]);
});

describe('the release commit', { timeout: 120_000 }, () => {
  const clone = new ReleaseClone();
  const workshop = new Workshop();

  beforeAll(() => {
    clone.make();
  }, 120_000);

  afterAll(() => {
    clone.remove();
    workshop.clear();
  }, 120_000);

  test('is refused where the program is not compiled', () => {
    expect(clone.release()).toMatchObject({
      status: 1,
      stdout: '',
      stderr: 'error: `dist/` is not the program that is checked out\nhelp: run `npm ci && npm run compile`\n',
    });
  });

  test('leaves the checkout, the index and the branches as they are', async () => {
    await clone.compile();
    const state = () => [
      clone.git('status', '--porcelain'),
      clone.git('ls-files', '--stage'),
      clone.git('for-each-ref', 'refs/heads'),
      clone.git('rev-parse', 'HEAD'),
    ];
    const before = state();
    const { status, stdout, stderr } = clone.release();
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.trim()).toBe(clone.git('rev-parse', 'refs/release/dry'));
    expect(clone.git('rev-parse', 'refs/release/dry^')).toBe(before.at(-1));
    expect(state()).toEqual(before);
  });

  test('is the same commit when it is made again', () => {
    const first = clone.git('rev-parse', 'refs/release/dry');
    expect(clone.release().stdout.trim()).toBe(first);
  });

  test('has the compiled program and a manifest without scripts and dependencies', () => {
    const files = clone.git('ls-tree', '-r', '--name-only', 'refs/release/dry').split('\n');
    const needed = ['.pre-commit-hooks.yaml', 'LICENSE', 'README.md', 'bin/synclint.js', 'dist/cli.js', 'docs/cli.md'];
    expect(files).toEqual(expect.arrayContaining(needed));
    expect(files.filter((file) => /^(?:src|rules|tests|scripts|fixtures)\//.test(file))).toEqual([]);
    const manifest = JSON.parse(clone.git('show', 'refs/release/dry:package.json')) as Record<string, unknown>;
    expect(Object.keys(manifest).sort()).toEqual(
      ['bin', 'description', 'engines', 'files', 'license', 'name', 'type', 'version'].sort(),
    );
  });

  test('installs with npm from git, without a registry', () => {
    const scratch = workshop.folder();
    const checkout = join(scratch, 'checkout');
    clone.git('worktree', 'add', '--quiet', '--detach', checkout, 'refs/release/dry');
    const elsewhere = join(scratch, 'clone');
    const run = (command: string, ...args: string[]) =>
      execFileSync(command, args, { cwd: scratch, env: withoutRegistry(scratch), encoding: 'utf8' });
    run('git', 'clone', '--quiet', `file://${checkout}`, elsewhere);
    clone.git('worktree', 'remove', '--force', checkout);
    run(
      'npm',
      'install',
      '--allow-git=root',
      '--global',
      '--prefix',
      join(scratch, 'prefix'),
      `git+file://${elsewhere}`,
    );
    expect(run(join(scratch, 'prefix/bin/synclint'), '--version')).toMatch(/^synclint \d+\.\d+\.\d+\n$/);
    expect(run(join(scratch, 'prefix/bin/synclint'), 'rules')).toContain('missing-required-flag');
    expect(existsSync(join(scratch, 'prefix/lib/node_modules/synclint/node_modules'))).toBe(false);
  });

  test('is refused where something is not committed', () => {
    appendFileSync(join(clone.path, 'README.md'), 'More.\n');
    expect(clone.release()).toMatchObject({
      status: 1,
      stdout: '',
      stderr: 'error: there are changes that are not committed\nhelp: commit or stash them: see `git status`\n',
    });
  });

  test('is refused where the program was compiled from something else', () => {
    appendFileSync(join(clone.path, 'src/cli/version.ts'), '// Later.\n');
    clone.git('commit', '--quiet', '--all', '--message', 'Later');
    expect(clone.release()).toMatchObject({ status: 1, stdout: '' });
    expect(clone.release().stderr).toMatch(/^error: `dist\/` is not the program that is checked out\n/);
  });
});
