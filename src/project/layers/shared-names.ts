import type { ImportFact } from '../../core/fact.ts';
import type { Block } from '../../core/python.ts';
import { expressionsOf, walkExpression, walkStatements } from '../../facts/walk.ts';
import type { Hierarchy } from '../classes/hierarchy.ts';
import { isSameFunction } from '../classes/self-assignments.ts';
import type { ClassEntity, Entity, Module } from '../entity.ts';
import type { HistoryModel } from '../history/history-model.ts';
import type { Resolver } from '../imports/resolver.ts';
import { areExceptions, isExceptionName, mayBeException } from './exceptions.ts';

/** Tells what every layer may take from a lower one: exceptions, and the history model with its choices. */
export class SharedNames {
  readonly #resolver: Resolver;
  readonly #hierarchy: Hierarchy;
  readonly #history: HistoryModel;

  constructor(resolver: Resolver, hierarchy: Hierarchy, history: HistoryModel) {
    this.#resolver = resolver;
    this.#hierarchy = hierarchy;
    this.#history = history;
  }

  /** Nothing else is taken, as far as can be seen; `entity` is absent when a module is imported. */
  onlyTakenBy(fact: ImportFact, importer: Module, target: Module, entity: Entity | undefined): boolean {
    if (fact.name === '*') return this.#offersHistory(target);
    if (entity === undefined || entity.kind === 'module') return this.#onlyUsedOf(target, importer);
    if (entity.kind !== 'unknown') return this.#isShared(entity);
    const name = fact.name ?? '';
    return isExceptionName(name) || name === this.#history.className;
  }

  #isShared(entity: Entity): boolean {
    switch (entity.kind) {
      case 'class':
        return (
          this.#history.is(entity.symbol) || mayBeException(entity, this.#hierarchy) || this.#isChoiceOfHistory(entity)
        );
      case 'value': {
        const literal = entity.value.kind === 'string' || entity.value.kind === 'sequence';
        return (
          areExceptions(entity, this.#resolver, this.#hierarchy) || (literal && this.#definesHistory(entity.module))
        );
      }
      case 'external':
        return isExceptionName(entity.name);
      default:
        return false;
    }
  }

  #isChoiceOfHistory(entity: ClassEntity): boolean {
    return (
      this.#definesHistory(entity.module) &&
      this.#hierarchy.derivesFrom(entity, (name) => /(Choices|Enum|Flag)$/.test(name))
    );
  }

  /** Of a module that offers the history, and whose use is not in sight, nothing is said. */
  #onlyUsedOf(target: Module, importer: Module): boolean {
    const used = this.#membersUsed(target, importer);
    return used.length === 0 ? this.#offersHistory(target) : used.every((entity) => this.#isShared(entity));
  }

  /** What functions and classes use as `target.name` or `target.submodule.name`. */
  #membersUsed(target: Module, importer: Module): readonly Entity[] {
    const { functions, classes } = importer.facts;
    return [...functions, ...classes].flatMap(({ definition }) =>
      [...attributesIn(definition.body)].flatMap(({ value, name }) => {
        const owner = this.#resolver.expression(value, importer);
        if (owner.kind !== 'module' || !isWithin(owner.module, target)) return [];
        const member = this.#resolver.attribute(owner, name);
        return member.kind === 'module' || member.kind === 'unknown' ? [] : [member];
      }),
    );
  }

  #definesHistory(module: Module): boolean {
    return this.#history.classes().some((entity) => entity.module === module);
  }

  #offersHistory(target: Module): boolean {
    const classes = this.#history.classes();
    if (classes.some(({ module }) => isWithin(module, target))) return true;
    const member = this.#resolver.member(target, this.#history.className ?? '');
    return member?.kind === 'class' && classes.includes(member);
  }
}

function* attributesIn(body: Block) {
  for (const statement of walkStatements(body, isSameFunction)) {
    for (const expression of expressionsOf(statement)) {
      for (const part of walkExpression(expression)) if (part.kind === 'attribute') yield part;
    }
  }
}

function isWithin(module: Module, target: Module): boolean {
  return module === target || (target.isPackage && module.name.startsWith(`${target.name}.`));
}
