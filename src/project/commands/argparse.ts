import type { Expression, FunctionDefinition, Lambda } from '../../core/python.ts';
import { expressionsOf, walkExpression, walkStatements } from '../../facts/walk.ts';
import { unknownValue, type Frame, type Value } from '../constants/value.ts';
import { endsChain, lacksCommandMethods } from '../classes/django.ts';
import type { Ancestor, Hierarchy, Lookup } from '../classes/hierarchy.ts';
import { selfAssignments } from '../classes/self-assignments.ts';
import type { ClassEntity } from '../entity.ts';
import type { Arguments } from './arguments.ts';

/** What is known of argparse and of Python around it. */
export const registering = /^add_(argument|mutually_exclusive_group|argument_group|subparsers)$/;
/** They change how a parser talks, not what it accepts. */
export const harmlessParserMethods = new Set(
  'error exit print_help print_usage format_help format_usage get_default register'.split(' '),
);
/** What makes a parser that is nobody's. */
export const parserClasses = new Set(
  'argparse.ArgumentParser django.core.management.CommandParser django.core.management.base.CommandParser'.split(' '),
);
export const harmlessFunctions = /^(builtins\.(print|isinstance|hasattr|len|type)|(gettext|_)$)/;
const harmlessDecorators = new Set(['override', 'staticmethod', 'classmethod', 'abstractmethod']);

const harmlessClassDecorators = new Set(['dataclass', 'final', 'total_ordering', 'method_decorator', 'deprecated']);

/** Looks a method of a command up; Django's own methods call no `super()`, so that nobody asks behind `BaseCommand`. */
export function lookupMethod(hierarchy: Hierarchy, order: readonly Ancestor[], name: string, from: number): Lookup {
  const isEnd = (ancestor: Ancestor): boolean => ancestor.kind === 'external' && endsChain(ancestor.name, name);
  const end = order.findIndex((ancestor, index) => index >= from && isEnd(ancestor));
  return hierarchy.lookup(end < 0 ? order : order.slice(0, end), name, from, lacksCommandMethods);
}

/** `super()` or `super(Class, self)`. */
export function superOf(args: Arguments, frame: Frame): Value {
  const [first] = args.positional;
  if (first?.kind === 'entity' && first.entity.kind === 'class') return { kind: 'super', after: first.entity };
  for (let current: Frame | undefined = frame; current !== undefined; current = current.parent) {
    const owner = current.names.get('__class__');
    if (owner !== undefined) return owner;
  }
  return unknownValue;
}

export function isHarmlessDecorator(decorator: Expression): boolean {
  return harmlessDecorators.has(lastName(decorator));
}

/** Why the methods of a class may be others than its body says. */
export function doubtsAbout(entity: ClassEntity): readonly string[] {
  const { definition, module, qualifiedName, scope } = entity;
  const { decorators, keywords } = definition;
  const replaced =
    keywords.some(({ name, value }) => name !== 'metaclass' || lastName(value) !== 'ABCMeta') ||
    decorators.some((decorator) => !harmlessClassDecorators.has(lastName(decorator)));
  const hooks = [...scope.bindings.keys()].filter((name) => classHooks.has(name));
  const assigned = [...selfAssignments(entity)].filter(({ name }) => parserMethods.has(name));
  const { errorLine } = module;
  return [
    ...(replaced ? [`\`${qualifiedName}\` has a decorator, a metaclass or class keywords`] : []),
    ...hooks.map((name) => `\`${qualifiedName}\` defines \`${name}\``),
    ...assigned.map(({ name }) => `\`${qualifiedName}\` assigns \`${name}\` to itself`),
    ...(errorLine === undefined ? [] : [`\`${module.file}\` has a syntax error in line ${errorLine}`]),
  ];
}

/**
 * What may change what the class, or its parser, is: `run_from_argv` may give options of its own to `execute`, and
 * `option_list` was the parser before Django had `add_arguments`.
 */
const classHooks = new Set(
  '__init_subclass__ __new__ __getattribute__ add_base_argument run_from_argv option_list'.split(' '),
);
const parserMethods = new Set(['add_arguments', 'create_parser', 'option_list']);

export function isStatic(definition: FunctionDefinition): boolean {
  return definition.decorators.some((decorator) => lastName(decorator) === 'staticmethod');
}

/** `Class.method(…)` gives such a method no `self`. */
export function isBoundToClass(definition: FunctionDefinition): boolean {
  return isStatic(definition) || definition.decorators.some((decorator) => lastName(decorator) === 'classmethod');
}

/** Its body calls something that looks like the class of a parser: what it returns may be one. */
export function makesParser({ body }: FunctionDefinition | Lambda): boolean {
  const expressions = 'kind' in body ? [body] : [...walkStatements(body)].flatMap(expressionsOf);
  return expressions.some((expression) =>
    [...walkExpression(expression)].some((part) => part.kind === 'call' && /Parser$/.test(lastName(part.callee))),
  );
}

/** `name` of `name`, `module.name` and `name(…)`. */
function lastName(expression: Expression): string {
  if (expression.kind === 'call') return lastName(expression.callee);
  return expression.kind === 'name' ? expression.id : expression.kind === 'attribute' ? expression.name : '';
}
