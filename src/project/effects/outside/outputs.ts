import type { PlainEvent } from '../events.ts';
import { textOf, type Value } from '../values/value.ts';

export type Channel = 'stdout' | 'stderr' | 'log';

const channels: readonly (readonly [RegExp, Channel])[] = [
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

/** Where a function prints or logs to; undefined for one that does neither. */
export function channelOf(path: string): Channel | undefined {
  return channels.find(([pattern]) => pattern.test(path))?.[1];
}

export function outputEvent(values: readonly Value[], channel: Channel): Extract<PlainEvent, { kind: 'output' }> {
  const known = values.map((value) => textOf(value) ?? (value.kind === 'unknown' ? value.text : undefined));
  return {
    kind: 'output',
    channel,
    text: known.map((text) => (text ?? '').replaceAll('\u0000', ' ')).join(' '),
    whole: known.every((text) => text !== undefined && !text.includes('\u0000')),
  };
}
