/** Looks something up, and computes it where nobody has asked for it before. */
export function remembered<K, V extends NonNullable<unknown>>(known: Map<K, V>, key: K, compute: (key: K) => V): V {
  let value = known.get(key);
  if (value === undefined) known.set(key, (value = compute(key)));
  return value;
}
