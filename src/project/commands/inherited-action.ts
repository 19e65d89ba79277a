import type { Hierarchy } from '../classes/hierarchy.ts';
import type { Value } from '../constants/value.ts';

const actionClasses: Readonly<Record<string, string>> = {
  Action: 'store',
  _StoreAction: 'store',
  _StoreConstAction: 'store_const',
  _StoreTrueAction: 'store_true',
  _StoreFalseAction: 'store_false',
  _AppendAction: 'append',
  _AppendConstAction: 'append_const',
  _CountAction: 'count',
  _ExtendAction: 'extend',
  BooleanOptionalAction: 'argparse.BooleanOptionalAction',
};

/** The action of argparse that a class is, or that it derives from without an `__init__` of its own. */
export function inheritedAction(name: string, value: Value | undefined, hierarchy: Hierarchy): string | undefined {
  if (value?.kind !== 'entity') return undefined;
  if (value.entity.kind === 'external') return ofArgparse(name);
  if (value.entity.kind !== 'class') return undefined;
  const found = hierarchy.lookup(hierarchy.order(value.entity), '__init__', 0, () => false);
  return found.kind === 'external' ? ofArgparse(found.name) : undefined;
}

function ofArgparse(name: string): string | undefined {
  const [, last = ''] = /^argparse\.(\w+)$/.exec(name) ?? [];
  return actionClasses[last];
}
