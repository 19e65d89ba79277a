import type { CommandModule, Command, SyncCommand } from './commands.ts';
import type { EarlierCommands } from './earlier-commands.ts';
import type { CommandRun, RunMode, UnresolvedCall } from './command-run.ts';
import type { Correctness } from './correctness.ts';
import type { DjangoModel, ModelField } from './django-model.ts';
import type { HistoryStatuses } from './history.ts';
import type { LayerImport } from './layer-import.ts';
import type { Invocation, Reception, ScriptInvocation } from './invocation.ts';
import type { Location, SymbolId } from './location.ts';
import type { OutsideUse, RecordWrite } from './outside-use.ts';
import type { Policy } from './policy.ts';
import type { Shadowed } from './shadowed.ts';
import type { ModuleCycle, System, SystemImport } from './system.ts';

/**
 * The project as rules see it: linked over files, resolved on demand.
 *
 * Everything is pulled: asking for commands parses the commands and what their bases reach, and nothing else.
 */
export interface ProjectModel {
  readonly policy: Policy;
  /** What the same commands were before the changes that are looked at; absent where nothing is compared. */
  readonly earlier?: EarlierCommands;
  /** Every module in the command scope, with or without a `Command`. */
  commandModules(): readonly CommandModule[];
  commands(): readonly Command[];
  /** Commands that belong to a configured system. */
  syncCommands(): readonly SyncCommand[];
  /** What happens when the command runs; undefined where its class could not be resolved. */
  run(command: Command, mode: RunMode): CommandRun | undefined;
  /** What a real run does when the commands fail that it starts at one place. */
  afterFailure(command: Command, at: Location): CommandRun | undefined;
  /** The commands that one run starts, in its order. */
  childrenOf(run: CommandRun): readonly Invocation[];
  /** Every place that starts a command, in a run or by its text. */
  invocations(): readonly Invocation[];
  /** What scripts, schedules, recipes and workflows start, by their text. */
  scriptInvocations(): readonly ScriptInvocation[];
  /** What the parser of a command does with a keyword of `call_command`, or an option string. */
  receives(command: Command, passed: string): Reception;
  /** Code that calls the command's `handle` by itself, such as a test, seems to give it this keyword. */
  isPassedDirectly(command: Command, option: string): boolean;
  /** Classes of the engine layer of which the run makes objects, in the order in which it does. */
  enginesOf(run: CommandRun): readonly SymbolId[];
  /** Django models of the files whose text matches `mention`; a cheap scan comes before any parsing. */
  models(mention: RegExp): readonly DjangoModel[];
  /** True for the configured history model and the classes that it derives from. */
  isHistoryModel(symbol: SymbolId): boolean;
  /** Fields of the history model, inherited ones included. */
  historyFields(): readonly ModelField[];
  /** An unresolved call may end in code that uses the history model; by name, so that it says yes too often. */
  mayReachHistory(call: UnresolvedCall): boolean;
  /** First-party imports between modules that both belong to a layer, directly or over modules that belong to none. */
  layerImports(): readonly LayerImport[];
  /** The configured systems that the project has, in the order of the configuration. */
  systems(): readonly System[];
  /** Imports of modules of a system, by modules of other systems and by commands of none. */
  systemImports(): readonly SystemImport[];
  /** Loops among the modules of each system's package: one for every group of modules that all need each other. */
  moduleCycles(): readonly ModuleCycle[];
  /** Modules and definitions of the program that something of the same name takes the place of. */
  shadowed(): readonly Shadowed[];
  /** Uses of networks and database drivers in files that belong to a layer. */
  outsideUses(): readonly OutsideUse[];
  /** Changes of the database by Django models in modules of the top layer; without layers, in command modules. */
  writesInCommands(): readonly RecordWrite[];
  /** Literal values that are written to, or compared with, the status of the history model. */
  historyStatuses(): HistoryStatuses;
  /** What is certainly wrong in what commands reach and in models; in the whole project once the rule is selected. */
  correctness(ruleId: string): Correctness;
}
