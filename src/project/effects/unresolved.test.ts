import { describe, expect, test } from 'vitest';
import { effectsOf, handled } from '../../testing/run-of.ts';

const names = (...body: readonly string[]): readonly (string | undefined)[] =>
  handled(...body).unresolved.map(({ name }) => name);

describe('A call is followed', () => {
  test.each([
    ['of a method of texts', ['options["name"].strip().lower()']],
    ['of what is shared by texts and others, of a text', ['str(options["name"]).replace("-", "")']],
    ['of a method of times', ['options["name"].isoformat()']],
    ['that looks into data', ['for row in options["name"]:', '    row.get("id")']],
    ['of Python itself', ['round(abs(options["name"]), 2)', 'next(iter(options["name"]), None)']],
    ['of a dict of records', ['stored = Order.objects.in_bulk()', 'stored.get(options["name"])']],
    ['of an item whose key is not known', ['steps = {"a": print, "b": print}', 'steps[options["name"]]("x")']],
  ])('%s', (_, body) => {
    expect(names(...body)).toEqual([]);
  });

  test('of a record that was looked up among many', () => {
    const body = ['stored = Order.objects.in_bulk()', 'for order in stored.values():', '    order.save()'];
    expect(effectsOf(handled(...body))).toEqual(['Order.save']);
  });

  test('of a method of what a dataclass makes for itself', () => {
    const body = [
      'from dataclasses import dataclass, field',
      '@dataclass',
      'class Plan:',
      '    orders: list = field(default_factory=list)',
      'plan = Plan()',
      'plan.orders.append(Order(number="1"))',
      'for order in plan.orders:',
      '    order.save()',
    ];
    expect(effectsOf(handled(...body))).toEqual(['Order.save']);
  });
});

test('what looks into data with a default from the flag depends on the flag', () => {
  const body = [
    'settings = options["name"]',
    'if settings.get("dry", options["dry_run"]): return',
    'Order.objects.create()',
  ];
  expect(effectsOf(handled(...body))).toEqual(['Order.objects.create?']);
});

describe('A call is not followed, and has the name', () => {
  test.each<[string, readonly string[], readonly (string | undefined)[]]>([
    ['of a method of unknown data', ['options["name"].replace("-", "")'], ['replace']],
    ['of a method that asks for an address', ['options["name"].get("/orders")'], ['get']],
    ['of a method that gets more than a key', ['options["name"].get("orders", page=1)'], ['get']],
    ['of none, when a local name is called', ['step = options["name"]', 'step()'], [undefined]],
    ['of a callback', ['def check(): pass', 'helper(check)'], ['check']],
    ['of what a lambda calls', ['helper(lambda: self.check())'], ['check']],
    ['of a callback of something unknown', ['def check(): pass', 'options["name"].run(check)'], ['run', 'check']],
  ])('%s', (_, body, expected) => {
    expect(names(...body)).toEqual(expected);
  });
});
