import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compileIfStale, repository } from './compiled.ts';
import { launcher, synclint } from './synclint.ts';
import { Workshop } from './workshop.ts';

const workshop = new Workshop();
const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as { readonly version: string };

const command = `from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Fetch orders"

    def handle(self, *args, **options):
        pass
`;

beforeAll(compileIfStale);
afterAll(() => {
  workshop.clear();
});

describe('rule', () => {
  test('explains a rule as text', async () => {
    const { exitCode, stdout } = await synclint(['rule', 'missing-required-flag']);
    expect(stdout).toMatch(/^missing-required-flag\n=+\n/);
    expect(stdout).not.toContain('```');
    expect(exitCode).toBe(0);
  });

  test('prints the page itself as Markdown', async () => {
    const { stdout } = await synclint(['rule', 'missing-required-flag', '--output-format', 'markdown']);
    expect(stdout).toBe(readFileSync(join(repository, 'docs/rules/missing-required-flag.md'), 'utf8'));
  });

  test('describes all rules as JSON that keeps its contract', async () => {
    const { stdout } = await synclint(['rule', '--all', '--output-format', 'json']);
    const schema = JSON.parse(readFileSync(join(repository, 'docs/schemas/rules.schema.json'), 'utf8')) as object;
    const validate = new Ajv2020({ strict: false }).compile(schema);
    const described = JSON.parse(stdout) as {
      readonly rules: readonly { readonly id: string; readonly probes: readonly string[] }[];
    };
    expect(validate(described), JSON.stringify(validate.errors)).toBe(true);
    const probes = Object.fromEntries(described.rules.map((rule) => [rule.id, rule.probes]));
    expect(probes).toMatchObject({ 'missing-required-flag': ['command-loads'], 'layer-cycle': [] });
    expect((await synclint(['rules', '--output-format', 'json'])).stdout).toBe(stdout);
  });

  test('explains a probe, and the flaw that it alone shows', async () => {
    const { stdout } = await synclint(['rule', 'command-loads', '--output-format', 'markdown']);
    expect(stdout).toBe(readFileSync(join(repository, 'docs/probes/command-loads.md'), 'utf8'));
    expect((await synclint(['rule', 'broken-command', '--output-format', 'markdown'])).stdout).toBe(stdout);
  });

  test('names the probes that look for one flaw', async () => {
    const { stdout } = await synclint(['rule', 'ungraceful-failure']);
    expect(stdout).toMatch(/^ungraceful-failure\n=+\n/);
    expect(stdout).toMatch(/^`survives-timeout` +an API that does not answer /m);
  });

  test('describes a probe as JSON that keeps the contract of the rules', async () => {
    const { stdout } = await synclint(['rule', 'command-loads', 'ungraceful-failure', '--output-format', 'json']);
    const schema = JSON.parse(readFileSync(join(repository, 'docs/schemas/rules.schema.json'), 'utf8')) as object;
    const validate = new Ajv2020({ strict: false }).compile(schema);
    expect(validate(JSON.parse(stdout)), JSON.stringify(validate.errors)).toBe(true);
  });

  test('suggests what was meant', async () => {
    const { exitCode, stderr } = await synclint(['rule', 'command-load']);
    expect(stderr).toContain('error: unknown rule or probe `command-load`; did you mean `command-loads`?');
    expect(exitCode).toBe(2);
  });

  test('explains several', async () => {
    const { stdout } = await synclint(['rule', 'upward-import', 'skipped-layer', 'upward-import']);
    expect(stdout.match(/^(upward-import|skipped-layer)\n=/gm)).toEqual(['upward-import\n=', 'skipped-layer\n=']);
  });
});

describe('probe commands', () => {
  const project = workshop.folder({ 'manage.py': '', 'shop/management/commands/sync_orders.py': command });

  test.each([
    [['--only', 'command-load'], '--only: there is no probe `command-load`; did you mean `command-loads`?'],
    [['--skip', 'survive-*'], '--skip: there is no probe `survive-*`'],
    [['sync_orders', 'sync_order'], 'there is no command that matches `sync_order`'],
  ])('refuses names that nothing has: %j', async (args, message) => {
    const { exitCode, stderr } = await synclint(['probe', 'commands', '--plan', ...args], { cwd: project });
    expect(stderr).toContain(`error: ${message}\n`);
    expect(exitCode).toBe(2);
  });

  test('passes over names that nothing has where that is no failure', async () => {
    const args = ['probe', 'commands', '--plan', '--only', 'command-loads', '--allow-empty', 'sync_orders', 'no_such'];
    const { exitCode, stdout } = await synclint(args, { cwd: project });
    expect(stdout).toBe('sync_orders\n  run --help\n      = command-loads\n\n1 command, 1 run. Nothing was run.\n');
    expect(exitCode).toBe(0);
  });
});

test('rules lists every rule on a line of its own', async () => {
  const { exitCode, stdout } = await synclint(['rules']);
  expect(stdout).toMatch(/^missing-required-flag +flags +error +preset +Required flag missing$/m);
  expect(exitCode).toBe(0);
});

describe('config', () => {
  const project = workshop.folder({ 'synclint.toml': 'extends = ["crm-sync"]\n\n[flags]\nrequired = ["--quiet"]\n' });

  test('prints every value with its origin', async () => {
    const { exitCode, stdout } = await synclint(['config'], { cwd: project });
    expect(stdout).toContain('flags.required = ["--quiet"]  # synclint.toml:4\n');
    expect(stdout).toMatch(/^history\.model = "SyncHistory" {2}# preset crm-sync$/m);
    expect(stdout).toMatch(/^respect-gitignore = true {2}# default$/m);
    expect(exitCode).toBe(0);
  });

  test('prints the values below a key, with what the command line says', async () => {
    const args = ['config', '--show', 'flags.required', '--config', 'flags.required=["--force"]'];
    const { stdout } = await synclint(args, { cwd: project });
    expect(stdout).toMatch(
      /^flags\.required = \["--force"\] {2}# .*command line.*\n$|^flags\.required = \["--force"\] {2}# --config/,
    );
  });

  test('leaves the file out of an isolated run', async () => {
    const { stdout } = await synclint(['config', '--isolated', '--show'], { cwd: project });
    expect(stdout).toContain('flags.required = []  # default\n');
  });
});

describe('version', () => {
  test.each([['version'], ['--version'], ['--version', 'check']])('%s prints it', async (...args) => {
    expect(await synclint(args)).toEqual({ exitCode: 0, stdout: `synclint ${version}\n`, stderr: '' });
  });

  test('is known without loading the command line', async () => {
    const loader = workshop.folder({
      'trace.mjs': `import { register } from 'node:module';\nregister('./hooks.mjs', import.meta.url);\n`,
      'hooks.mjs': `import { writeSync } from 'node:fs';\nexport async function resolve(name, context, next) {\n  const found = await next(name, context);\n  writeSync(2, found.url + '\\n');\n  return found;\n}\n`,
    });
    const { stderr } = await execa(process.execPath, ['--import', join(loader, 'trace.mjs'), launcher, 'version']);
    const loaded = stderr.split('\n').filter((url) => url.includes('/dist/'));
    expect(loaded.length).toBeLessThanOrEqual(4);
    expect(loaded.join('\n')).not.toMatch(/dist\/(?:main|run-check)/);
  });
});

test.each([['--help'], ['check', '--help'], ['help', 'rule']])('help is no error: %s', async (...args) => {
  const { exitCode, stdout, stderr } = await synclint(args);
  expect(stdout).toMatch(/^Usage: synclint/);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
});
