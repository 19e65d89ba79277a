import fc from 'fast-check';
import { expect, test } from 'vitest';
import { symbolId } from '../../core/location.ts';
import { exampleCommand, exampleInventory } from '../testing/example-inventory.ts';
import { inventoryMermaid } from './mermaid.ts';

const vehicles = {
  ...exampleCommand,
  name: 'sync_depot_vehicles',
  module: symbolId('depot.management.commands.sync_depot_vehicles'),
  kind: 'entity',
  children: [],
} as const;

test('draws who starts whom with what, engines, and layers with upward imports dotted', () => {
  const children = [{ ...exampleCommand.children[0], name: vehicles.name, modules: [vehicles.module] }];
  const orchestrator = { ...exampleCommand, engines: [], children: children.map((child) => ({ ...lost, ...child })) };
  expect(inventoryMermaid(exampleInventory(orchestrator, vehicles)).split('\n')).toEqual([
    '# Orchestration',
    '',
    '```mermaid',
    'flowchart LR',
    '  n1["sync_depot_vehicles"]',
    '  n2[["sync_depot_all"]]',
    '  n3(["VehiclesEngine"])',
    '  n2 -->|"full, --quiet"| n1',
    '  n1 --> n3',
    '```',
    '',
    '# Layers',
    '',
    '```mermaid',
    'flowchart TD',
    '  l1["command"]',
    '  l2["engine"]',
    '  l1 -->|"2"| l2',
    '  l2 -.->|"1"| l1',
    '```',
    '',
  ]);
});

const lost = { name: null, modules: [], file: exampleCommand.file, line: 1, passes: [] };

test('a child that is not in the inventory has a node of its own', () => {
  const text = inventoryMermaid(exampleInventory({ ...exampleCommand, engines: [], children: [lost] }));
  expect(text).toContain('[/"?"/]');
});

test('no name ends its label', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      const lines = inventoryMermaid(exampleInventory({ ...exampleCommand, name, children: [] })).split('\n');
      expect(lines).toHaveLength(
        inventoryMermaid(exampleInventory({ ...exampleCommand, children: [] })).split('\n').length,
      );
      const label = lines.find((line) => line.includes('[["'));
      expect(label).toMatch(/^ {2}n1\[\["[^"`<>&[\]{}|\\]*"\]\]$/);
    }),
  );
});
