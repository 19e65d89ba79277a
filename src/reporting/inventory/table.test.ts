import { expect, test } from 'vitest';
import { exampleCommand, exampleInventory } from '../testing/example-inventory.ts';
import { inventoryTable } from './table.ts';

const other = { ...exampleCommand, name: 'vacuum', system: null, source: null, kind: 'other', open: true } as const;

test('has a heading for each system, and a row for each command', () => {
  expect(inventoryTable(exampleInventory(exampleCommand, { ...other, engines: [], children: [], missing: [] }))).toBe(
    [
      '  COMMAND         FLAGS  HISTORY  ENGINE          CHILDREN  MISSING',
      '',
      'depot (api)',
      '  sync_depot_all  1      yes      VehiclesEngine  1+        --quiet +1',
      '',
      'no system',
      '  vacuum          1+     yes',
      '',
      '2 commands, 1 of 1 system, 1 with flags that could not all be resolved (+), 2 unresolved.',
      '',
    ].join('\n'),
  );
});

test('leaves out what nobody has, and headings where there are no systems', () => {
  const plain = { ...other, engines: [], children: [], missing: [], history: 'unknown', open: false } as const;
  expect(inventoryTable({ ...exampleInventory(plain), unresolved: [] })).toBe(
    'COMMAND  FLAGS\nvacuum   1\n\n1 command.\n',
  );
});

test('keeps a name from moving the cursor', () => {
  expect(inventoryTable(exampleInventory({ ...exampleCommand, name: 'sync_\u001b[2J' }))).toContain('sync_\\x1b[2J');
});
