import { keysOf } from './collections.ts';
import type { PlainEvent } from './machine.ts';
import { textOf, type Arguments, type ExternalValue, type Value } from './value.ts';

type StateEvent = Extract<PlainEvent, { kind: 'state' }>;

const cache = /^django\.core\.cache\.(cache|caches\[\])\.(a?)(set|get|add|get_or_set|touch|incr|set_many|get_many)$/;

/** Reads and writes of the cache and of files. */
export function stateOf({ path, args: made }: ExternalValue, args: Arguments): readonly StateEvent[] {
  const inCache = cache.exec(path);
  if (inCache !== null) {
    const [, , , method = ''] = inCache;
    const action = method.startsWith('get') && method !== 'get_or_set' ? 'read' : 'write';
    return [event('cache', action, args.positional[0], args.positional[1])];
  }
  const write = /^(json|pickle|yaml|toml)\.(dump|safe_dump)$/.test(path);
  const read = /^(json|pickle|yaml|toml)\.(load|safe_load)$/.test(path);
  if (write || read)
    return [event('file', write ? 'write' : 'read', args.positional[write ? 1 : 0], args.positional[0])];
  if (/^pathlib\.Path\(\).*\.(write_text|write_bytes)$/.test(path))
    return [fileEvent('write', made, args.positional[0])];
  if (/^pathlib\.Path\(\).*\.(read_text|read_bytes)$/.test(path)) return [fileEvent('read', made, undefined)];
  if (/^builtins\.open\(\)\.write$/.test(path)) return [fileEvent('write', made, args.positional[0])];
  if (/^builtins\.open\(\)\.(read|readline)$/.test(path)) return [fileEvent('read', made, undefined)];
  if (/^(shelve|dbm(\.\w+)?)\.open$/.test(path)) return [event('file', 'write', args.positional[0], undefined)];
  return [];
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
