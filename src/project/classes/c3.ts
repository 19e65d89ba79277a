/**
 * The merge step of Python's method resolution order (https://docs.python.org/3/howto/mro.html).
 *
 * `same` must hold for an item and itself. `orders` are the orders of the bases followed by the list of bases; undefined when they contradict each other.
 */
export function mergeLinearisations<T>(
  orders: readonly (readonly T[])[],
  same: (a: T, b: T) => boolean,
): T[] | undefined {
  let remaining = orders.filter((order) => order.length > 0);
  const merged: T[] = [];
  while (remaining.length > 0) {
    const heads = remaining.flatMap((order) => order.slice(0, 1));
    const next = heads.find((head) => remaining.every((order) => !order.slice(1).some((item) => same(item, head))));
    if (next === undefined) return undefined;
    merged.push(next);
    remaining = remaining
      .map((order) => (order[0] !== undefined && same(order[0], next) ? order.slice(1) : order))
      .filter((order) => order.length > 0);
  }
  return merged;
}
