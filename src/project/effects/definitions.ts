import type { FunctionDefinition, Lambda, Parameter } from '../../core/python.ts';
import { expressionsOf, walkExpression, walkStatements } from '../../facts/walk.ts';
import type { Analysis } from '../analysis.ts';
import { lacksCommandMethods, isModelBase } from '../classes/django.ts';
import type { Lookup } from '../classes/hierarchy.ts';
import type { ClassEntity, Module } from '../entity.ts';
import { remembered } from '../remembered.ts';
import { Memo } from '../remembering/memo.ts';
import type { Recorder } from '../remembering/recorder.ts';
import { readDecorators, type Decorators } from './decorators.ts';
import { StatementReadings } from './language/statement-readings.ts';
import { ExternalPaths } from './outside/external-paths.ts';

/** Parameters by how they are given. */
export interface Parameters {
  /** In the order of positional arguments. */
  readonly positional: readonly Parameter[];
  readonly keywordOnly: readonly Parameter[];
  readonly names: ReadonlySet<string>;
  readonly list: Parameter | undefined;
  readonly dict: Parameter | undefined;
}

/** What functions and classes are in every run: looked at once for all runs of a project. */
export class Definitions {
  readonly #analysis: Analysis;
  readonly #generators = new Map<FunctionDefinition, boolean>();
  readonly #decorators: Memo<FunctionDefinition, Decorators>;
  readonly #parameters = new Map<FunctionDefinition | Lambda, Parameters>();
  /** By where in the order the look-up begins. */
  readonly #members = new Map<ClassEntity, Memo<string, Lookup>[]>();
  readonly paths = new ExternalPaths();
  readonly statements = new StatementReadings();
  readonly #ownTruths: Memo<ClassEntity, boolean>;
  readonly #recorder: Recorder | undefined;

  constructor(analysis: Analysis, recorder?: Recorder) {
    this.#analysis = analysis;
    this.#recorder = recorder;
    this.#decorators = new Memo(recorder);
    this.#ownTruths = new Memo(recorder);
  }

  isGenerator(definition: FunctionDefinition): boolean {
    return remembered(this.#generators, definition, yields);
  }

  decorators(definition: FunctionDefinition, module: Module): Decorators {
    return this.#decorators.get(definition, () => readDecorators(definition, module, this.#analysis.resolver));
  }

  parameters(definition: FunctionDefinition | Lambda): Parameters {
    return remembered(this.#parameters, definition, ({ parameters }) => {
      const plain = parameters.filter(({ form }) => form === 'plain');
      return {
        positional: plain.filter(({ keywordOnly }) => keywordOnly !== true),
        keywordOnly: plain.filter(({ keywordOnly }) => keywordOnly === true),
        names: new Set(plain.map(({ name }) => name)),
        list: parameters.findLast(({ form }) => form === 'list'),
        dict: parameters.findLast(({ form }) => form === 'dict'),
      };
    });
  }

  /** Looks a name up along the method resolution order; what Django's and Python's own classes have is known. */
  member(entity: ClassEntity, name: string, from = 0): Lookup {
    const members = remembered(this.#members, entity, () => []);
    const found = (members[from] ??= new Memo<string, Lookup>(this.#recorder));
    return found.get(name, () => this.#lookUp(entity, name, from));
  }

  /** An object of the class may be false, though it is there. */
  hasTruthOfItsOwn(entity: ClassEntity): boolean {
    return this.#ownTruths.get(entity, () =>
      this.#analysis.hierarchy
        .order(entity)
        .some(
          (ancestor) =>
            ancestor.kind === 'unknown' ||
            (ancestor.kind === 'class' &&
              ['__bool__', '__len__'].some((name) => ancestor.class.scope.bindings.has(name))),
        ),
    );
  }

  #lookUp(entity: ClassEntity, name: string, from: number): Lookup {
    const { hierarchy } = this.#analysis;
    return hierarchy.lookup(hierarchy.order(entity), name, from, (base) => lacks(base, name));
  }
}

const membersOfCommands = new Set(
  'handle execute run_from_argv create_parser print_help check check_migrations get_version add_arguments stdout stderr style help requires_system_checks'.split(
    ' ',
  ),
);

function lacks(base: string, name: string): boolean {
  if (/^(abc|builtins\.object|typing|enum|dataclasses)\b/.test(base)) return true;
  if (lacksCommandMethods(base) && /Command$/.test(base)) return !membersOfCommands.has(name);
  if (isModelBase(base)) return name === '__init__';
  return /^builtins\.\w*(Exception|Error)$/.test(base);
}

function yields({ body, holds }: FunctionDefinition): boolean {
  if (!holds.yields) return false;
  for (const statement of walkStatements(body, ({ kind }) => kind !== 'function' && kind !== 'class')) {
    for (const expression of expressionsOf(statement)) {
      for (const part of walkExpression(expression)) if (part.kind === 'yield') return true;
    }
  }
  return false;
}
