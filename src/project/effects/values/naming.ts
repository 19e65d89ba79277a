import type { Location } from '../../../core/location.ts';
import type { Expression } from '../../../core/python.ts';
import type { PlainEvent } from '../events.ts';
import type { FunctionValue } from './value.ts';

/** Names of the exceptions that a clause catches; `*` for all of them. */
export function caught(type: Expression | undefined): readonly string[] {
  if (type === undefined) return ['*'];
  const types = type.kind === 'sequence' ? type.items : [type];
  return types.map((one) => {
    const name = one.kind === 'name' ? one.id : one.kind === 'attribute' ? one.name : '';
    return /^(Base)?Exception$/.test(name) ? '*' : name;
  });
}

export function detailOf(event: PlainEvent): string {
  switch (event.kind) {
    case 'history':
      return `${event.action} ${[...event.fields].map(([name, value]) => `${name}=${value ?? ''}`).join()}`;
    case 'option-read':
      return event.option;
    case 'option-use':
      return `${event.option} ${event.use}`;
    case 'child':
      return event.command ?? event.prefix ?? '';
    case 'output':
      return event.text;
    default:
      return '';
  }
}

export function placeOf({ file, region }: Location): string {
  return `${file}:${region.startLine}:${region.startColumn}`;
}

/** Dotted name, as a configuration has it. */
export function nameOf({ definition, module, owner }: FunctionValue): string {
  const name = definition.kind === 'function' ? definition.name : 'lambda';
  return owner === undefined ? `${module.name}.${name}` : `${owner.symbol}.${name}`;
}

export function shortNameOf({ definition, owner }: FunctionValue): string {
  const name = definition.kind === 'function' ? definition.name : 'lambda';
  return owner === undefined ? name : `${owner.definition.name}.${name}`;
}
