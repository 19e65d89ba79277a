import { compareText, startOfFile, type FilePath, type Location } from '../../core/location.ts';
import type { SyncCommand } from '../../core/commands.ts';
import { nameMatcher } from '../../core/name-glob.ts';
import type { Policy, SystemPolicy } from '../../core/policy.ts';
import type { System, SystemTests } from '../../core/system.ts';
import type { CommandCatalogue } from '../commands/catalogue.ts';
import { once } from '../once.ts';
import { isOutsideProgram } from '../outside-program.ts';
import { missingParts } from './package-parts.ts';
import type { TestFiles } from './system-tests.ts';

/** The systems of the configuration, as far as the project has them. */
export class SystemCatalogue {
  readonly #policy: Policy;
  readonly #files: readonly FilePath[];
  readonly #commands: CommandCatalogue;
  readonly #tests: TestFiles;
  /** Folder → system, the longest folder first: one may lie within another. */
  readonly #folders: readonly (readonly [folder: string, system: string])[];
  readonly #systems = once(() => this.#read());

  constructor(policy: Policy, files: readonly FilePath[], commands: CommandCatalogue, tests: TestFiles) {
    this.#policy = policy;
    this.#files = files.filter((file) => file.endsWith('.py') && !isOutsideProgram(file)).sort(compareText);
    this.#commands = commands;
    this.#tests = tests;
    this.#folders = Object.entries(policy.systems)
      .flatMap(([name, system]) => (system.package === undefined ? [] : [[system.package, name] as const]))
      .sort(([a], [b]) => b.length - a.length);
  }

  /** In the order of the configuration. */
  all(): readonly System[] {
    return this.#systems();
  }

  /** The system in whose package a file lies. */
  packageOf(file: FilePath): string | undefined {
    return this.#folders.find(([folder]) => file.startsWith(`${folder}/`))?.[1];
  }

  #read(): readonly System[] {
    const certain = new Set(
      this.#commands.modules().flatMap(({ file, definesCommand }) => (definesCommand === 'yes' ? file : [])),
    );
    const commands = this.#commands
      .syncCommands()
      .filter(({ file }) => certain.has(file))
      .sort((a, b) => compareText(a.file, b.file));
    return Object.entries(this.#policy.systems).flatMap(([name, policy]): readonly System[] => {
      const own = commands.filter(({ system }) => system === name);
      const files = this.#files.filter((file) => this.packageOf(file) === name);
      const at = placeOf(policy, files, own);
      return at === undefined ? [] : [this.#system(name, policy, own, files, at)];
    });
  }

  #system(
    system: string,
    policy: SystemPolicy,
    commands: readonly SyncCommand[],
    files: readonly FilePath[],
    at: Location,
  ): System {
    const { package: folder } = policy;
    const matches = nameMatcher(policy.commands);
    const uncertain = this.#commands.modules().filter(({ name, definesCommand }) => {
      return definesCommand === 'unknown' && matches(name);
    });
    const hasPackage = folder !== undefined && files.length > 0;
    return {
      name: system,
      policy,
      commands,
      uncertainCommands: uncertain.length,
      files,
      at,
      missingParts: () => (hasPackage ? missingParts(folder, files, this.#policy.layers.paths) : undefined),
      tests: () => this.#testsOf(system, policy),
    };
  }

  #testsOf(name: string, { tests }: SystemPolicy): SystemTests {
    if (tests === undefined) return { state: 'unplanned' };
    const others = Object.entries(this.#policy.systems).filter(([other]) => other !== name);
    return this.#tests.of(
      name,
      tests,
      others.some(([, other]) => other.tests === tests),
    );
  }
}

function placeOf(
  { package: folder }: SystemPolicy,
  files: readonly FilePath[],
  commands: readonly SyncCommand[],
): Location | undefined {
  // Files are sorted: the first one of the fewest folders stands nearest to the top.
  const depth = (file: FilePath): number => file.split('/').length;
  const file =
    files.find((one) => one === `${folder ?? ''}/__init__.py`) ?? files.toSorted((a, b) => depth(a) - depth(b))[0];
  const place = file ?? commands[0]?.file;
  return place === undefined ? undefined : startOfFile(place);
}
