import { expect, test } from 'vitest';
import { projectOf } from '../../testing/in-memory.ts';

const models = [
  'from django.db import models',
  'class Base(models.Model):',
  '    class Meta: abstract = True',
  'class Order(Base):',
  '    tags = models.ManyToManyField("Tag")',
  '    lines = models.JSONField()',
  'class Tag(Base):',
  '    name = models.CharField()',
  'class Cart:',
  '    objects = []',
];

function writes(...body: readonly string[]): readonly string[] {
  const head = ['from shop.models import Cart, Order, Tag', 'def handle(thing, order: Order, tags: list[Tag]):'];
  const files = {
    'shop/models.py': models,
    'shop/management/commands/load.py': [...head, ...body.map((line) => `    ${line}`)],
  };
  return projectOf(files)
    .writesInCommands()
    .map(({ model, method }) => `${model}.${method}`);
}

test.each<readonly [string, readonly string[]]>([
  ['Order.objects.create()', ['Order.create']],
  ['Order.objects.filter(a=1)[:3].update(a=2)', ['Order.update']],
  ['Order.objects.filter(a=1)[0].delete()', ['Order.delete']],
  ['order.save()', ['Order.save']],
  ['Order(a=1).save()', ['Order.save']],
  ['[one.delete() for one in Order.objects.all()]', ['Order.delete']],
  ['order.tags.set([])', ['Order.set']],
  ['Order.objects.create(tag=Tag.objects.get_or_create()[0])', ['Order.create', 'Tag.get_or_create']],
  ['Order._base_manager.all().delete()', ['Order.delete']],
  ['x = order if thing else Tag()', []],
  ['(order if thing else Tag()).save()', []],
  ['order.lines.clear()', []],
  ['order.update()', []],
  ['Order.objects.values().update()', []],
  ['Order.objects.published().update()', []],
  ['Order.save(order)', []],
  ['Cart.objects.create()', []],
  ['Cart().save()', []],
  ['tags.remove(1)', []],
  ['thing.objects.create()', []],
  ['thing.save()', []],
])('%s writes %j', (line, expected) => {
  expect(writes(line)).toEqual(expected);
});

test('with layers, those of the top layer count', () => {
  const files = { 'shop/models.py': models, 'shop/run.py': 'from shop.models import Tag\ndef f(): Tag().save()' };
  const layers = { order: ['run', 'rest'], paths: { run: ['shop/run.py'] }, files: {}, shared: [], classes: {} };
  expect(projectOf(files, { layers }).writesInCommands()).toHaveLength(1);
  expect(projectOf(files).writesInCommands()).toEqual([]);
});
