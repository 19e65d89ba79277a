import type { Call, Expression } from '../../core/python.ts';
import type { PassedOption } from '../../core/command-run.ts';
import { expressionsOf, walkExpression, walkStatements } from '../../facts/walk.ts';
import type { Module } from '../entity.ts';
import type { Resolver } from '../imports/resolver.ts';

/** A command that is started by its literal name, as the text of a module has it. */
export interface LiteralCall {
  readonly call: Call;
  readonly command: string;
  readonly passes: readonly PassedOption[];
  readonly complete: boolean;
  readonly by: 'call' | 'process';
}

/** Calls of `call_command`, and lists of words with `manage.py` among them that a call is given. */
export function* literalCalls(resolver: Resolver, module: Module): Generator<LiteralCall> {
  for (const { definition } of module.facts.functions) {
    for (const statement of walkStatements(definition.body, ({ kind }) => kind !== 'function' && kind !== 'class')) {
      for (const expression of expressionsOf(statement)) yield* callsIn(resolver, expression, module);
    }
  }
}

function* callsIn(resolver: Resolver, expression: Expression, module: Module): Generator<LiteralCall> {
  for (const part of walkExpression(expression)) {
    if (part.kind !== 'call') continue;
    const found = isCallCommand(resolver, part.callee, module) ? calledBy(part) : processOf(part);
    if (found !== undefined) yield { call: part, ...found };
  }
}

function isCallCommand(resolver: Resolver, callee: Expression, module: Module): boolean {
  if (callee.kind === 'name') {
    const isImported = module.facts.imports.some(
      ({ source, name }) => source.module === 'django.core.management' && name === callee.id,
    );
    if (isImported) return callee.id === 'call_command';
  }
  if (callee.kind !== 'name' && callee.kind !== 'attribute') return false;
  const entity = resolver.expression(callee, module);
  return entity.kind === 'external' && entity.name === 'django.core.management.call_command';
}

function calledBy({ args, keywords }: Call): Omit<LiteralCall, 'call'> | undefined {
  const [name, ...rest] = args;
  if (name?.kind !== 'string') return undefined;
  const complete = rest.every(({ kind }) => kind !== 'starred') && keywords.every((keyword) => keyword.name !== null);
  const named = keywords.flatMap((keyword) => (keyword.name === null ? [] : [{ name: keyword.name }]));
  return { command: name.value, passes: [...optionStrings(rest), ...named], complete, by: 'call' };
}

function processOf({ args }: Call): Omit<LiteralCall, 'call'> | undefined {
  const [words] = args;
  if (words?.kind !== 'sequence') return undefined;
  const start = words.items.findIndex((word) => word.kind === 'string' && /(^|\/)manage\.py$/.test(word.value));
  const [name, ...rest] = start < 0 ? [] : words.items.slice(start + 1);
  if (name?.kind !== 'string' || name.value.startsWith('-')) return undefined;
  return { command: name.value, passes: optionStrings(rest), complete: false, by: 'process' };
}

function optionStrings(args: readonly Expression[]): readonly PassedOption[] {
  const separator = args.findIndex((argument) => argument.kind === 'string' && argument.value === '--');
  return (separator < 0 ? args : args.slice(0, separator)).flatMap((argument) => {
    const text = argument.kind === 'formatted' ? argument.parts[0] : argument.kind === 'string' ? argument.value : '';
    const [name = '', value] = typeof text === 'string' ? text.split('=') : [];
    // `f"--{name}"` is no known string, `f"--name={value}"` is.
    return name.startsWith('-') && (argument.kind === 'string' || value !== undefined) ? [{ name }] : [];
  });
}
