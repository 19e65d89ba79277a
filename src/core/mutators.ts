/** Methods of lists and dicts that change them in place. */
export const mutators: ReadonlySet<string> = new Set(
  'append extend insert add update setdefault pop popitem remove discard clear sort reverse'.split(' '),
);
