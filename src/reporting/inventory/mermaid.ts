import type { Inventory, InventoryChild, InventoryCommand } from '../../core/inventory.ts';

/** Markdown with two diagrams: who starts whom with what, and which layer imports which. */
export function inventoryMermaid(inventory: Inventory): string {
  return [
    '# Orchestration',
    '',
    ...diagram(orchestration(inventory)),
    '',
    '# Layers',
    '',
    ...diagram(layers(inventory)),
    '',
  ].join('\n');
}

function diagram(lines: readonly string[]): readonly string[] {
  return ['```mermaid', ...lines, '```'];
}

function orchestration({ commands }: Inventory): readonly string[] {
  const nodes = new Nodes();
  const edges = commands.flatMap((command) => [
    ...command.children.flatMap((child) => childEdges(nodes, command, child, commands)),
    ...command.engines.map((engine) => `  ${nodes.command(command)} --> ${nodes.engine(engine)}`),
  ]);
  return ['flowchart LR', ...nodes.lines, ...new Set(edges)];
}

function childEdges(
  nodes: Nodes,
  command: InventoryCommand,
  { name, modules, passes }: InventoryChild,
  commands: readonly InventoryCommand[],
): readonly string[] {
  const known = commands.filter(({ module }) => modules.includes(module));
  const targets = known.length > 0 ? known.map((child) => nodes.command(child)) : [nodes.other(name ?? '?')];
  const label = passes.length === 0 ? '' : `|${quoted(shortened(passes))}|`;
  return targets.map((target) => `  ${nodes.command(command)} -->${label} ${target}`);
}

function shortened(names: readonly string[]): string {
  const most = 6;
  return names.length > most ? `${names.slice(0, most).join(', ')}, …` : names.join(', ');
}

/** Every node once, under a number: names of commands may be words of the diagram's language, such as `end`. */
class Nodes {
  readonly lines: string[] = [];
  readonly #ids = new Map<string, string>();

  command({ module, name, kind }: InventoryCommand): string {
    return this.#node(`command ${module}`, kind === 'orchestrator' ? ['[[', ']]'] : ['[', ']'], name);
  }

  /** A command that the inventory does not have. */
  other(name: string): string {
    return this.#node(`other ${name}`, ['[/', '/]'], name);
  }

  engine(symbol: string): string {
    return this.#node(`engine ${symbol}`, ['([', '])'], symbol.slice(symbol.lastIndexOf('.') + 1));
  }

  #node(key: string, [open, close]: readonly [string, string], label: string): string {
    let id = this.#ids.get(key);
    if (id === undefined) {
      id = `n${String(this.#ids.size + 1)}`;
      this.#ids.set(key, id);
      this.lines.push(`  ${id}${open}${quoted(label)}${close}`);
    }
    return id;
  }
}

function layers({ layers: edges }: Inventory): readonly string[] {
  const names = [...new Set(edges.flatMap(({ from, to }) => [from, to]))];
  const id = (name: string): string => `l${String(names.indexOf(name) + 1)}`;
  return [
    'flowchart TD',
    ...names.map((name) => `  ${id(name)}[${quoted(name)}]`),
    ...edges.map(({ from, to, imports, upward }) => {
      const arrow = upward ? '-.->' : '-->';
      return `  ${id(from)} ${arrow}|${quoted(String(imports))}| ${id(to)}`;
    }),
  ];
}

/** A label that stays one, whatever is in it: what could end it becomes an entity of Mermaid's. */
function quoted(text: string): string {
  return `"${text.replace(/[^\p{L}\p{N} _.,:?*…=/()+-]/gu, (character) => `#${String(character.codePointAt(0))};`)}"`;
}
