import type { Policy } from '../../core/policy.ts';
import type { ModuleCycle, System, SystemImport } from '../../core/system.ts';
import type { Analysis } from '../analysis.ts';
import type { CommandCatalogue } from '../commands/catalogue.ts';
import { once } from '../once.ts';
import type { Sources } from '../sources.ts';
import { SystemCatalogue } from './catalogue.ts';
import { readCycles } from './cycles.ts';
import { SystemImports } from './imports.ts';
import { TestFiles } from './system-tests.ts';

/** The door of this room: what the model says about systems, each answer computed once. */
export class Systems {
  readonly all: () => readonly System[];
  readonly imports: () => readonly SystemImport[];
  readonly cycles: () => readonly ModuleCycle[];

  constructor(
    { resolver, hierarchy }: Pick<Analysis, 'resolver' | 'hierarchy'>,
    policy: Policy,
    sources: Sources,
    commands: CommandCatalogue,
  ) {
    const tests = new TestFiles(sources.files, resolver.modules, hierarchy);
    const systems = new SystemCatalogue(policy, sources.files, commands, tests);
    this.all = () => systems.all();
    this.imports = once(() => new SystemImports(systems, commands, resolver).read());
    this.cycles = once(() => readCycles(systems.all(), resolver));
  }
}
