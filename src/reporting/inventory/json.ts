import type { Option } from '../../core/commands.ts';
import type { Inventory, InventoryCommand } from '../../core/inventory.ts';
import type { Known } from '../../core/known.ts';
import { toJson } from '../to-json.ts';

/** The stable contract for programs: `docs/schemas/inventory.schema.json`. */
export function inventoryJson({ commands, unresolved }: Inventory): string {
  const gaps = unresolved.map(({ command, file, line, reason }) => ({ command, file, line, reason }));
  return `${toJson({ version: 1, commands: commands.map(commandJson), unresolved: gaps }, 2)}\n`;
}

function commandJson({ flags, engines, children, ...command }: InventoryCommand) {
  const { name, module, file, line, system, source, kind, open, missing, reads, history } = command;
  return {
    ...{ name, module, file, line, system, source, kind },
    flags: flags.map(flagJson),
    ...{ open, missing, reads },
    engine: engines[0] ?? null,
    history,
    children: children.map((child) => ({
      name: child.name,
      file: child.file,
      line: child.line,
      passes: child.passes,
    })),
  };
}

function flagJson(option: Option) {
  const { strings, conditional } = option;
  return {
    strings,
    dest: valueOf(option.dest),
    type: valueOf(option.type),
    default: valueOf(option.default),
    choices: valueOf(option.choices),
    action: valueOf(option.action),
    nargs: valueOf(option.nargs),
    required: valueOf(option.required),
    help: valueOf(option.help),
    declaredAt: option.declaredAt.map(({ file, region }) => ({ file, line: region.startLine })),
    conditional,
  };
}

/** `null` is argparse's `None`; what could not be told is an object that no attribute can be. */
function valueOf<T>(attribute: Known<T>): T | { readonly unknown: true } {
  return attribute.known ? attribute.value : { unknown: true };
}
