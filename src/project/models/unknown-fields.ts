import type { UnknownModelField } from '../../core/correctness.ts';
import { closest } from '../../core/suggest.ts';
import type { Call, Expression } from '../../core/python.ts';
import type { ClassMembers } from '../correctness/class-members.ts';
import { callsIn, expects, type PlacedCall } from '../correctness/code-walk.ts';
import type { ClassEntity, Module } from '../entity.ts';
import { Memo } from '../remembering/memo.ts';
import type { Recorder } from '../remembering/recorder.ts';
import { calleeOf } from '../records/record-kinds.ts';
import { entityOf } from '../records/scope-entities.ts';
import type { Scope } from '../records/scope.ts';
import type { ModelCatalogue } from './catalogue.ts';
import { fieldNames, isUserModel, type FieldNames, type NamedField } from './field-names.ts';
import { usesOfConstructor, usesOfMethod, usesOfRecord, type FieldUse } from './field-uses.ts';
import { isLookup } from './lookups.ts';
import { Queries } from './queries.ts';
import { mayComeFromElsewhere } from './reverse-names.ts';

interface Flaw {
  readonly field: string;
  readonly model: ClassEntity;
  readonly flaw: UnknownModelField['flaw'];
}

interface Taken {
  readonly model: ClassEntity;
  readonly taker: string;
  readonly uses: Iterable<FieldUse>;
}

/** Names that are handed to a model which certainly does not have them. */
export class UnknownFields {
  readonly #members: ClassMembers;
  readonly #models: ModelCatalogue;
  readonly #names: Memo<ClassEntity, FieldNames | undefined>;
  readonly #byName: Memo<string, ClassEntity | undefined>;

  constructor(members: ClassMembers, models: ModelCatalogue, recorder?: Recorder) {
    this.#members = members;
    this.#models = models;
    this.#names = new Memo(recorder);
    this.#byName = new Memo(recorder);
  }

  *in(module: Module): Generator<UnknownModelField> {
    // The names that it follows are those of one module.
    const queries = new Queries(this.#members, this.#models);
    for (const placed of callsIn(module)) {
      const taken = this.#taken(placed, queries);
      if (taken === undefined) continue;
      for (const use of taken.uses) {
        const flaw = this.#flawOf(use, taken.model);
        if (flaw === undefined || expects('FieldError', placed.scope) || expects('TypeError', placed.scope)) continue;
        // Whoever asks whether it is there knows that it may not be.
        if (this.#members.mentions.isIn(module.file, asks(flaw.field))) continue;
        yield {
          field: flaw.field,
          model: flaw.model.symbol,
          modelName: flaw.model.definition.name,
          taker: taken.taker,
          flaw: flaw.flaw,
          at: module.locate(use.at),
        };
      }
    }
  }

  #taken({ call, scope }: PlacedCall, queries: Queries): Taken | undefined {
    const callee = handedTo(call);
    const isQ = (condition: Call): boolean => this.#isExternal(condition.callee, scope, /^django\.(\w+\.)*Q$/);
    if (call.keywords.length === 0 && call.args.length === 0) return undefined;
    if (callee.kind === 'attribute') {
      const value = queries.of(callee.value, scope);
      if (value?.kind === 'query')
        return { model: value.model, taker: callee.name, uses: usesOfMethod(callee.name, call, isQ) };
      if (value?.kind === 'record')
        return { model: value.model, taker: callee.name, uses: usesOfRecord(callee.name, call) };
      if (value !== undefined) return undefined;
    }
    if (this.#isExternal(callee, scope, /^django\.shortcuts\.a?get_(object|list)_or_404$/)) {
      const [first, ...others] = call.args;
      const value = first === undefined ? undefined : queries.of(first, scope);
      if (value?.kind !== 'model' && value?.kind !== 'query') return undefined;
      const name = callee.kind === 'attribute' ? callee.name : callee.kind === 'name' ? callee.id : '';
      return { model: value.model, taker: name, uses: usesOfMethod('get', { ...call, args: others }, isQ) };
    }
    const made = queries.of(callee, scope);
    if (made?.kind !== 'model' || this.#hasOwnConstructor(made.model)) return undefined;
    return { model: made.model, taker: made.model.definition.name, uses: usesOfConstructor(call) };
  }

  #isExternal(expression: Expression, scope: Scope, pattern: RegExp): boolean {
    const entity = entityOf(expression, scope, this.#members.resolver);
    return entity.kind === 'external' && pattern.test(entity.name);
  }

  #hasOwnConstructor(model: ClassEntity): boolean {
    return this.#members.hierarchy
      .order(model)
      .some((ancestor) => ancestor.kind === 'class' && ancestor.class.scope.bindings.has('__init__'));
  }

  #flawOf({ path, use }: FieldUse, model: ClassEntity): Flaw | undefined {
    if (use === 'lookup') return this.#alongRelations(path.split('__'), model);
    const field = this.#namesOf(model)?.get(path);
    if (field?.kind === 'property') return use === 'column' ? { field: path, model, flaw: 'property' } : undefined;
    // A manager's `create` without a constructor of its own hands everything on.
    if (field !== undefined || (use === 'value' && this.#hasOwnConstructor(model))) return undefined;
    return this.#unknown(path, model);
  }

  #alongRelations(steps: readonly string[], from: ClassEntity): Flaw | undefined {
    let model = from;
    for (const [index, step] of steps.entries()) {
      if (step === '' || (index > 0 && isLookup(step))) return undefined;
      const field = this.#namesOf(model)?.get(step);
      if (field === undefined) return this.#unknown(step, model);
      if (field.kind === 'property') {
        // A relation from elsewhere answers to the name in queries, whatever the class calls so.
        const isRelation = mayComeFromElsewhere(step, this.#members.mentions);
        return isRelation ? undefined : { field: step, model, flaw: 'property' };
      }
      const target = field.kind === 'relation' ? this.#target(field) : undefined;
      if (target === undefined) return undefined;
      model = target;
    }
    return undefined;
  }

  #unknown(field: string, model: ClassEntity): Flaw | undefined {
    const names = this.#namesOf(model);
    if (names === undefined) return undefined;
    // Translations of a field, which are registered elsewhere: `title_de`, `title_pt_br`.
    if (names.has(field.replace(/_[a-z]{2}(_[a-z]{2,4})?$/, ''))) return undefined;
    const isPointedTo = isUserModel(model, this.#members.hierarchy);
    if (isPointedTo && closest(field, names.keys()) === undefined) return undefined;
    if (mayComeFromElsewhere(field, this.#members.mentions)) return undefined;
    return { field, model, flaw: 'unknown' };
  }

  #namesOf(model: ClassEntity): FieldNames | undefined {
    return this.#names.get(model, () => fieldNames(model, this.#members));
  }

  /** The model at the other end, by class or by name. */
  #target({ target, owner }: Extract<NamedField, { kind: 'relation' }>): ClassEntity | undefined {
    if (target === undefined) return undefined;
    if (target.kind !== 'string') {
      const entity = this.#members.resolver.expression(target, owner.module);
      return entity.kind === 'class' && this.#models.isModel(entity) ? entity : undefined;
    }
    const [name = '', label] = target.value.split('.').toReversed();
    if (target.value === 'self' || !/^[A-Z]\w*$/.test(name)) return undefined;
    const found = this.#byName.get(name, () => this.#named(name));
    // `"paikkala.Program"` is of an app that is called so, which may be one of a package.
    const isOfApp = found === undefined || label === undefined || found.module.name.split('.').includes(label);
    return isOfApp ? found : undefined;
  }

  #named(name: string): ClassEntity | undefined {
    const classes = this.#models.inFilesWith(name);
    const [only, ...others] = classes.filter(({ qualifiedName }) => qualifiedName === name);
    return others.length === 0 && only !== undefined && this.#members.isPlainlyDefined(only) ? only : undefined;
  }
}

/** `hasattr(Order, "lines")` */
function asks(field: string): string {
  return String.raw`\bhasattr\([^)\n]*["']${field}["']`;
}

/** `sync_to_async(Order.objects.create)(…)` hands its arguments to `create`; a `partial` may have given others before. */
function handedTo(call: Call): Expression {
  const isWhole = call.callee.kind !== 'call' || call.callee.args.length === 1;
  return isWhole ? calleeOf(call) : call.callee;
}
