import type { Expression } from '../../core/python.ts';
import { unknownValue, type Frame, type Value } from './value.ts';

/** Assignment to a name or to a tuple of names; anything else (`a.b`, `a[b]`) changes no local name. */
export function bindTarget(target: Expression, value: Value, frame: Frame): void {
  if (target.kind === 'name') frame.names.set(target.id, value);
  else if (target.kind === 'sequence') {
    const items = value.kind === 'list' && value.items.length === target.items.length ? value.items : [];
    const starred = target.items.some((item) => item.kind === 'starred');
    target.items.forEach((item, index) => {
      const part = starred ? unknownValue : (items[index] ?? unknownValue);
      bindTarget(item.kind === 'starred' ? item.value : item, part, frame);
    });
  }
}

/** The patterns of a `match` may have bound any name. */
export function forgetValues({ names }: Frame): void {
  for (const [name, { kind }] of names) {
    if (kind === 'literal' || kind === 'list' || kind === 'dict') names.set(name, unknownValue);
  }
}
