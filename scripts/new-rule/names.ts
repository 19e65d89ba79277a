interface Names {
  readonly family: string;
  readonly id: string;
}

const kebabCase = /^[a-z]+(?:-[a-z]+)*$/;

/** What is wrong with the names of a new rule, one sentence each. */
export function validateNames(
  { family, id, title }: Names & { readonly title: string },
  existing: readonly Names[],
): readonly string[] {
  const same = existing.find((rule) => rule.id === id);
  const families = [...new Set([...existing.map((rule) => rule.family), family])];
  return [
    ...(kebabCase.test(family) ? [] : [`family \`${family}\`: lower-case words joined by \`-\``]),
    ...(kebabCase.test(id) && id.includes('-')
      ? []
      : [`id \`${id}\`: two lower-case words or more, joined by \`-\`; no numbers, no folders`]),
    // "ignore `ignored-dry-run`" reads as a confession; "ignore `no-ignored-dry-run`" does not.
    ...(id.startsWith('no-') ? [`id \`${id}\`: name the flaw, without \`no-\``] : []),
    ...(same === undefined
      ? []
      : [`id \`${id}\` is taken by rules/${same.family}/${id}.ts; ids are unique and permanent`]),
    // A selector means either.
    ...(families.includes(id) ? [`id \`${id}\` is the name of a family`] : []),
    ...(existing.some((rule) => rule.id === family) ? [`family \`${family}\` is the id of a rule`] : []),
    ...(/^[A-Z][^\n]*[^\s.]$/.test(title)
      ? []
      : [`title ${JSON.stringify(title)}: one line that starts with a capital and has no stop at its end`]),
  ];
}

/** `ignored-dry-run` → `Ignored dry run` */
export function titleOf(id: string): string {
  const words = id.replaceAll('-', ' ');
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
