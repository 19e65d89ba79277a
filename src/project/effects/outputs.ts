import type { PlainEvent } from './machine.ts';
import { textOf, type Arguments, type ExternalValue, type Value } from './value.ts';

const channels: readonly (readonly [RegExp, 'stdout' | 'stderr' | 'log'])[] = [
  [
    /^command\.stdout(\._out)?\.(write|writelines)$|^sys\.stdout\.write$|^click\.(echo|secho)$|(^|\.)tqdm\.write$|^rich\..*print$/,
    'stdout',
  ],
  [/^command\.stderr\.write$|^sys\.stderr\.write$/, 'stderr'],
  [
    /^(logging\.(getLogger\(\)\.)?|structlog\.get_logger\(\)\.(bind\(\)\.)?|loguru\.logger\.)(debug|info|warning|warn|error|exception|critical|log|success)$/,
    'log',
  ],
];

/** What is printed or logged; undefined for any other call. */
export function outputOf(callee: ExternalValue, args: Arguments): Extract<PlainEvent, { kind: 'output' }> | undefined {
  const found = channels.find(([path]) => path.test(callee.path));
  if (found === undefined) return undefined;
  return outputEvent(args.positional, found[1]);
}

export function outputEvent(
  values: readonly Value[],
  channel: 'stdout' | 'stderr' | 'log',
): Extract<PlainEvent, { kind: 'output' }> {
  const known = values.map((value) => textOf(value) ?? (value.kind === 'unknown' ? value.text : undefined));
  return {
    kind: 'output',
    channel,
    text: known.map((text) => (text ?? '').replaceAll('\u0000', ' ')).join(' '),
    whole: known.every((text) => text !== undefined && !text.includes('\u0000')),
  };
}
