import { expect, test } from 'vitest';
import { projectOf } from '../../testing/in-memory.ts';

test('chains of calls may be long', () => {
  const chain = '.step()'.repeat(60);
  const project = projectOf({
    'shop/models.py': [
      'from django.db import models',
      'class Order(models.Model):',
      '    number = models.IntegerField()',
      'def run(start):',
      `    start${chain}`,
      `    Order.objects${'.all()'.repeat(60)}.filter(nubmer=1)`,
    ],
  });
  const found = project.correctness('unknown-model-field').unknownModelFields();
  expect(found.map(({ field }) => field)).toEqual(['nubmer']);
});
