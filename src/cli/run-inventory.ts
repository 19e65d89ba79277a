import { resolve } from 'node:path';
import type { Inventory } from '../core/inventory.ts';
import { inventory, type InventoryOutcome } from '../pipeline/inventory.ts';
import { notificationLine } from '../reporting/headline.ts';
import { inventoryJson } from '../reporting/inventory/json.ts';
import { inventoryMermaid } from '../reporting/inventory/mermaid.ts';
import { inventoryTable } from '../reporting/inventory/table.ts';
import { printable } from '../reporting/printable.ts';
import { styleFor } from '../reporting/style.ts';
import { useColour } from './colour.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import type { InventoryOptions } from './inventory-options.ts';
import { usualConcurrency } from './option-values.ts';
import { projectRequest } from './project-options.ts';
import { stopIfInterrupted, type Session } from './session.ts';
import { refuseDestination, writeWhole } from './write-file.ts';

export async function runInventory(
  paths: readonly string[],
  options: InventoryOptions,
  session: Session,
): Promise<ExitCode> {
  const { outputFile, outputFormat = 'table' } = options;
  if (outputFile !== undefined) refuseDestination('--output-file', outputFile, session.cwd);
  const outcome = await inventory({
    ...projectRequest(session.cwd, paths, options),
    ...(options.exclude && { exclude: options.exclude }),
    extendExclude: options.extendExclude ?? [],
    forceExclude: options.forceExclude === true,
    ...(options.respectGitignore ? {} : { respectGitignore: false }),
    names: options.commands ?? [],
    concurrency: options.concurrency ?? usualConcurrency(),
  });
  await stopIfInterrupted(session);
  const isEmpty = outcome.inventory.commands.length === 0 && options.allowEmpty !== true;
  await session.log(notes(outcome, isEmpty, options, session));
  const text = formats[outputFormat](outcome.inventory);
  if (outputFile === undefined) await session.print(text);
  else writeWhole(resolve(session.cwd, outputFile), text);
  const failed = outcome.notifications.some(({ level }) => level === 'error');
  return failed || isEmpty ? exitCodes.failure : exitCodes.clean;
}

const formats: Readonly<Record<NonNullable<InventoryOptions['outputFormat']>, (inventory: Inventory) => string>> = {
  table: inventoryTable,
  json: inventoryJson,
  mermaid: inventoryMermaid,
};

function notes(
  { notifications }: InventoryOutcome,
  isEmpty: boolean,
  { commands = [] }: InventoryOptions,
  { environment, terminals }: Session,
): string {
  const style = styleFor(useColour('auto', environment, terminals.log));
  const wanted = commands.length === 0 ? '' : ` that matches ${commands.map((glob) => `\`${glob}\``).join(' or ')}`;
  const lines = [
    ...notifications.map((one) =>
      one.kind === 'preset-detected' ? printable(one.message) : notificationLine(one, style),
    ),
    ...(isEmpty
      ? [
          `error: there is no command${printable(wanted)}`,
          'help: check the paths and patterns; `--allow-empty` makes this no error',
        ]
      : []),
  ];
  return lines.map((line) => `${line}\n`).join('');
}
