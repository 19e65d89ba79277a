interface Names {
  readonly id: string;
  readonly title: string;
}

/** What is wrong with the names of a new probe, one sentence each. */
export function validateProbe(
  { id, title }: Names,
  taken: { readonly probes: readonly string[]; readonly rules: readonly string[] },
): readonly string[] {
  return [
    ...(/^[a-z]+(?:-[a-z]+)+$/.test(id)
      ? []
      : [`id \`${id}\`: two lower-case words or more, joined by \`-\`; no numbers, no folders`]),
    ...(taken.probes.includes(id) ? [`id \`${id}\` is taken by probes/${id}.ts; ids are unique and permanent`] : []),
    // `synclint rule ID` explains either.
    ...(taken.rules.includes(id) ? [`id \`${id}\` is the id of a rule`] : []),
    ...(/^[A-Z`][^\n]*[^\s.]$/.test(title)
      ? []
      : [`title ${JSON.stringify(title)}: one line that starts with a capital and has no stop at its end`]),
  ];
}
