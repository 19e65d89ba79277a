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
import { coreReadingsOf, type LastingReadings } from './core-readings.ts';
import { affectedBy } from './reach/affected.ts';
import { readingsOf, type Readings } from './readings.ts';
import type { Sources } from './sources.ts';

/** The project model over facts; every answer is computed once, when it is first asked for. */
export class Project implements ProjectModel {
  readonly policy: Policy;
  readonly earlier?: EarlierCommands;
  readonly #sources: Sources;
  readonly #selected: ReadonlySet<string>;
  readonly #readings: Readings;
  #layerImports: readonly LayerImport[] | undefined;
  #statuses: HistoryStatuses | undefined;

  /** `selected`: ids of the rules that somebody asked for. `lasting`: what is known from before, brought up to date. */
  constructor(
    sources: Sources,
    sourceRoots: readonly string[],
    policy: Policy,
    selected: ReadonlySet<string> = new Set(),
    earlier?: EarlierCommands,
    lasting?: LastingReadings,
  ) {
    this.policy = policy;
    if (earlier !== undefined) this.earlier = earlier;
    this.#sources = sources;
    this.#selected = selected;
    this.#readings = readingsOf(lasting?.core ?? coreReadingsOf(sources, sourceRoots, policy), policy);
  }

  commandModules(): readonly CommandModule[] {
    return this.#readings.commands.modules();
  }

  commands(): readonly Command[] {
    return this.#readings.commands.commands();
  }

  syncCommands(): readonly SyncCommand[] {
    return this.#readings.commands.syncCommands();
  }

  run(command: Command, mode: RunMode): CommandRun | undefined {
    return this.#readings.run(command, mode);
  }

  afterFailure(command: Command, at: Location): CommandRun | undefined {
    const entity = this.#readings.commands.classOf(command);
    return entity === undefined ? undefined : this.#readings.runs.afterFailure(command, entity, at);
  }

  childrenOf(run: CommandRun): readonly Invocation[] {
    return this.#readings.invocations.of(run);
  }

  invocations(): readonly Invocation[] {
    return this.#readings.invocations.all();
  }

  scriptInvocations(): readonly ScriptInvocation[] {
    return this.#readings.invocations.ofScripts();
  }

  receives(command: Command, passed: string): Reception {
    return this.#readings.receptions.receive(command, passed);
  }

  isPassedDirectly(command: Command, option: string): boolean {
    return this.#readings.directCalls.pass(command, option);
  }

  enginesOf(run: CommandRun): readonly SymbolId[] {
    return this.#readings.engines.of(run);
  }

  models(mention: RegExp): readonly DjangoModel[] {
    return this.#readings.models.mentioning(mention);
  }

  isHistoryModel(symbol: SymbolId): boolean {
    return this.#readings.history.is(symbol);
  }

  historyFields(): readonly ModelField[] {
    return this.#readings.historyFields();
  }

  mayReachHistory(call: UnresolvedCall): boolean {
    return this.#readings.historyReach.has(call);
  }

  /** A model of the history's name exists: the project may have adopted the rules. */
  hasHistoryModel(): boolean {
    return this.#readings.history.classes().length > 0;
  }

  layerImports(): readonly LayerImport[] {
    return (this.#layerImports ??= this.#readings.imports.read());
  }

  systems(): readonly System[] {
    return this.#readings.systems.all();
  }

  systemImports(): readonly SystemImport[] {
    return this.#readings.systems.imports();
  }

  moduleCycles(): readonly ModuleCycle[] {
    return this.#readings.systems.cycles();
  }

  shadowed(): readonly Shadowed[] {
    return this.#readings.shadowed();
  }

  outsideUses(): readonly OutsideUse[] {
    return this.#readings.outsideUses();
  }

  writesInCommands(): readonly RecordWrite[] {
    return this.#readings.writesInCommands();
  }

  historyStatuses(): HistoryStatuses {
    return (this.#statuses ??= this.#readings.historyStatuses());
  }

  correctness(ruleId: string): Correctness {
    return this.#readings.correctness.of(this.#selected.has(ruleId) ? 'project' : 'reached');
  }

  /** Tells of each command whether changes of these files can make it behave in another way. */
  affectedBy(changed: readonly FilePath[], shared: readonly FilePath[]): (command: Command) => boolean {
    const childrenOf = (command: Command): readonly Invocation[] | undefined => {
      const run = this.run(command, 'real');
      return run?.complete === true ? this.childrenOf(run) : undefined;
    };
    return affectedBy({ changed, shared, sources: this.#sources, modules: this.#readings.modules, childrenOf });
  }

  /** What was asked for and could not be seen through. */
  unresolved(): readonly Unresolved[] {
    const places = [
      ...this.#readings.commands.asked().flatMap(({ options }) => options.unresolved),
      ...this.#openPlaces(),
    ];
    return places.sort((a, b) => compareLocations(a, b) || compareText(a.reason, b.reason));
  }

  /** How much of what was asked for could be told. */
  resolution(): Stats['resolution'] {
    const asked = this.#readings.commands.asked();
    const open = asked.filter(({ options }) => options.unresolved.length > 0).length;
    const told =
      (this.#layerImports?.length ?? 0) + (this.#statuses?.uses.length ?? 0) + this.#readings.runs.calls.followed;
    return {
      options: { resolved: asked.length - open, open },
      calls: { resolved: told, open: this.#openPlaces().length },
    };
  }

  #openPlaces(): readonly Unresolved[] {
    return [
      ...this.#readings.layers.unresolved,
      ...this.#readings.imports.unresolved,
      ...this.#readings.history.unresolved,
      ...this.#readings.allowed.unresolved,
      ...this.#readings.runs.calls.open,
    ];
  }

  /** Qualified name of the innermost class or function around a place; empty at module level. */
  scopeAt({ file, region }: Location): string {
    return this.#readings.modules.moduleOf(file)?.scopeAt(region) ?? '';
  }
}
