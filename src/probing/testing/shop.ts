import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A small Django project whose commands do what one hopes that commands do not do. */
export function writeShop(root: string): void {
  for (const [file, text] of Object.entries(files)) {
    const path = join(root, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text.replace(/^\n/, ''));
  }
  for (const [name, body] of Object.entries(commands)) {
    writeFileSync(join(root, 'shop/management/commands', `${name}.py`), commandModule(body));
  }
}

const files: Readonly<Record<string, string>> = {
  'manage.py': `
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_of_shop.settings")
from django.core.management import execute_from_command_line
if __name__ == "__main__":
    import sys
    execute_from_command_line(sys.argv)
`,
  'site_of_shop/__init__.py': '',
  'site_of_shop/settings.py': `
import os
SECRET_KEY = os.environ["SHOP_SECRET_KEY"]
SHOP_PORT = int(os.environ.get("SHOP_PORT"))
SHOP_URL = os.environ["SHOP_API_URL"]
SHOP_TOKEN = os.environ.get("SHOP_TOKEN", "")
os.makedirs(os.path.join(os.path.dirname(__file__), "logs", "old"), exist_ok=True)
SUPPLIERS = {"acme": {"API_KEY": None, "PAGE": 50}}
INSTALLED_APPS = ["shop"]
DATABASES = {
    "default": {"ENGINE": "django.db.backends.postgresql", "NAME": "shop", "HOST": "db.internal"},
    "replica": {"ENGINE": "django.db.backends.postgresql", "NAME": "shop", "HOST": "ro.internal", "TEST": {"MIRROR": "default"}},
    "source": {"ENGINE": "django.db.backends.mysql", "NAME": "erp", "HOST": "erp.internal"},
}
DATABASE_ROUTERS = ["site_of_shop.routers.SourceRouter"]
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LOGGING = {
    "version": 1,
    "handlers": {
        "file": {"class": "logging.FileHandler", "filename": "/var/log/shop/shop.log"},
        "console": {"class": "logging.StreamHandler"},
    },
    "root": {"handlers": ["file", "console"]},
}
`,
  'site_of_shop/routers.py': `
class SourceRouter:
    def db_for_read(self, model, **hints):
        return "source" if model.__name__ == "SourceOrder" else None
    db_for_write = db_for_read
    def allow_migrate(self, db, app_label, **hints):
        return db == "default"
`,
  'shop/__init__.py': '',
  'shop/models.py': `
from django.db import models

class Order(models.Model):
    name = models.CharField(max_length=50)
    made = models.DateTimeField(auto_now_add=True)

class Job(models.Model):
    order = models.ForeignKey(Order, on_delete=models.CASCADE, null=True)
    title = models.TextField()
    class Meta:
        db_table = 'crm"."jobs'
        managed = False

class SourceOrder(models.Model):
    number = models.IntegerField()
    class Meta:
        db_table = "orders"
        managed = False
`,
  'shop/management/__init__.py': '',
  'shop/management/commands/__init__.py': '',
};

function commandModule(body: string): string {
  const lines = body.trim().split('\n');
  return [
    'import logging, os, signal, subprocess, sys, threading, time',
    'from django.conf import settings',
    'from django.core.management.base import BaseCommand, CommandError',
    'from shop.models import Job, Order, SourceOrder',
    '',
    'TOKEN = settings.SHOP_TOKEN',
    '',
    'class Command(BaseCommand):',
    '    def add_arguments(self, parser):',
    '        parser.add_argument("--number", type=int, help="how many")',
    '    def handle(self, *args, **options):',
    ...lines.map((line) => `        ${line}`),
    '',
  ].join('\n');
}

/** Command → the body of its `handle`. */
const commands: Readonly<Record<string, string>> = {
  returns: `
self.stdout.write("Grüße %s" % options["number"])
logging.getLogger("shop").warning("logged")
os.write(1, b"below\\n")
`,
  draws: 'import random\nself.stdout.write("%s %s" % (random.random(), list({"one", "two", "three", "four", "five"})))',
  leaves: 'sys.exit(3)',
  refuses: 'raise CommandError("no such day", returncode=4)',
  crashes: 'def fall():\n    raise LookupError("nothing there")\nfall()',
  hangs: 'self.stdout.write("waiting")\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()',
  waits: 'worker = threading.Thread(target=signal.sigwait, args=([signal.SIGUSR1],))\nworker.start()\nworker.join()',
  backtracks: 'import re\nre.match(r"(a+)+$", "a" * 60 + "b")',
  floods: 'while True:\n    print("x" * 9999)',
  vanishes: 'Order(name="gone").save()\nos._exit(0)',
  forks: 'while True:\n    if os.fork() == 0:\n        signal.pause()',
  bombs: 'while True:\n    os.fork()',
  daemonises: `
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        signal.pause()
    os._exit(0)
os.wait()
`,
  writes: `
Order(name="second").save()
Job.objects.create(title="job")
SourceOrder.objects.create(number=1)
self.stdout.write(",".join(Order.objects.using("replica").order_by("id").values_list("name", flat=True)))
`,
  counts: 'time.sleep(0.2)\nself.stdout.write("%d %d" % (Order.objects.count(), Job.objects.count()))',
  ages: 'self.stdout.write("%d" % (time.time() - Order.objects.get().made.timestamp()))',
  tells: `
self.stdout.write(repr([settings.SHOP_TOKEN, settings.SUPPLIERS["acme"]["API_KEY"], TOKEN, os.environ.get("ERP_PASSWORD")]))
self.stdout.write(repr([settings.SHOP_PORT, settings.SHOP_URL, sorted(name for name in os.environ if "SHOP" in name)]))
`,
  outlasts: `
signal.signal(signal.SIGTERM, lambda *_: None)
while True:
    time.sleep(60)
`,
  heeds: `
def stop(*_):
    Order.objects.filter(name="begun").update(name="stopped")
    raise CommandError("stopped")
signal.signal(signal.SIGTERM, stop)
Order(name="begun").save()
while True:
    time.sleep(1)
`,
  begins: 'Order(name="begun").save()\nOrder(name="more").save()',
  names: 'self.stdout.write(",".join(Order.objects.order_by("id").values_list("name", flat=True)))',
  starts: `
Order(name="of the parent").save()
child = subprocess.run([sys.executable, "manage.py", "tells"], capture_output=True, text=True)
self.stdout.write(child.stdout)
self.stderr.write(child.stderr)
child = subprocess.run([sys.executable, "manage.py", "names"], capture_output=True, text=True)
self.stdout.write(child.stdout)
self.stderr.write(child.stderr)
`,
  stores: `
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
default_storage.save("report.txt", ContentFile(b"text"))
`,
  late: 'threading.Thread(target=lambda: (time.sleep(0.1), print("from the thread"))).start()',
};
