/** Looks something up, and computes it where nobody has asked for it before; undefined is nothing to remember. */
export function remembered<K, V>(known: Map<K, V>, key: K, compute: (key: K) => V): V {
  let value = known.get(key);
  if (value === undefined) known.set(key, (value = compute(key)));
  return value;
}
