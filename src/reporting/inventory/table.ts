import type { Inventory, InventoryCommand } from '../../core/inventory.ts';
import { count } from '../count.ts';
import { printable } from '../printable.ts';

interface Column {
  readonly title: string;
  readonly cell: (command: InventoryCommand) => string;
}

const columns: readonly Column[] = [
  { title: 'COMMAND', cell: ({ name }) => name },
  { title: 'FLAGS', cell: ({ flags, open }) => `${String(flags.length)}${open ? '+' : ''}` },
  { title: 'HISTORY', cell: ({ history }) => (history === 'unknown' ? '' : history) },
  { title: 'ENGINE', cell: ({ engines }) => shortened(engines.map(lastPart), 1) },
  { title: 'CHILDREN', cell: ({ children }) => childrenCell(children) },
  { title: 'MISSING', cell: ({ missing }) => shortened(missing, 1) },
];

/** A row for each command, by system; columns in which nobody has anything are left out. */
export function inventoryTable({ commands, unresolved }: Inventory): string {
  const used = columns.filter(({ cell }, index) => index === 0 || commands.some((command) => cell(command) !== ''));
  const rows = [used.map(({ title }) => title), ...commands.map((command) => used.map(({ cell }) => cell(command)))];
  const [header = '', ...lines] = aligned(rows.map((row) => row.map(printable)));
  const isGrouped = commands.some(({ system }) => system !== null);
  return [isGrouped ? `  ${header}` : header, ...grouped(commands, lines), '', summary(commands, unresolved.length)]
    .map((line) => `${line}\n`)
    .join('');
}

/** A heading for each system, where there are systems. */
function grouped(commands: readonly InventoryCommand[], lines: readonly string[]): readonly string[] {
  if (commands.every(({ system }) => system === null)) return lines;
  return commands.flatMap(({ system, source }, index) => {
    const line = `  ${lines[index] ?? ''}`;
    if (index > 0 && commands[index - 1]?.system === system) return [line];
    return ['', system === null ? 'no system' : printable(`${system} (${source ?? ''})`), line];
  });
}

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function summary(commands: readonly InventoryCommand[], unresolved: number): string {
  const systems = new Set(commands.flatMap(({ system }) => (system === null ? [] : [system])));
  const members = commands.filter(({ system }) => system !== null).length;
  const open = commands.filter((command) => command.open).length;
  const parts = [
    count(commands.length, 'command'),
    ...(systems.size > 0 ? [`${String(members)} of ${count(systems.size, 'system')}`] : []),
    ...(open > 0 ? [`${String(open)} with flags that could not all be resolved (+)`] : []),
    ...(unresolved > 0 ? [`${String(unresolved)} unresolved`] : []),
  ];
  return `${parts.join(', ')}.`;
}

function childrenCell(children: InventoryCommand['children']): string {
  if (children.length === 0) return '';
  const names = children.map(({ name }) => name ?? '?');
  // A name that is not known whole may stand for several.
  return `${String(new Set(names).size)}${names.some((name) => /[*?]$/.test(name)) ? '+' : ''}`;
}

/** The first ones, and how many more there are. */
function shortened(names: readonly string[], most: number): string {
  const rest = names.length - most;
  return rest > 0 ? `${names.slice(0, most).join(', ')} +${String(rest)}` : names.join(', ');
}

function lastPart(symbol: string): string {
  return symbol.slice(symbol.lastIndexOf('.') + 1);
}
