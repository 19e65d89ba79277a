import type { Expression, FunctionDefinition } from '../../core/python.ts';
import { unknownValue, type Frame, type Value } from '../constants/value.ts';
import type { Arguments } from './arguments.ts';

/** What is known of argparse and of Python around it. */
export const registering = /^add_(argument|mutually_exclusive_group|argument_group|subparsers)$/;
/** They change how a parser talks, not what it accepts. */
export const harmlessParserMethods = new Set(
  'set_defaults error exit print_help print_usage format_help format_usage get_default register'.split(' '),
);
export const harmlessFunctions = /^(builtins\.(print|isinstance|hasattr|getattr|len|type)|(gettext|_)$)/;
const harmlessDecorators = new Set(['override', 'staticmethod', 'classmethod', 'abstractmethod']);

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
  const name = decorator.kind === 'name' ? decorator.id : decorator.kind === 'attribute' ? decorator.name : '';
  return harmlessDecorators.has(name);
}

export function isStatic(definition: FunctionDefinition): boolean {
  return definition.decorators.some((decorator) => decorator.kind === 'name' && decorator.id === 'staticmethod');
}
