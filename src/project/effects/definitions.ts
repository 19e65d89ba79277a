import type { Expression, FunctionDefinition, Lambda, Parameter } from '../../core/python.ts';
import { expressionsOf, walkExpression, walkStatements } from '../../facts/walk.ts';
import type { Analysis } from '../analysis.ts';
import { lacksCommandMethods, isModelBase } from '../classes/django.ts';
import type { Lookup } from '../classes/hierarchy.ts';
import type { ClassEntity, Entity, Module } from '../entity.ts';
import { CallPlaces } from './call-places.ts';
import { ExternalPaths } from './outside/external-paths.ts';

/** What decorators make of a function. */
export interface Decorators {
  /** Dotted, `staticmethod` without its module. */
  readonly names: readonly string[];
  /** Functions and classes of the project; one from elsewhere may wrap, and calls what it wraps. */
  readonly ofProject: readonly Expression[];
}

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
  readonly #decorators = new Map<FunctionDefinition, Decorators>();
  readonly #parameters = new Map<FunctionDefinition | Lambda, Parameters>();
  readonly #members = new Map<ClassEntity, Map<string, Lookup>>();
  readonly paths = new ExternalPaths();
  /** What all runs have called so far. */
  readonly calls = new CallPlaces();
  readonly #ownTruths = new Map<ClassEntity, boolean>();

  constructor(analysis: Analysis) {
    this.#analysis = analysis;
  }

  isGenerator(definition: FunctionDefinition): boolean {
    return remembered(this.#generators, definition, yields);
  }

  decorators(definition: FunctionDefinition, module: Module): Decorators {
    return remembered(this.#decorators, definition, ({ decorators }) => {
      const entities = decorators.map((decorator) => [decorator, this.#entityOf(decorator, module)] as const);
      return {
        names: entities.map(([decorator, entity]) =>
          entity.kind === 'external' ? entity.name.replace(/^builtins\./, '') : lastName(decorator),
        ),
        ofProject: entities.flatMap(([decorator, { kind }]) =>
          kind === 'function' || kind === 'class' ? [decorator] : [],
        ),
      };
    });
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
    if (from > 0) return this.#lookUp(entity, name, from);
    const members = remembered(this.#members, entity, () => new Map<string, Lookup>());
    return remembered(members, name, () => this.#lookUp(entity, name, 0));
  }

  /** An object of the class may be false, though it is there. */
  hasTruthOfItsOwn(entity: ClassEntity): boolean {
    return remembered(this.#ownTruths, entity, () =>
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

  #entityOf(decorator: Expression, module: Module): Entity {
    const callee = decorator.kind === 'call' ? decorator.callee : decorator;
    return this.#analysis.resolver.expression(callee, module);
  }
}

function remembered<K, V>(known: Map<K, V>, key: K, compute: (key: K) => V): V {
  let value = known.get(key);
  if (value === undefined) known.set(key, (value = compute(key)));
  return value;
}

/** `name` of `name`, `module.name` and `name(…)`. */
function lastName(expression: Expression): string {
  if (expression.kind === 'call') return lastName(expression.callee);
  return expression.kind === 'name' ? expression.id : expression.kind === 'attribute' ? expression.name : '';
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
