import type { Command } from '../core/commands.ts';
import type { CommandRun, RunMode } from '../core/command-run.ts';
import type { FilePath } from '../core/location.ts';
import type { Policy } from '../core/policy.ts';
import type { CoreReadings } from './core-readings.ts';
import { AllowedStatuses } from './history/allowed-statuses.ts';
import { CommandCatalogue } from './commands/catalogue.ts';
import { CorrectnessReading } from './correctness/correctness.ts';
import { CommandRuns } from './effects/command-runs.ts';
import { ExternalNames } from './effects/names/external-names.ts';
import { HistoryReach } from './history/reach.ts';
import { statusReading } from './history/status-reading.ts';
import { readHistoryStatuses } from './history/status-uses.ts';
import { LayerAssignment } from './layers/assignment.ts';
import { LayerImports } from './layers/imports.ts';
import { readOutsideUses } from './layers/outside-uses.ts';
import { recordWritesIn } from './layers/record-writes.ts';
import { SharedNames } from './layers/shared-names.ts';
import { once } from './once.ts';
import { DirectCalls } from './orchestration/direct-calls.ts';
import { Engines } from './orchestration/engines.ts';
import { Invocations } from './orchestration/invocations.ts';
import { Receptions } from './orchestration/receptions.ts';
import { RecordKinds } from './records/record-kinds.ts';
import { readShadowed } from './structure/shadowed.ts';
import { Systems } from './systems/systems.ts';

export type Readings = ReturnType<typeof readingsOf>;

/** All that reads a project, put together; nothing of it has read anything yet. */
export function readingsOf(core: CoreReadings, policy: Policy) {
  const { sources, modules, language, subclasses, models, history, historyFields } = core;
  const { resolver, hierarchy } = language;
  const commands = new CommandCatalogue(language, core.parsers, modules, policy, core.commandFiles, sources);
  const runs = new CommandRuns(core.paper);
  const run = (command: Command, mode: RunMode): CommandRun | undefined => {
    const entity = commands.classOf(command);
    return entity === undefined ? undefined : runs.run(command, entity, mode);
  };
  const layers = new LayerAssignment(policy.layers, modules, hierarchy);
  const kinds = new RecordKinds(
    { resolver, hierarchy },
    subclasses,
    (entity) => models.isModel(entity) || history.classes().includes(entity),
  );
  const names = new ExternalNames({ resolver, hierarchy }, subclasses);
  const parts = { ...language, models, history, kinds, subclasses };
  const allowed = new AllowedStatuses(history, hierarchy, resolver, models, policy.history.statuses);
  const modulesOfCommands = (): readonly FilePath[] => commands.modules().map(({ file }) => file);
  return {
    modules,
    commands,
    models,
    history,
    runs,
    run,
    layers,
    imports: new LayerImports(resolver, new SharedNames(resolver, hierarchy, history), layers, sources),
    systems: new Systems({ resolver, hierarchy }, policy, sources, commands),
    invocations: new Invocations(
      () => commands.commands(),
      (command) => run(command, 'real'),
      modules,
      resolver,
      sources,
    ),
    receptions: new Receptions(language, (command) => commands.classOf(command)),
    directCalls: new DirectCalls(sources),
    engines: new Engines(resolver, hierarchy, layers, policy.layers),
    historyReach: new HistoryReach(core.named, modules, { hierarchy, subclasses }, [
      history.className ?? '',
      ...policy.history.writers,
    ]),
    correctness: new CorrectnessReading(core.flaws, core.reach),
    historyFields,
    allowed,
    historyStatuses: () => readHistoryStatuses(statusReading(parts, sources, allowed)),
    shadowed: once(() => readShadowed(sources, modules, core.repeatingNames())),
    outsideUses: once(() => readOutsideUses({ sources, modules, layers, names, kinds })),
    writesInCommands: once(() =>
      recordWritesIn(layers.ofTop(sources.files) ?? modulesOfCommands(), { modules, kinds, models }),
    ),
  };
}
