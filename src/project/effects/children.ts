import type { PassedOption } from '../../core/command-run.ts';
import { itemsOf } from './collections.ts';
import type { PlainEvent } from './machine.ts';
import { optionOf, textOf, type Arguments, type Value } from './value.ts';

/** `call_command(name, *args, **options)` */
export function readChild({
  positional,
  keywords,
  complete,
  options,
}: Arguments): Extract<PlainEvent, { kind: 'child' }> {
  const [name, ...args] = positional;
  const command = textOf(name);
  const prefix = name?.kind === 'unknown' ? name.text?.split('\u0000')[0] : undefined;
  const passes: PassedOption[] = [
    ...args.flatMap(fromArgument),
    ...[...keywords].map(([key, value]) => passed(key, value)),
  ];
  return {
    kind: 'child',
    ...(command !== undefined && { command }),
    ...(prefix !== undefined && prefix !== '' && { prefix }),
    passes,
    complete: complete && options !== true,
  };
}

function passed(name: string, value: Value): PassedOption {
  const from = optionOf(value) ?? (value.kind === 'literal' && value.dry ? name : undefined);
  return from === undefined ? { name } : { name, from };
}

/** `"--full"`, `"--batch-size=10"`, `f"--batch-size={size}"` */
function fromArgument(value: Value): readonly PassedOption[] {
  if (value.kind === 'list') return (itemsOf(value) ?? []).flatMap(fromArgument);
  const text = textOf(value) ?? (value.kind === 'unknown' ? value.text : undefined);
  const [name = ''] = (text ?? '').split('=');
  if (!name.startsWith('-') || name.includes('\u0000')) return [];
  return [passed(name, value)];
}
