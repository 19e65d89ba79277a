import type { PassedOption } from '../../../core/command-run.ts';
import { candidatesOf, itemsOf } from '../values/collections.ts';
import type { ChildCall } from '../machine.ts';
import { optionOf, textOf, type Arguments, type Value } from '../values/value.ts';

/** `call_command(name, *args, **options)`; several where the name is one of several. */
export function readChildren({
  positional,
  keywords,
  complete,
  options,
  perhaps = [],
}: Arguments): readonly ChildCall[] {
  const [name, ...args] = positional;
  const given = beforeSeparator([...args, ...perhaps]).map(fromArgument);
  const passes: readonly PassedOption[] = [
    ...given.flatMap((one) => one ?? []),
    ...[...keywords].map(([key, value]) => passed(key, value)),
  ];
  const whole = complete || (perhaps.length > 0 && options !== true);
  return named(name).map((called) => ({
    ...called,
    passes,
    complete: whole && options !== true && given.every((one) => one !== undefined),
    by: 'call',
  }));
}

/** `[sys.executable, "manage.py", "load_orders", "--full"]` */
export function readProcess(command: Value | undefined): readonly ChildCall[] {
  const words = command?.kind === 'list' ? (itemsOf(command) ?? candidatesOf(command)) : undefined;
  const start = words?.findIndex((word) => /(^|\/)(manage\.py|django-admin)$/.test(textOf(word) ?? '')) ?? -1;
  const [name, ...args] = start < 0 ? [] : (words ?? []).slice(start + 1);
  if (name === undefined || textOf(name)?.startsWith('-') === true) return [];
  const given = beforeSeparator(args).map(fromArgument);
  return named(name).map((called) => ({
    ...called,
    passes: given.flatMap((one) => one ?? []),
    complete: given.every((one) => one !== undefined),
    by: 'process',
  }));
}

/** Behind `--` there are no options. */
function beforeSeparator(args: readonly Value[]): readonly Value[] {
  const separator = args.findIndex((argument) => textOf(argument) === '--');
  return separator < 0 ? args : args.slice(0, separator);
}

function named(name: Value | undefined): readonly Pick<ChildCall, 'command' | 'prefix'>[] {
  if (name?.kind === 'choice') return name.of.flatMap(named);
  const command = textOf(name);
  if (command !== undefined) return [{ command }];
  const [prefix = ''] = name?.kind === 'unknown' ? (name.text?.split('\u0000') ?? []) : [];
  return [prefix === '' ? {} : { prefix }];
}

function passed(name: string, value: Value): PassedOption {
  const from = optionOf(value) ?? (value.kind === 'literal' && value.dry ? name : undefined);
  return { name, ...(from !== undefined && { from }), ...(isConstant(value) && { constant: true }) };
}

function isConstant(value: Value): boolean {
  return value.kind === 'literal' && !value.dry;
}

/** `"--full"`, `"--batch-size=10"`, `f"--batch-size={size}"`; undefined for what may be any option. */
function fromArgument(value: Value): readonly PassedOption[] | undefined {
  if (value.kind === 'list') return fromArguments(itemsOf(value) ?? candidatesOf(value));
  if (value.kind === 'choice') return fromArguments(value.of);
  const text = textOf(value) ?? (value.kind === 'unknown' ? value.text : undefined);
  if (text === undefined) return value.kind === 'unknown' && value.option === undefined ? undefined : [];
  const [name = ''] = text.split('=');
  if (!name.startsWith('-')) return text.startsWith('\u0000') && optionOf(value) === undefined ? undefined : [];
  return name.includes('\u0000') ? undefined : [passed(name, value)];
}

function fromArguments(values: readonly Value[] | undefined): readonly PassedOption[] | undefined {
  const given = values?.map(fromArgument);
  return given?.every((one) => one !== undefined) === true ? given.flatMap((one) => one) : undefined;
}
