import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import type { InventoryCommand } from '../../core/inventory.ts';
import { known, notKnown } from '../../core/known.ts';
import { exampleCommand, exampleFlag, exampleInventory } from '../testing/example-inventory.ts';
import { inventoryJson } from './json.ts';

const schema = JSON.parse(readFileSync('docs/schemas/inventory.schema.json', 'utf8')) as object;
const validate = new Ajv2020({ strict: true, strictTypes: false, allowUnionTypes: true }).compile(schema);

interface Printed {
  readonly commands: readonly Readonly<Record<string, unknown>>[];
}

const print = (...commands: readonly InventoryCommand[]): Printed =>
  JSON.parse(inventoryJson(exampleInventory(...commands))) as Printed;

test('the inventory keeps its contract, with and without anything in it', () => {
  const unknownFlag = { ...exampleFlag, default: notKnown, help: notKnown, choices: known(['a', 1, null]) };
  const bare = { system: null, source: null, kind: 'other', engines: [], children: [] } as const;
  const child = { name: null, modules: [], file: exampleCommand.file, line: 3, passes: [] };
  for (const printed of [
    print(),
    print(exampleCommand),
    print({ ...exampleCommand, ...bare, flags: [unknownFlag] }),
    print({ ...exampleCommand, children: [child] }),
  ]) {
    expect(validate(printed), JSON.stringify(validate.errors)).toBe(true);
  }
});

test.each(Object.keys(print(exampleCommand).commands[0] ?? {}))('the schema refuses a command without %s', (key) => {
  const printed = print(exampleCommand);
  const commands = printed.commands.map((command) => ({ ...command, [key]: undefined }));
  expect(validate({ ...printed, commands: JSON.parse(JSON.stringify(commands)) as unknown })).toBe(false);
});

test('the schema refuses other keys and values', () => {
  const printed = print(exampleCommand);
  const withKey = (extra: object): object => ({
    ...printed,
    commands: printed.commands.map((command) => ({ ...command, ...extra })),
  });
  expect(validate(withKey({ engines: [] }))).toBe(false);
  expect(validate(withKey({ history: 'sometimes' }))).toBe(false);
  expect(validate(withKey({ source: 'ftp' }))).toBe(false);
});

test('a default that could not be told is no null', () => {
  const flags = [
    { ...exampleFlag, default: known(null) },
    { ...exampleFlag, default: notKnown },
  ];
  const [command] = print({ ...exampleCommand, flags }).commands;
  expect(command?.['flags']).toMatchObject([{ default: null }, { default: { unknown: true } }]);
});
