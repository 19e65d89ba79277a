import { compareText, startOfFile, type FilePath } from '../../core/location.ts';
import type { SystemTests } from '../../core/system.ts';
import type { Hierarchy } from '../classes/hierarchy.ts';
import type { ClassEntity, Module } from '../entity.ts';
import { pathMatcher } from '../globs.ts';
import type { ModuleIndex } from '../imports/module-index.ts';

/** Looks for the tests that the configuration promises. */
export class TestFiles {
  readonly #files: readonly FilePath[];
  readonly #modules: ModuleIndex;
  readonly #hierarchy: Hierarchy;

  constructor(files: readonly FilePath[], modules: ModuleIndex, hierarchy: Hierarchy) {
    this.#files = files.toSorted(compareText);
    this.#modules = modules;
    this.#hierarchy = hierarchy;
  }

  /** `path` is a file, a folder or a glob; a folder of several systems has tests of one only by their names. */
  of(system: string, path: string, isShared: boolean): SystemTests {
    const files = this.#candidates(system, path, isShared);
    const [first] = files;
    if (first === undefined) return { state: 'absent', path };
    if (files.some((file) => this.#mayTest(file))) return { state: 'present' };
    return { state: 'empty', path: first, at: startOfFile(first) };
  }

  #candidates(system: string, path: string, isShared: boolean): readonly FilePath[] {
    if (/[*?{]/.test(path)) return this.#files.filter(pathMatcher([path]));
    const stem = path.replace(/\.py$/, '');
    const inFolder = this.#files.filter((file) => file.startsWith(`${stem}/`) && testFile.test(file));
    const name = new RegExp(`(^|[/_])${escape(system)}([/_.]|$)`);
    // `test_arrivy.py` may have been split into `test_arrivy_tasks.py` and so on, or have become a folder.
    const beside = this.#files.filter((file) => file === path || (file.startsWith(`${stem}_`) && testFile.test(file)));
    return [...beside, ...inFolder.filter((file) => !isShared || name.test(file.slice(stem.length)))];
  }

  /** True also for a file that cannot be seen through: with a syntax error, a star import, a base that is not known. */
  #mayTest(file: FilePath): boolean {
    const module = this.#modules.moduleOf(file);
    if (module === undefined || module.errorLine !== undefined || module.facts.scope.stars.length > 0) return true;
    const { functions, classes, scope } = module.facts;
    if (functions.some(({ definition }) => isTest(definition.name))) return true;
    if ([...scope.bindings.keys()].some((name) => isTest(name))) return true;
    return classes.some(({ definition, qualifiedName }) => this.#inherits(module.class(definition, qualifiedName)));
  }

  /** `class ArrivyTests(CommandContract)` has the tests of its base. */
  #inherits(entity: ClassEntity): boolean {
    return this.#hierarchy.order(entity).some((ancestor) => {
      if (ancestor.kind !== 'class') return ancestor.kind === 'unknown' || !withoutTests.test(ancestor.name);
      return ancestor.class !== entity && methodsOf(ancestor.class, ancestor.class.module).some(isTest);
    });
  }
}

const testFile = /(^|\/)(test_?[^/]*|[^/]*_tests?|tests)\.py$/;

/** Bases of other packages that bring no tests of their own. */
const withoutTests = /^(builtins|unittest|django|rest_framework|abc|typing|enum)\.|^object$|TestCase$|Mixin$/;

function isTest(name: string): boolean {
  return name.startsWith('test');
}

function methodsOf({ definition }: ClassEntity, { facts }: Module): readonly string[] {
  return facts.functions.flatMap((fact) => (fact.owner === definition ? fact.definition.name : []));
}

function escape(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}
