import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from '../../../src/core/commands.ts';
import type { RunPlan } from '../../../src/core/trial.ts';
import { projectOf } from '../../../src/testing/in-memory.ts';

/** A project of 80 small commands; the odd ones ask an API twice over TLS when they do their work. */
export interface Shop {
  readonly root: string;
  readonly commands: readonly Command[];
  readonly scenarios: readonly Scenario[];
}

export interface Scenario {
  readonly command: Command;
  readonly plan: RunPlan;
  readonly asks: boolean;
}

const commands = 80;
/** Four that end before any work, and four that work. */
const invocations: readonly { readonly arguments: readonly string[]; readonly works: boolean }[] = [
  { arguments: ['--help'], works: false },
  { arguments: ['--start-date', 'yesterday'], works: false },
  { arguments: ['--batch-size', 'many'], works: false },
  { arguments: ['--debug', '--quiet'], works: false },
  { arguments: [], works: true },
  { arguments: ['--dry-run'], works: true },
  { arguments: ['--full'], works: true },
  { arguments: ['--start-date', '2024-01-01'], works: true },
];

/** Writes it into an empty folder. Its settings take `importSeconds` longer to import than they have to. */
export function writeShop(root: string, importSeconds = 0): Shop {
  const files = filesOf(importSeconds);
  for (const [file, text] of Object.entries(files)) {
    const path = join(root, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  const all = projectOf(files).commands();
  const scenarios = all.flatMap((command, index) =>
    invocations.map(({ works, ...plan }) => ({ command, plan, asks: works && index % 2 === 1 })),
  );
  return { root, commands: all, scenarios };
}

function filesOf(importSeconds: number): Readonly<Record<string, string>> {
  const names = Array.from({ length: commands }, (_, index) => `sync_items${String(index).padStart(2, '0')}`);
  const modules = names.map((name, index): [string, string] => [
    `shop/management/commands/${name}.py`,
    commandModule(index % 2 === 1),
  ]);
  return {
    'manage.py': manage,
    'settings.py': settings(importSeconds),
    'shop/__init__.py': '',
    'shop/models.py': models,
    'shop/sync.py': sync,
    'shop/management/__init__.py': '',
    'shop/management/commands/__init__.py': '',
    ...Object.fromEntries(modules),
  };
}

const manage = `import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")

if __name__ == "__main__":
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
`;

function settings(importSeconds: number): string {
  const slow = importSeconds === 0 ? '' : `import time\n\ntime.sleep(${String(importSeconds)})\n`;
  return `${slow}SECRET_KEY = "not a secret"
INSTALLED_APPS = ["shop"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "shop.sqlite3"}}
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
`;
}

const models = `from django.db import models


class Item(models.Model):
    number = models.IntegerField(unique=True)
    name = models.CharField(max_length=100)
    updated = models.DateTimeField(auto_now=True)


class SyncHistory(models.Model):
    source = models.CharField(max_length=50)
    status = models.CharField(max_length=20)
    started = models.DateTimeField(auto_now_add=True)
    records = models.IntegerField(default=0)
`;

const sync = `import datetime

import requests
from django.core.management.base import BaseCommand, CommandError

from shop.models import Item, SyncHistory


class SyncCommand(BaseCommand):
    help = "Copy items"

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="write nothing")
        parser.add_argument("--full", action="store_true", help="copy everything")
        parser.add_argument("--debug", action="store_true", help="say more")
        parser.add_argument("--quiet", action="store_true", help="say less")
        parser.add_argument("--batch-size", type=int, default=100, help="records a batch")
        parser.add_argument("--start-date", type=datetime.date.fromisoformat, help="changed since")

    def handle(self, *args, **options):
        if options["debug"] and options["quiet"]:
            raise CommandError("--debug and --quiet exclude each other")
        names = self.names(options)
        if options["dry_run"]:
            self.stdout.write(f"dry run: {len(names)} items")
            return
        for number, name in enumerate(names):
            Item.objects.update_or_create(number=number, defaults={"name": name})
        SyncHistory.objects.create(source="shop", status="success", records=len(names))
        self.stdout.write(f"{len(names)} items")

    def ask(self, page):
        response = requests.get("https://api.shop.example/v1/items", params={"page": page}, timeout=10)
        response.raise_for_status()
        return response.json()
`;

function commandModule(asks: boolean): string {
  return `from shop.sync import SyncCommand


class Command(SyncCommand):
    def names(self, options):
        ${asks ? 'return [type(self.ask(page)).__name__ for page in (1, 2)]' : 'return ["first", "second"]'}
`;
}
