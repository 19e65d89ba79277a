import { keysOf } from '../values/collections.ts';
import type { PlainEvent } from '../events.ts';
import { textOf, type Arguments, type ExternalValue, type Value } from '../values/value.ts';

type StateEvent = Extract<PlainEvent, { kind: 'state' }>;

const cache = /^django\.core\.cache\.(cache|caches\[\])\.(a?)(set|get|add|get_or_set|touch|incr|set_many|get_many)$/;

/** What a call with these arguments reads or writes. */
export type StateReader = (callee: ExternalValue, args: Arguments) => readonly StateEvent[];

/** Reads and writes of the cache and of files; undefined for a function that does neither. */
export function stateAt(path: string): StateReader | undefined {
  const inCache = cache.exec(path);
  if (inCache !== null) {
    const [, , , method = ''] = inCache;
    const action = method.startsWith('get') && method !== 'get_or_set' ? 'read' : 'write';
    return (_callee, { positional }) => [event('cache', action, positional[0], positional[1])];
  }
  if (/^(json|pickle|yaml|toml)\.(dump|safe_dump)$/.test(path))
    return (_callee, { positional }) => [event('file', 'write', positional[1], positional[0])];
  if (/^(json|pickle|yaml|toml)\.(load|safe_load)$/.test(path))
    return (_callee, { positional }) => [event('file', 'read', positional[0], positional[0])];
  if (/^(pathlib\.Path\(\).*\.(write_text|write_bytes)|builtins\.open\(\)\.write)$/.test(path))
    return ({ args: made }, { positional }) => [fileEvent('write', made, positional[0])];
  if (/^(pathlib\.Path\(\).*\.(read_text|read_bytes)|builtins\.open\(\)\.(read|readline))$/.test(path))
    return ({ args: made }) => [fileEvent('read', made, undefined)];
  if (/^(shelve|dbm(\.\w+)?)\.open$/.test(path))
    return (_callee, { positional }) => [event('file', 'write', positional[0], undefined)];
  return undefined;
}

function event(
  where: StateEvent['where'],
  action: StateEvent['action'],
  name: Value | undefined,
  value: Value | undefined,
): StateEvent {
  return { kind: 'state', where, action, name: described(name), value: described(value) };
}

function fileEvent(action: StateEvent['action'], made: Arguments | undefined, value: Value | undefined): StateEvent {
  const name = (made?.positional ?? []).map(described).join('/');
  return { kind: 'state', where: 'file', action, name, value: described(value) };
}

/** What can be told of a key, a path or a value, for whoever looks for names in it. */
function described(value: Value | undefined): string {
  const text = textOf(value) ?? (value?.kind === 'unknown' ? value.text : undefined);
  if (text !== undefined) return text.replaceAll('\u0000', '…');
  if (value?.kind === 'dict') return keysOf(value).join(' ');
  if (value?.kind !== 'external') return '';
  return [value.path, ...(value.args?.positional ?? []).map(described)].join(' ').trim();
}
