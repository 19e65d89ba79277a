import type { CommandRun } from '../../core/command-run.ts';
import type { Command, OptionSet, SyncCommand } from '../../core/commands.ts';
import type { Inventory, InventoryChild, InventoryCommand, InventoryGap, LayerEdge } from '../../core/inventory.ts';
import type { Invocation } from '../../core/invocation.ts';
import { compareText } from '../../core/location.ts';
import type { ProjectModel } from '../../core/project-model.ts';
import { historyUse } from './history-use.ts';

/** The inventory of the commands that `isWanted` lets through. */
export function takeInventory(project: ProjectModel, isWanted: (command: Command) => boolean): Inventory {
  const members = new Map(project.syncCommands().map((command) => [command.module, command]));
  const wanted = project.commands().filter(isWanted);
  return {
    commands: wanted.map((command) => describe(project, command, members.get(command.module))).sort(bySystem),
    layers: layerEdges(project),
    unresolved: wanted.flatMap((command) => gaps(project, command)),
  };
}

function describe(project: ProjectModel, command: Command, member: SyncCommand | undefined): InventoryCommand {
  const run = project.run(command, 'real');
  const { name, module, file, options } = command;
  return {
    ...{ name, module, file },
    line: command.at.region.startLine,
    system: member?.system ?? null,
    source: (member && project.policy.systems[member.system]?.source) ?? null,
    kind: member?.kind ?? 'other',
    flags: options.options,
    open: options.unresolved.length > 0,
    missing: member === undefined ? [] : missingFlags(project, member),
    reads: run === undefined ? [] : readsOf(run, options),
    engines: run === undefined ? [] : project.enginesOf(run),
    history:
      run === undefined || project.policy.history.model === undefined
        ? 'unknown'
        : historyUse(run, (call) => project.mayReachHistory(call)),
    children: run === undefined ? [] : childrenOf(project.childrenOf(run)),
  };
}

function missingFlags({ policy }: ProjectModel, { kind, options }: SyncCommand): readonly string[] {
  const { required, requiredWith, orchestrator } = policy.flags;
  const asked = [
    ...required,
    ...Object.entries(requiredWith).flatMap(([flag, cause]) => (options.accepts(cause) === 'yes' ? [flag] : [])),
    ...(kind === 'orchestrator' ? orchestrator : []),
  ];
  return [...new Set(asked)].filter((flag) => options.accepts(flag) === 'no');
}

/** Of the options that the project declares: what Django reads itself is nobody's news. */
function readsOf({ events }: CommandRun, { options }: OptionSet): readonly string[] {
  const read = new Set(events.flatMap((event) => (event.kind === 'option-read' ? [event.option] : [])));
  const own = options.flatMap(({ dest }) => (dest.known ? [dest.value] : []));
  return [...new Set(own)].filter((dest) => read.has(dest));
}

/** Each command that a place starts once, with all that it may be passed. */
function childrenOf(invocations: readonly Invocation[]): readonly InventoryChild[] {
  const found = new Map<string, InventoryChild>();
  for (const { command, prefix, at, passes, children } of invocations) {
    const name = command ?? (prefix === undefined ? null : `${prefix}*`);
    const line = at.region.startLine;
    const key = `${name ?? ''} ${at.file} ${String(line)}`;
    const before = found.get(key)?.passes ?? [];
    found.set(key, {
      name,
      modules: children.map(({ module }) => module),
      file: at.file,
      line,
      passes: [...new Set([...before, ...passes.map((option) => option.name)])],
    });
  }
  return [...found.values()];
}

function layerEdges(project: ProjectModel): readonly LayerEdge[] {
  const { order } = project.policy.layers;
  const counts = new Map<string, { readonly from: string; readonly to: string; imports: number }>();
  for (const { from, to, typeOnly } of project.layerImports()) {
    if (typeOnly || from.layer === to.layer) continue;
    const key = `${from.layer} ${to.layer}`;
    const edge = counts.get(key) ?? { from: from.layer, to: to.layer, imports: 0 };
    edge.imports += 1;
    counts.set(key, edge);
  }
  return [...counts.values()]
    .map((edge) => ({ ...edge, upward: order.indexOf(edge.to) < order.indexOf(edge.from) }))
    .sort((a, b) => order.indexOf(a.from) - order.indexOf(b.from) || order.indexOf(a.to) - order.indexOf(b.to));
}

function gaps(project: ProjectModel, command: Command): readonly InventoryGap[] {
  const run = project.run(command, 'real');
  const limit = run?.complete === false ? ['its run is too long to be followed to the end'] : [];
  const unseen = run === undefined ? ['its `Command` is no class of the project'] : [];
  const own = { command: command.name, file: command.file, line: command.at.region.startLine };
  return [
    ...command.options.unresolved.map(({ file, region, reason }) => ({
      command: command.name,
      file,
      line: region.startLine,
      reason,
    })),
    ...[...limit, ...unseen].map((reason) => ({ ...own, reason })),
  ];
}

function bySystem(a: InventoryCommand, b: InventoryCommand): number {
  const [left, right] = [a.system ?? '\uffff', b.system ?? '\uffff'];
  return compareText(left, right) || compareText(a.name, b.name) || compareText(a.module, b.module);
}
