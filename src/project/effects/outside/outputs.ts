import { altered } from '../../../core/altered.ts';
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

/** A level or style that tells of no failure. */
export function isMild(path: string): boolean {
  return (
    /^command\.style\.(?!ERROR|SQL_|HTTP_SERVER_ERROR)\w+$/.test(path) ||
    (channelOf(path) === 'log' && /\.(debug|info|warning|warn|success)$/.test(path))
  );
}

/** The same text, styled. */
export function mildly(value: Value): Value {
  return value.kind === 'literal' || value.kind === 'unknown' ? altered(value, { mild: true as const }) : value;
}

/** Waits for an answer at the terminal. */
export function asksSomebody(path: string): boolean {
  return /^(builtins\.input|getpass\.getpass|click\.(confirm|prompt)|questionary\..*|rich\.prompt\..*)$/.test(path);
}

export function outputEvent(
  values: readonly Value[],
  channel: Channel,
  mild: boolean,
): Extract<PlainEvent, { kind: 'output' }> {
  const known = values.map((value) => textOf(value) ?? (value.kind === 'unknown' ? value.text : undefined));
  return {
    kind: 'output',
    channel,
    text: known.map((text) => (text ?? '').replaceAll('\u0000', ' ')).join(' '),
    whole: known.every((text) => text !== undefined && !text.includes('\u0000')),
    mild: mild || values.some((value) => (value.kind === 'literal' || value.kind === 'unknown') && value.mild === true),
  };
}
