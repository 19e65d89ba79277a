import type { OmittedBase, Option, OptionSet } from '../../core/commands.ts';
import type { Expression, FunctionDefinition } from '../../core/python.ts';
import { expressionsOf, walkExpression, walkStatements } from '../../facts/walk.ts';
import type { Analysis } from '../analysis.ts';
import { lookupMethod } from './argparse.ts';
import type { ClassEntity, Module } from '../entity.ts';
import { ParserBuilding } from './parser-building.ts';

interface Method {
  readonly owner: ClassEntity;
  readonly index: number;
  readonly definition: FunctionDefinition;
  readonly module: Module;
}

/**
 * The first `add_arguments` of a command that the building went into and from which it did not reach the next one,
 * although something of what the command inherits needs the options of that.
 *
 * A class that replaces the whole of its base, `handle` included, and reads none of the options does not need them.
 */
export function omittedBases(
  analysis: Analysis,
  command: ClassEntity,
  building: ParserBuilding,
  options: OptionSet,
): readonly OmittedBase[] {
  if (options.unresolved.length > 0) return [];
  const chain = methods(analysis, command, 'add_arguments');
  const at = chain.findIndex(({ definition }) => !building.hasEntered(definition));
  const [override, base] = [chain[at - 1], chain[at]];
  if (override === undefined || base === undefined) return [];
  // Whoever calls a class behind the base by its name passes over the base on purpose.
  if (chain.slice(at + 1).some(({ definition }) => building.hasEntered(definition))) return [];
  const brought = new ParserBuilding(analysis, command, command.module.name).run(base.index);
  const lost = brought.options.filter((option) => !option.conditional && !isRegistered(option, options));
  if (brought.unresolved.length > 0 || lost.length === 0) return [];
  if (!needs(analysis, command, base, lost)) return [];
  return [
    {
      override: { name: override.owner.qualifiedName, at: override.module.locate(override.definition.nameSpan) },
      base: { name: base.owner.qualifiedName, at: base.module.locate(base.definition.nameSpan) },
      lost: lost.map(nameOf),
    },
  ];
}

/** The methods of that name in the order in which `super()` would reach them. */
function methods({ hierarchy }: Analysis, command: ClassEntity, name: string): readonly Method[] {
  const order = hierarchy.order(command);
  const found: Method[] = [];
  for (let from = 0; ;) {
    const next = lookupMethod(hierarchy, order, name, from);
    if (next.kind !== 'found' || next.entity.kind !== 'function') return found;
    found.push({ ...next.entity, owner: next.owner, index: next.index });
    from = next.index + 1;
  }
}

function isRegistered(option: Option, { options }: OptionSet): boolean {
  return options.some(
    (other) =>
      other.strings.some((text) => option.strings.includes(text)) ||
      (other.dest.known && option.dest.known && other.dest.value === option.dest.value),
  );
}

function nameOf({ strings, dest }: Option): string {
  return (
    strings.find((text) => text.startsWith('--')) ?? strings[0] ?? (dest.known ? dest.value : 'a positional argument')
  );
}

/** The `handle` that runs is the base's, calls that, or reads one of the lost options. */
function needs(analysis: Analysis, command: ClassEntity, base: Method, lost: readonly Option[]): boolean {
  const handlers = methods(analysis, command, 'handle');
  const before = handlers.filter(({ index }) => index < base.index);
  const dests = new Set(lost.flatMap(({ dest }) => (dest.known ? [dest.value] : [])));
  const isBase = (expression: Expression, module: Module): boolean => {
    const entity = analysis.resolver.expression(expression, module);
    return entity.kind === 'class' && entity === base.owner;
  };
  const reaches = ({ definition, module }: Method): boolean =>
    [...partsOf(definition)].some((part) => callsHandle(part, (callee) => isSuper(callee) || isBase(callee, module)));
  const reads = ({ definition }: Method): boolean =>
    definition.parameters.some(({ name }) => dests.has(name)) ||
    [...partsOf(definition)].some((part) => readsOne(part, dests));
  return (
    (handlers.length > before.length && before.every(reaches)) ||
    before.some(reads) ||
    helpersOf(analysis, command, before).some((helper) => [...partsOf(helper)].some((part) => needsOne(part, dests)))
  );
}

/** The methods of the command that these call on `self`, and those that they call. */
function helpersOf(
  { hierarchy }: Analysis,
  command: ClassEntity,
  handlers: readonly Method[],
): readonly FunctionDefinition[] {
  const order = hierarchy.order(command);
  const found = new Set<FunctionDefinition>();
  const follow = (definition: FunctionDefinition): void => {
    for (const part of partsOf(definition)) {
      const callee = part.kind === 'call' ? part.callee : undefined;
      if (callee?.kind !== 'attribute' || callee.value.kind !== 'name' || callee.value.id !== 'self') continue;
      const method = lookupMethod(hierarchy, order, callee.name, 0);
      if (method.kind !== 'found' || method.entity.kind !== 'function' || found.has(method.entity.definition)) continue;
      found.add(method.entity.definition);
      follow(method.entity.definition);
    }
  };
  for (const { definition } of handlers) follow(definition);
  return [...found];
}

/** `options["name"]`, which fails without the option; of other dicts the key may be anything. */
function needsOne(part: Expression, dests: ReadonlySet<string>): boolean {
  if (part.kind !== 'subscript' || part.value.kind !== 'name') return false;
  const [key] = part.indexes;
  return /^(options|opts|kwargs)$/.test(part.value.id) && key?.kind === 'string' && dests.has(key.value);
}

function* partsOf({ body }: FunctionDefinition): Generator<Expression> {
  for (const statement of walkStatements(body))
    for (const expression of expressionsOf(statement)) yield* walkExpression(expression);
}

/** `options["name"]` and `options.get("name")`. */
function readsOne(part: Expression, dests: ReadonlySet<string>): boolean {
  const isOne = (key: Expression | undefined): boolean => key?.kind === 'string' && dests.has(key.value);
  if (part.kind === 'subscript') return isOne(part.indexes[0]);
  return part.kind === 'call' && part.callee.kind === 'attribute' && part.callee.name === 'get' && isOne(part.args[0]);
}

/** `super().handle(…)` and `Base.handle(self, …)`. */
function callsHandle(part: Expression, on: (receiver: Expression) => boolean): boolean {
  return (
    part.kind === 'call' && part.callee.kind === 'attribute' && part.callee.name === 'handle' && on(part.callee.value)
  );
}

function isSuper(expression: Expression): boolean {
  return expression.kind === 'call' && expression.callee.kind === 'name' && expression.callee.id === 'super';
}
