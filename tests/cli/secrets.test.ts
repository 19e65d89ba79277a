import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pythonWith } from '../../src/probing/testing/pythons.ts';
import { compileIfStale } from './compiled.ts';
import { synclint } from './synclint.ts';
import { Workshop, type Files } from './workshop.ts';

const workshop = new Workshop();
const python = pythonWith('django52');

/** Each of them could be printed by a command, by a library that shows its settings, or stand in an address that is asked. */
const secrets = {
  inSettings: 'hardcoded-4711-token',
  inTable: 'nested/4712+password',
  inDatabases: 'database-4713-password',
  inUrlOfSettings: 'broker-4714-password',
  inEnvFile: 'envfile-4715-secret',
  inConfiguration: 'configured-4716-key',
  inHeader: 'bearer-4717-value',
  inAddress: 'address-4718-password',
  ofShell: 'shell-4719-token',
};

const files: Files = {
  'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n',
  '.env': `ERP_SECRET=${secrets.inEnvFile}\n`,
  'synclint.toml': `[probe.env]\nBILLING_API_KEY = "${secrets.inConfiguration}"\n`,
  'shop/__init__.py': '',
  'out/.keep': '',
  'shop/settings.py': [
    'import os',
    'for line in open(".env"):',
    '    name, _, value = line.strip().partition("=")',
    '    os.environ.setdefault(name, value)',
    'SECRET_KEY = "django-4720-secret-key"',
    'INSTALLED_APPS = ["shop"]',
    'ERP_SECRET = os.environ["ERP_SECRET"]',
    'BILLING_API_KEY = os.environ["BILLING_API_KEY"]',
    'MISSING_TOKEN = os.environ.get("MISSING_TOKEN", "")',
    `SHOP_TOKEN = "${secrets.inSettings}"`,
    `SUPPLIERS = {"acme": {"PASSWORD": "${secrets.inTable}"}}`,
    `BROKER = "amqp://shop:${secrets.inUrlOfSettings}@queue.example/"`,
    `LEGACY = {"default": {"ENGINE": "x", "PASSWORD": "${secrets.inDatabases}"}}`,
    'DATABASES = {**LEGACY}',
    '',
  ].join('\n'),
  'shop/models.py': '',
  'shop/management/__init__.py': '',
  'shop/management/commands/__init__.py': '',
  'shop/management/commands/sync_leaks.py': [
    'import os, sys, urllib.request',
    'from django.conf import settings',
    'from django.core.management.base import BaseCommand, CommandError',
    'class Command(BaseCommand):',
    '    help = "Tells everything"',
    '    def add_arguments(self, parser):',
    '        parser.add_argument("--dry-run", action="store_true", help="nothing is written")',
    '        parser.add_argument("--debug", action="store_true", help="says more")',
    '    def handle(self, *args, **options):',
    '        all_of_them = [settings.SECRET_KEY, settings.ERP_SECRET, settings.BILLING_API_KEY, settings.MISSING_TOKEN,',
    '            settings.SHOP_TOKEN, settings.SUPPLIERS, settings.BROKER, settings.LEGACY, open(".env").read(), dict(os.environ)]',
    '        print(all_of_them)',
    '        print(all_of_them, file=sys.stderr)',
    '        for path in (settings.SHOP_TOKEN, settings.MISSING_TOKEN, "jobs?page=1&api_key=" + settings.BILLING_API_KEY):',
    `            headers = {"Authorization": "Bearer ${secrets.inHeader}", "X-Odd": settings.SHOP_TOKEN}`,
    '            request = urllib.request.Request("https://api.shop.example/" + path, headers=headers)',
    '            urllib.request.urlopen(request, timeout=5)',
    `        raise CommandError("refused https://me:${secrets.inAddress}@api.shop.example/ %s %s" % (headers, all_of_them))`,
    '',
  ].join('\n'),
};

/** What is made up is recognisable, and no more to be shown than the rest. */
const madeUp = /synclint-fake-/;
const formats = ['json', 'sarif', 'junit', 'markdown'];
const env = { SHELL_TOKEN: secrets.ofShell };

beforeAll(compileIfStale);
afterAll(() => {
  workshop.clear();
});

function filesBelow(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.map((name) => join(folder, name)).filter((path) => statSync(path).isFile());
}

function showsNone(title: string, text: string): void {
  for (const [place, secret] of Object.entries(secrets)) {
    expect(text.includes(secret) || text.includes(encodeURIComponent(secret)), `${place} in ${title}`).toBe(false);
  }
  expect(text, title).not.toContain('4720');
  expect(text, title).not.toMatch(madeUp);
}

test('No credential, real or made up, gets into anything that is printed or kept, whatever a command does', async () => {
  const folder = workshop.folder(files);
  const args = ['probe', 'commands', 'sync_leaks', '--python', python, '--verbose', '--timing'];
  const reports = formats.flatMap((format) => ['--report', `${format}=out/${format}.txt`]);
  const run = await synclint([...args, ...reports], { cwd: folder, env });
  expect(run.stderr).not.toContain('internal error');
  // What the command says arrives, without them.
  expect(run.stdout).toContain('refused https://me:***@api.shop.example/');
  showsNone('standard output', run.stdout);
  showsNone('standard error', run.stderr);
  const page = await synclint(['report', '-o', 'out/report.html'], { cwd: folder, env });
  expect(page.exitCode, page.stderr).toBe(0);
  const written = [...filesBelow(join(folder, 'out')), ...filesBelow(join(folder, '.synclint'))];
  expect(written.length).toBeGreaterThan(formats.length + 1);
  for (const file of written) showsNone(file, readFileSync(file, 'utf8'));
});

test('Nor does the message about settings that cannot be imported', async () => {
  const settings = `raise ValueError("no token like ${secrets.inEnvFile} or ${secrets.inConfiguration}")\n`;
  const folder = workshop.folder({ ...files, 'shop/settings.py': settings });
  const run = await synclint(['probe', 'commands', 'sync_leaks', '--python', python], { cwd: folder, env });
  expect(run.exitCode).toBe(3);
  expect(run.stderr).toContain('the settings cannot be imported: ValueError: no token like *** or ***');
  showsNone('standard error', run.stderr);
});

test('Nor does the password of a database that is named by URL', async () => {
  const folder = workshop.folder(files);
  const db = `postgresql://me:${secrets.inDatabases}@127.0.0.1:1/shop`;
  const run = await synclint(['probe', 'commands', 'sync_leaks', '--python', python, '--db', db], { cwd: folder, env });
  expect(run.exitCode).toBe(3);
  expect(run.stderr).toContain('the scratch databases cannot be made');
  showsNone('standard error', run.stderr);
});
