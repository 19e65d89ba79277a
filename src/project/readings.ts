import type { Command } from '../core/commands.ts';
import type { CommandRun, RunMode } from '../core/command-run.ts';
import type { FilePath } from '../core/location.ts';
import type { Policy } from '../core/policy.ts';
import { Hierarchy } from './classes/hierarchy.ts';
import { CommandCatalogue } from './commands/catalogue.ts';
import { Evaluator } from './constants/evaluator.ts';
import { Stability } from './constants/stability.ts';
import { CorrectnessReading } from './correctness/correctness.ts';
import { CommandRuns } from './effects/command-runs.ts';
import { ExternalNames } from './effects/names/external-names.ts';
import type { ClassEntity } from './entity.ts';
import { historyFields } from './history/history-fields.ts';
import { HistoryModel } from './history/history-model.ts';
import { historyKnowledge } from './history/knowledge.ts';
import { HistoryReach } from './history/reach.ts';
import { statusReading } from './history/status-reading.ts';
import { readHistoryStatuses } from './history/status-uses.ts';
import { ModuleIndex } from './imports/module-index.ts';
import { Resolver } from './imports/resolver.ts';
import { LayerAssignment } from './layers/assignment.ts';
import { LayerImports } from './layers/imports.ts';
import { readOutsideUses } from './layers/outside-uses.ts';
import { recordWritesIn } from './layers/record-writes.ts';
import { SharedNames } from './layers/shared-names.ts';
import { ModelCatalogue } from './models/catalogue.ts';
import { once } from './once.ts';
import { DirectCalls } from './orchestration/direct-calls.ts';
import { Engines } from './orchestration/engines.ts';
import { Invocations } from './orchestration/invocations.ts';
import { Receptions } from './orchestration/receptions.ts';
import { Reach } from './reach/reach.ts';
import { RecordKinds } from './records/record-kinds.ts';
import { Subclasses } from './records/subclasses.ts';
import type { Sources } from './sources.ts';
import { readShadowed } from './structure/shadowed.ts';
import { Systems } from './systems/systems.ts';

export type Readings = ReturnType<typeof readingsOf>;

/** All that reads a project, put together; nothing of it has read anything yet. */
export function readingsOf(sources: Sources, sourceRoots: readonly string[], policy: Policy) {
  const modules = new ModuleIndex(sources, sourceRoots);
  const resolver = new Resolver(modules);
  const hierarchy = new Hierarchy(resolver);
  const evaluator = new Evaluator(resolver, hierarchy, new Stability(sources));
  const language = { resolver, hierarchy, evaluator };
  const subclasses = new Subclasses(sources, modules, hierarchy);
  const commands = new CommandCatalogue(language, modules, policy, sources);
  const models = new ModelCatalogue(resolver, hierarchy, evaluator, sources);
  const history = new HistoryModel(policy.history, resolver, hierarchy, models);
  const fieldsOfHistory = once(() => historyFields(history, hierarchy, models));
  const knowledge = {
    isModel: (entity: ClassEntity) => models.isModel(entity),
    isHistory: (entity: ClassEntity) => history.is(entity.symbol),
    ...historyKnowledge(fieldsOfHistory, hierarchy, policy.history),
  };
  const runs = new CommandRuns(language, knowledge, policy);
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
    historyReach: new HistoryReach(sources, modules, { hierarchy, subclasses }, [
      history.className ?? '',
      ...policy.history.writers,
    ]),
    correctness: new CorrectnessReading(parts, new Reach(sources, modules, modulesOfCommands), sources),
    historyFields: fieldsOfHistory,
    historyStatuses: () => readHistoryStatuses(statusReading(parts, sources, policy.history.statuses)),
    shadowed: once(() => readShadowed(sources, modules)),
    outsideUses: once(() => readOutsideUses({ sources, modules, layers, names, kinds })),
    writesInCommands: once(() =>
      recordWritesIn(layers.ofTop(sources.files) ?? modulesOfCommands(), { modules, kinds, models }),
    ),
  };
}
