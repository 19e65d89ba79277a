import type { Policy } from '../core/policy.ts';
import { compareLocations, compareText, type FilePath, type Location, type SymbolId } from '../core/location.ts';
import type { Stats } from '../core/run.ts';
import type { Command, CommandModule, SyncCommand } from '../core/commands.ts';
import type { CommandRun, RunMode, UnresolvedCall } from '../core/command-run.ts';
import type { Correctness } from '../core/correctness.ts';
import type { DjangoModel, ModelField } from '../core/django-model.ts';
import type { EarlierCommands } from '../core/earlier-commands.ts';
import type { HistoryStatuses } from '../core/history.ts';
import type { Invocation, Reception, ScriptInvocation } from '../core/invocation.ts';
import type { LayerImport } from '../core/layer-import.ts';
import type { ProjectModel } from '../core/project-model.ts';
import type { OutsideUse, RecordWrite } from '../core/outside-use.ts';
import type { Shadowed } from '../core/shadowed.ts';
import type { ModuleCycle, System, SystemImport } from '../core/system.ts';
import type { Unresolved } from '../core/unresolved.ts';
import { Hierarchy } from './classes/hierarchy.ts';
import type { ClassEntity } from './entity.ts';
import { CommandCatalogue } from './commands/catalogue.ts';
import { CommandRuns } from './effects/command-runs.ts';
import { CorrectnessReading } from './correctness/correctness.ts';
import { Evaluator } from './constants/evaluator.ts';
import { Stability } from './constants/stability.ts';
import { ExternalNames } from './effects/names/external-names.ts';
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
import { RecordKinds } from './records/record-kinds.ts';
import { Subclasses } from './records/subclasses.ts';
import { once } from './once.ts';
import { affectedBy } from './reach/affected.ts';
import { Reach } from './reach/reach.ts';
import { DirectCalls } from './orchestration/direct-calls.ts';
import { Engines } from './orchestration/engines.ts';
import { Invocations } from './orchestration/invocations.ts';
import { Receptions } from './orchestration/receptions.ts';
import type { Sources } from './sources.ts';
import { readShadowed } from './structure/shadowed.ts';
import { Systems } from './systems/systems.ts';

/** The project model over facts; every answer is computed once, when it is first asked for. */
export class Project implements ProjectModel {
  readonly policy: Policy;
  readonly #modules: ModuleIndex;
  readonly #commands: CommandCatalogue;
  readonly #models: ModelCatalogue;
  readonly #history: HistoryModel;
  readonly #runs: CommandRuns;
  readonly #layers: LayerAssignment;
  readonly #imports: LayerImports;
  readonly #systems: Systems;
  readonly #readOutsideUses: () => readonly OutsideUse[];
  readonly #readWrites: () => readonly RecordWrite[];
  readonly #readShadowed: () => readonly Shadowed[];
  readonly #readImports: () => readonly LayerImport[];
  readonly #invocations: Invocations;
  readonly #receptions: Receptions;
  readonly #directCalls: DirectCalls;
  readonly #engines: Engines;
  #layerImports: readonly LayerImport[] | undefined;
  readonly #reach: HistoryReach;
  readonly #readHistoryFields: () => readonly ModelField[];
  #historyFields: readonly ModelField[] | undefined;
  #statuses: HistoryStatuses | undefined;
  readonly #readStatuses: () => HistoryStatuses;

  readonly #correctness: CorrectnessReading;
  readonly #selected: ReadonlySet<string>;
  readonly #sources: Sources;
  readonly earlier?: EarlierCommands;

  /** `selected`: ids of the rules that somebody asked for. */
  constructor(
    sources: Sources,
    sourceRoots: readonly string[],
    policy: Policy,
    selected: ReadonlySet<string> = new Set(),
    earlier?: EarlierCommands,
  ) {
    this.policy = policy;
    if (earlier !== undefined) this.earlier = earlier;
    this.#sources = sources;
    this.#selected = selected;
    const modules = new ModuleIndex(sources, sourceRoots);
    this.#modules = modules;
    const resolver = new Resolver(modules);
    const hierarchy = new Hierarchy(resolver);
    const evaluator = new Evaluator(resolver, hierarchy, new Stability(sources));
    this.#commands = new CommandCatalogue({ resolver, hierarchy, evaluator }, modules, policy, sources);
    this.#models = new ModelCatalogue(resolver, hierarchy, evaluator, sources);
    this.#history = new HistoryModel(policy.history, resolver, hierarchy, this.#models);
    const knowledge = {
      isModel: (entity: ClassEntity) => this.#models.isModel(entity),
      isHistory: (entity: ClassEntity) => this.#history.is(entity.symbol),
      ...historyKnowledge(() => this.historyFields(), hierarchy, policy.history),
    };
    this.#readHistoryFields = () => historyFields(this.#history, hierarchy, this.#models);
    this.#runs = new CommandRuns({ resolver, hierarchy, evaluator }, knowledge, policy);
    this.#layers = new LayerAssignment(policy.layers, modules, hierarchy);
    this.#systems = new Systems({ resolver, hierarchy }, policy, sources, this.#commands);
    this.#readShadowed = once(() => readShadowed(sources, modules));
    this.#invocations = new Invocations(
      () => this.commands(),
      (command) => this.run(command, 'real'),
      modules,
      resolver,
      sources,
    );
    this.#receptions = new Receptions({ resolver, hierarchy, evaluator }, (command) => this.#commands.classOf(command));
    this.#directCalls = new DirectCalls(sources);
    this.#engines = new Engines(resolver, hierarchy, this.#layers, policy.layers);
    const shared = new SharedNames(resolver, hierarchy, this.#history);
    this.#imports = new LayerImports(resolver, shared, this.#layers, sources);
    this.#readImports = () => this.#imports.read();
    const subclasses = new Subclasses(sources, modules, hierarchy);
    const mentions = [this.#history.className ?? '', ...policy.history.writers];
    this.#reach = new HistoryReach(sources, modules, { hierarchy, subclasses }, mentions);
    const isModel = (entity: ClassEntity): boolean =>
      this.#models.isModel(entity) || this.#history.classes().includes(entity);
    const kinds = new RecordKinds({ resolver, hierarchy }, subclasses, isModel);
    const names = new ExternalNames({ resolver, hierarchy }, subclasses);
    const uses = { sources, modules, layers: this.#layers, names, kinds };
    this.#readOutsideUses = once(() => readOutsideUses(uses));
    this.#readWrites = once(() => {
      const files = this.#layers.ofTop(sources.files) ?? this.#commands.modules().map(({ file }) => file);
      return recordWritesIn(files, { modules, kinds, models: this.#models });
    });
    const parts = { resolver, hierarchy, evaluator, models: this.#models, history: this.#history, kinds, subclasses };
    const reading = statusReading(parts, sources, policy.history.statuses);
    this.#readStatuses = () => readHistoryStatuses(reading);
    const reach = new Reach(sources, modules, () => this.commandModules().map(({ file }) => file));
    this.#correctness = new CorrectnessReading(parts, reach, sources);
  }

  commandModules(): readonly CommandModule[] {
    return this.#commands.modules();
  }

  commands(): readonly Command[] {
    return this.#commands.commands();
  }

  syncCommands(): readonly SyncCommand[] {
    return this.#commands.syncCommands();
  }

  run(command: Command, mode: RunMode): CommandRun | undefined {
    const entity = this.#commands.classOf(command);
    return entity === undefined ? undefined : this.#runs.run(command, entity, mode);
  }

  afterFailure(command: Command, at: Location): CommandRun | undefined {
    const entity = this.#commands.classOf(command);
    return entity === undefined ? undefined : this.#runs.afterFailure(command, entity, at);
  }

  childrenOf(run: CommandRun): readonly Invocation[] {
    return this.#invocations.of(run);
  }

  invocations(): readonly Invocation[] {
    return this.#invocations.all();
  }

  scriptInvocations(): readonly ScriptInvocation[] {
    return this.#invocations.ofScripts();
  }

  receives(command: Command, passed: string): Reception {
    return this.#receptions.receive(command, passed);
  }

  isPassedDirectly(command: Command, option: string): boolean {
    return this.#directCalls.pass(command, option);
  }

  enginesOf(run: CommandRun): readonly SymbolId[] {
    return this.#engines.of(run);
  }

  models(mention: RegExp): readonly DjangoModel[] {
    return this.#models.mentioning(mention);
  }

  isHistoryModel(symbol: SymbolId): boolean {
    return this.#history.is(symbol);
  }

  historyFields(): readonly ModelField[] {
    return (this.#historyFields ??= this.#readHistoryFields());
  }

  mayReachHistory(call: UnresolvedCall): boolean {
    return this.#reach.has(call);
  }

  /** A model of the history's name exists: the project may have adopted the rules. */
  hasHistoryModel(): boolean {
    return this.#history.classes().length > 0;
  }

  layerImports(): readonly LayerImport[] {
    return (this.#layerImports ??= this.#readImports());
  }

  systems(): readonly System[] {
    return this.#systems.all();
  }

  systemImports(): readonly SystemImport[] {
    return this.#systems.imports();
  }

  moduleCycles(): readonly ModuleCycle[] {
    return this.#systems.cycles();
  }

  shadowed(): readonly Shadowed[] {
    return this.#readShadowed();
  }

  outsideUses(): readonly OutsideUse[] {
    return this.#readOutsideUses();
  }

  writesInCommands(): readonly RecordWrite[] {
    return this.#readWrites();
  }

  historyStatuses(): HistoryStatuses {
    return (this.#statuses ??= this.#readStatuses());
  }

  correctness(ruleId: string): Correctness {
    return this.#correctness.of(this.#selected.has(ruleId) ? 'project' : 'reached');
  }

  /** Tells of each command whether changes of these files can make it behave in another way. */
  affectedBy(changed: readonly FilePath[], shared: readonly FilePath[]): (command: Command) => boolean {
    const childrenOf = (command: Command): readonly Invocation[] | undefined => {
      const run = this.run(command, 'real');
      return run?.complete === true ? this.childrenOf(run) : undefined;
    };
    return affectedBy({ changed, shared, sources: this.#sources, modules: this.#modules, childrenOf });
  }

  /** What was asked for and could not be seen through. */
  unresolved(): readonly Unresolved[] {
    const places = [...this.#commands.asked().flatMap(({ options }) => options.unresolved), ...this.#openPlaces()];
    return places.sort((a, b) => compareLocations(a, b) || compareText(a.reason, b.reason));
  }

  /** How much of what was asked for could be told. */
  resolution(): Stats['resolution'] {
    const asked = this.#commands.asked();
    const open = asked.filter(({ options }) => options.unresolved.length > 0).length;
    const told = (this.#layerImports?.length ?? 0) + (this.#statuses?.uses.length ?? 0) + this.#runs.calls.followed;
    return {
      options: { resolved: asked.length - open, open },
      calls: { resolved: told, open: this.#openPlaces().length },
    };
  }

  #openPlaces(): readonly Unresolved[] {
    return [
      ...this.#layers.unresolved,
      ...this.#imports.unresolved,
      ...this.#history.unresolved,
      ...this.#runs.calls.open,
    ];
  }

  /** Qualified name of the innermost class or function around a place; empty at module level. */
  scopeAt({ file, region }: Location): string {
    return this.#modules.moduleOf(file)?.scopeAt(region) ?? '';
  }
}
