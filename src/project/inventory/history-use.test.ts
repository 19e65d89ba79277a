import { expect, test } from 'vitest';
import { projectOf } from '../../testing/in-memory.ts';
import { takeInventory } from './inventory.ts';

const models = [
  'from django.db import models',
  'class SyncHistory(models.Model):',
  '    status = models.CharField(max_length=20)',
  'class Order(models.Model):',
  '    number = models.CharField(max_length=20)',
];

function useOf(...body: readonly string[]): string | undefined {
  const command = [
    'from django.core.management.base import BaseCommand',
    'from shop.models import Order, SyncHistory',
    'from outside import helper',
    'def begin(): return SyncHistory.objects.create(status="running")',
    'class Command(BaseCommand):',
    '    def add_arguments(self, parser):',
    '        parser.add_argument("--full", action="store_true")',
    '    def handle(self, *args, **options):',
    ...body.map((line) => `        ${line}`),
  ];
  const history = { model: 'shop.models.SyncHistory', statuses: [], writers: [] };
  const files = { 'shop/models.py': models, 'shop/management/commands/load.py': command };
  return takeInventory(projectOf(files, { history }), () => true).commands[0]?.history;
}

const work = 'Order.objects.create(number="1")';

test.each<[string, string, readonly string[]]>([
  ['yes', 'on every path', ['begin()', work]],
  ['yes', 'on the only path that works', ['if not options["full"]: return', 'begin()', work]],
  ['partial', 'on one of two paths', ['if options["full"]: begin()', work]],
  ['partial', 'after a failure only', ['try:', `    ${work}`, 'except Exception:', '    begin()', '    raise']],
  ['no', 'never', [work]],
  ['no', 'never, and what cannot be followed has nothing to do with it', ['options["full"].read()', work]],
  ['unknown', 'perhaps where a method has such a name', ['options["full"].begin()', work]],
  ['unknown', 'perhaps by a function that somebody else calls', ['helper(begin)', work]],
])('a record is made: %s, %s', (expected, _, body) => {
  expect(useOf(...body)).toBe(expected);
});
