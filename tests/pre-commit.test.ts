import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pythonWith } from '../src/probing/testing/pythons.ts';
import { Workshop } from './cli/workshop.ts';
import { ReleaseClone, withoutRegistry } from './release-commit.ts';

const flawed = 'ingestion/management/commands/sync_arrivy_groups.py';
const broken = `from django.core.management.base import BaseCommand


class Command(BaseCommand):
    def handle(self, *args, **options):
        pass
`;

describe('pre-commit', { timeout: 240_000 }, () => {
  const clone = new ReleaseClone();
  const workshop = new Workshop();
  let program = '';
  let project = '';
  let environment: NodeJS.ProcessEnv = {};

  beforeAll(async () => {
    program = join(dirname(pythonWith('precommit')), 'pre-commit');
    clone.make();
    await clone.compile();
    const hash = clone.release().stdout.trim();
    const scratch = workshop.folder();
    environment = {
      ...withoutRegistry(scratch),
      PRE_COMMIT_HOME: join(scratch, 'pre-commit'),
      PRE_COMMIT_COLOR: 'never',
    };
    project = workshop.sample('ingestion');
    const hooks = '  - id: synclint\n  - id: synclint-project\n';
    const repository = `- repo: file://${clone.path}\n  rev: ${hash}\n  hooks:\n${hooks}`;
    writeFileSync(join(project, '.pre-commit-config.yaml'), `repos:\n${repository}`);
    run('git', 'init', '--quiet');
    commit();
  }, 240_000);

  afterAll(() => {
    clone.remove();
    workshop.clear();
  }, 120_000);

  test('installs the release commit and passes what is clean', () => {
    const { stdout, status } = hooks('--all-files');
    expect(stdout).toMatch(/^synclint\.+Passed\nsynclint \(whole project\)\.+Passed\n$/m);
    expect(status, stdout).toBe(0);
  });

  test('looks at staged files only, and at no file that is no module', () => {
    writeFileSync(join(project, 'ingestion/notes.md'), 'Notes.\n');
    writeFileSync(join(project, 'tool'), '#!/usr/bin/env python3\nprint()\n', { mode: 0o755 });
    run('git', 'add', 'ingestion/notes.md');
    expect(hooks('synclint').stdout).toMatch(/^synclint\.*\(no files to check\)Skipped\n$/);
    run('git', 'add', 'tool');
    const { status, stdout } = hooks('synclint', '--verbose');
    expect(stdout).toContain('Looked at 0 files');
    expect(status, stdout).toBe(0);
    commit();
  });

  test('blocks a staged file with a finding, and says which', () => {
    writeFileSync(join(project, flawed), broken);
    run('git', 'add', flawed);
    const { stdout, status } = hooks('synclint');
    expect(status).toBe(1);
    expect(stdout).toContain('- exit code: 1');
    expect(stdout).toContain(`${flawed}:4:7 error[missing-required-flag]`);
    expect(stdout).toMatch(/Looked at 1 file /);
  });

  test('stops the commit itself once the hooks are installed in the repository', () => {
    expect(run(program, 'install').status).toBe(0);
    const before = run('git', 'rev-parse', 'HEAD').stdout;
    const refused = run('git', ...identity, 'commit', '--message', 'Groups');
    expect(refused.status).toBe(1);
    expect(refused.stderr + refused.stdout).toContain('missing-required-flag');
    expect(run('git', 'rev-parse', 'HEAD').stdout).toBe(before);
    expect(run(program, 'uninstall').status).toBe(0);
  });

  test('the hook of the project finds what was committed before', () => {
    commit();
    writeFileSync(join(project, 'ingestion/notes.md'), 'More.\n');
    run('git', 'add', 'ingestion/notes.md');
    expect(hooks('synclint').status).toBe(0);
    const { status, stdout } = hooks('synclint-project');
    expect(stdout).toContain(flawed);
    expect(status).toBe(1);
  });

  test('a file that the configuration leaves out stays out although it is named', () => {
    writeFileSync(join(project, flawed), `${broken}\n`);
    run('git', 'add', flawed);
    expect(hooks('synclint').status).toBe(1);
    writeFileSync(join(project, 'synclint.toml'), `extends = ["crm-sync"]\nextend-exclude = ["${flawed}"]\n`);
    run('git', 'add', 'synclint.toml');
    expect(hooks('synclint').status).toBe(0);
  });

  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com'];

  function hooks(...args: readonly string[]): SpawnSyncReturns<string> {
    return run(program, 'run', ...args);
  }

  function commit(): void {
    run('git', 'add', '--all');
    expect(run('git', ...identity, 'commit', '--quiet', '--message', 'As it is').stderr).toBe('');
  }

  function run(command: string, ...args: readonly string[]): SpawnSyncReturns<string> {
    return spawnSync(command, args, { cwd: project, env: environment, encoding: 'utf8' });
  }
});
