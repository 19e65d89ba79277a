import type { SymbolId } from '../../core/location.ts';
import type { Call, Expression } from '../../core/python.ts';
import type { DjangoModel, ModelField } from '../../core/django-model.ts';
import { mayBeModelBase } from '../classes/django.ts';
import type { Hierarchy } from '../classes/hierarchy.ts';
import type { Evaluator } from '../constants/evaluator.ts';
import type { ClassEntity, Entity } from '../entity.ts';
import type { ModuleIndex } from '../imports/module-index.ts';
import type { Resolver } from '../imports/resolver.ts';
import { isOutsideProgram } from '../outside-program.ts';
import { Memo } from '../remembering/memo.ts';
import type { Recorder } from '../remembering/recorder.ts';
import type { Sources } from '../sources.ts';
import { readChoices } from './choices.ts';

/** The Django models of the project, file by file as they are asked for. */
export class ModelCatalogue {
  readonly #resolver: Resolver;
  readonly #hierarchy: Hierarchy;
  readonly #evaluator: Evaluator;
  readonly #modules: ModuleIndex;
  readonly #sources: Sources;
  readonly #models: Memo<ClassEntity, DjangoModel>;

  constructor(resolver: Resolver, hierarchy: Hierarchy, evaluator: Evaluator, sources: Sources, recorder?: Recorder) {
    this.#models = new Memo(recorder);
    this.#resolver = resolver;
    this.#hierarchy = hierarchy;
    this.#evaluator = evaluator;
    this.#modules = resolver.modules;
    this.#sources = sources;
  }

  /** Models of the files that mention a pattern. */
  mentioning(pattern: RegExp): readonly DjangoModel[] {
    return this.#classesMentioning(pattern).map((entity) => this.model(entity));
  }

  /** Models of the files that define a class of that name. */
  inFilesWith(className: string): readonly ClassEntity[] {
    return this.#classesMentioning(new RegExp(String.raw`\bclass\s+${className}\b`), this.#sources.holding(className));
  }

  #classesMentioning(pattern: RegExp, among = this.#sources.files): readonly ClassEntity[] {
    return this.#sources.mentioning(pattern, among).flatMap((file) => {
      const module = this.#modules.moduleOf(file);
      const classes = module?.facts.classes.map((fact) => module.class(fact.definition, fact.qualifiedName)) ?? [];
      return classes.filter((entity) => this.isModel(entity) && !isOutsideProgram(entity.module.file));
    });
  }

  /** Derives from Django's `Model`, or from a class outside the project that by all appearances does. */
  isModel(entity: ClassEntity): boolean {
    if (this.#hierarchy.derivesFrom(entity, (name) => mayBeModelBase(name) === 'certain')) return true;
    return (
      this.#hierarchy.derivesFrom(entity, (name) => mayBeModelBase(name) === 'likely') &&
      this.#hierarchy
        .order(entity)
        .some((ancestor) => ancestor.kind === 'class' && this.#looksLikeModel(ancestor.class))
    );
  }

  /** Has a field of Django's, or options. */
  #looksLikeModel(entity: ClassEntity): boolean {
    if (this.#resolver.ofClass(entity, 'Meta')?.kind === 'class') return true;
    return this.#fields(entity).some(({ type }) => type.startsWith('django.'));
  }

  model(entity: ClassEntity): DjangoModel {
    return this.#models.get(entity, () => this.#read(entity));
  }

  #read(entity: ClassEntity): DjangoModel {
    const meta = this.#resolver.ofClass(entity, 'Meta');
    const option = (name: string): Entity | undefined =>
      meta?.kind === 'class' ? this.#resolver.ofClass(meta, name) : undefined;
    const table = option('db_table');
    const tableName = table?.kind === 'value' ? this.#evaluator.entity(table) : undefined;
    const is = (name: string, expected: boolean): boolean => {
      const value = option(name);
      return value?.kind === 'value' && value.value.kind === 'constant' && value.value.value === expected;
    };
    return {
      symbol: entity.symbol,
      name: entity.definition.name,
      at: entity.at,
      abstract: is('abstract', true),
      proxy: is('proxy', true),
      managed: !is('managed', false),
      fields: this.#fields(entity),
      ...(tableName?.kind === 'literal' && typeof tableName.value === 'string' && table?.kind === 'value'
        ? { table: { name: bareTable(tableName.value), at: table.module.locate(table.value) } }
        : {}),
    };
  }

  #fields(entity: ClassEntity): readonly ModelField[] {
    return [...entity.scope.bindings].flatMap(([name, bindings]): readonly ModelField[] => {
      const last = bindings.at(-1);
      if (last?.kind !== 'value' || last.value.kind !== 'call') return [];
      const type = this.#fieldType(last.value.callee, entity);
      if (type === undefined) return [];
      const choices = this.#choices(last.value, entity);
      return [
        {
          name,
          at: entity.module.locate(last),
          type,
          mayBeEmpty: mayBeEmpty(last.value),
          automatic: gives(last.value, ['auto_now', 'auto_now_add']),
          encodes: gives(last.value, ['encoder']),
          ...(choices === undefined ? {} : { choices }),
        },
      ];
    });
  }

  /** Undefined: certainly none. */
  #choices({ keywords }: Call, entity: ClassEntity): ModelField['choices'] {
    const choices = keywords.find(({ name }) => name === 'choices')?.value;
    if (choices === undefined) return keywords.some(({ name }) => name === null) ? 'unreadable' : undefined;
    if (choices.kind === 'constant' || (choices.kind === 'sequence' && choices.items.length === 0)) return undefined;
    return readChoices(choices, entity, this.#resolver, this.#hierarchy, this.#evaluator) ?? 'unreadable';
  }

  /** Dotted name of the class that is called, when it is a model field by its name. */
  #fieldType(callee: Expression, entity: ClassEntity): string | undefined {
    const type = this.#resolver.expression(callee, entity.module);
    if (type.kind === 'class' && this.#hierarchy.derivesFrom(type, isField)) return type.symbol;
    const name: SymbolId | string | undefined =
      type.kind === 'external' ? type.name : type.kind === 'class' ? type.symbol : undefined;
    return name !== undefined && isField(name) ? name : undefined;
  }
}

function isField(name: string): boolean {
  // `Field` alone is a function of other libraries, except where it is Django's own base of fields.
  const isNamed = /(\wField|ForeignKey)$|^django\.db\.models\.(fields\.)?Field$/.test(name);
  return isNamed && !/(^|\.)forms\./.test(name);
}

function mayBeEmpty({ keywords }: Call): boolean {
  return keywords.some(({ name, value }) => {
    if (name === 'blank') return value.kind !== 'constant' || value.value === true;
    return name === null || (name === 'default' && value.kind === 'string' && value.value === '');
  });
}

/** A keyword is given, or may be. */
function gives({ keywords }: Call, names: readonly string[]): boolean {
  return keywords.some(({ name }) => name === null || names.includes(name));
}

/** `"crm"."sync_log"` and `crm.sync_log` are the table `sync_log` in a schema (PostgreSQL, by way of the quoting). */
function bareTable(table: string): string {
  return (table.split('.').at(-1) ?? table).replace(/["'`[\]]/g, '');
}
