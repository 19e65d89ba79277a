import type { Assignment, Call, ClassDefinition, Expression, Parameter, Statement } from '../../core/python.ts';
import type { Ancestor } from '../classes/hierarchy.ts';
import type { ClassEntity } from '../entity.ts';
import type { Resolver } from '../imports/resolver.ts';

/**
 * What the `__init__` takes that `@dataclass` makes, `self` first; undefined: it makes none, or nobody can tell.
 *
 * @see https://docs.python.org/3/library/dataclasses.html
 */
export function dataclassParameters(order: readonly Ancestor[], resolver: Resolver): readonly Parameter[] | undefined {
  const [own] = order;
  if (own?.kind !== 'class' || makerOf(own.class, resolver) === undefined) return undefined;
  const fields = new Map<string, Parameter | undefined>();
  for (const ancestor of order.toReversed()) {
    if (ancestor.kind === 'unknown') return undefined;
    if (ancestor.kind === 'external') continue;
    const maker = makerOf(ancestor.class, resolver);
    // Annotations of other bases are no fields.
    if (maker === undefined && ancestor.class.definition.decorators.length > 0) return undefined;
    if (maker === undefined) continue;
    const read = readFields(ancestor.class.definition, isOn(maker, 'kw_only'));
    if (read === undefined) return undefined;
    for (const [name, parameter] of read) fields.set(name, parameter);
  }
  const parameters = [...fields.values()].filter((parameter) => parameter !== undefined);
  return [{ name: 'self', form: 'plain' }, ...parameters];
}

/** The decorator that makes the `__init__`, where it is the only one and says what it does. */
function makerOf({ definition, module, scope }: ClassEntity, resolver: Resolver): Expression | undefined {
  const [maker, ...others] = definition.decorators;
  if (maker === undefined || others.length > 0 || scope.bindings.has('__init__')) return undefined;
  const entity = resolver.expression(maker.kind === 'call' ? maker.callee : maker, module);
  if (entity.kind !== 'external' || entity.name !== 'dataclasses.dataclass') return undefined;
  if (maker.kind !== 'call') return maker;
  const isPlain = maker.args.length === 0 && maker.keywords.every(({ name, value }) => name !== null && isFlag(value));
  return isPlain && keywordOf(maker, 'init') === undefined ? maker : undefined;
}

/** In their order; undefined for one that is no parameter. */
function readFields(
  { body }: ClassDefinition,
  keywordOnly: boolean,
): ReadonlyMap<string, Parameter | undefined> | undefined {
  const fields = new Map<string, Parameter | undefined>();
  let isKeywordOnly = keywordOnly;
  for (const statement of body) {
    if (!isPlain(statement)) return undefined;
    const [target] = statement.kind === 'assign' ? statement.targets : [];
    if (statement.kind !== 'assign' || statement.annotation === undefined || target?.kind !== 'name') continue;
    const type = nameOf(statement.annotation);
    if (type === 'KW_ONLY') isKeywordOnly = true;
    else if (type !== 'ClassVar') {
      const parameter = parameterOf(target.id, statement, isKeywordOnly);
      if (parameter === 'unknown') return undefined;
      fields.set(target.id, parameter);
    }
  }
  return fields;
}

function parameterOf(name: string, { value }: Assignment, keywordOnly: boolean): Parameter | 'unknown' | undefined {
  const parameter = (isKeywordOnly: boolean, hasDefault: boolean): Parameter => ({
    name,
    form: 'plain',
    ...(isKeywordOnly && { keywordOnly: true }),
    ...(hasDefault && value && { default: value }),
  });
  if (value?.kind !== 'call') return parameter(keywordOnly, value !== undefined);
  if (nameOf(value.callee) !== 'field') return 'unknown';
  if (value.keywords.some((keyword) => keyword.name === null)) return 'unknown';
  const [init, kwOnly] = [keywordOf(value, 'init'), keywordOf(value, 'kw_only')];
  if ([init, kwOnly].some((flag) => flag !== undefined && !isFlag(flag))) return 'unknown';
  if (init !== undefined && !isTrue(init)) return undefined;
  const hasDefault = ['default', 'default_factory'].some((keyword) => keywordOf(value, keyword) !== undefined);
  return parameter(kwOnly === undefined ? keywordOnly : isTrue(kwOnly), hasDefault);
}

/** Nothing that decides what the class has. */
function isPlain({ kind }: Statement): boolean {
  return kind === 'assign' || kind === 'function' || kind === 'class' || kind === 'expression' || kind === 'other';
}

/** `ClassVar` of `ClassVar[int]`, `typing.ClassVar` and `"ClassVar[int]"`. */
function nameOf(annotation: Expression): string {
  switch (annotation.kind) {
    case 'name':
      return annotation.id;
    case 'attribute':
      return annotation.name;
    case 'subscript':
      return nameOf(annotation.value);
    case 'string':
      return /^(?:\w+\.)*(\w+)/.exec(annotation.value)?.[1] ?? '';
    case 'opaque': {
      const [head] = annotation.parts;
      return head === undefined ? '' : nameOf(head);
    }
    default:
      return '';
  }
}

function keywordOf({ keywords }: Call, name: string): Expression | undefined {
  return keywords.find((keyword) => keyword.name === name)?.value;
}

function isOn(maker: Expression, name: string): boolean {
  const flag = maker.kind === 'call' ? keywordOf(maker, name) : undefined;
  return flag !== undefined && isTrue(flag);
}

function isFlag(value: Expression): boolean {
  return value.kind === 'constant' && typeof value.value === 'boolean';
}

function isTrue(value: Expression): boolean {
  return value.kind === 'constant' && value.value === true;
}
