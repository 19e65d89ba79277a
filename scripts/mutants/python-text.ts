/** Adds lines at the end of the last class of a module. */
export function addToLastClass(text: string, ...lines: readonly string[]): string {
  const body = lines.map((line) => (line === '' ? '' : `    ${line}`)).join('\n');
  return `${text.trimEnd()}\n\n${body}\n`;
}

/** Adds a line behind the last import of the module, or where the first one would stand. */
export function addImport(text: string, line: string): string {
  const last = [...text.matchAll(/^(?:from \S+ )?import (?:\([^)]*\)|.*)\n/gm)].at(-1);
  const docstring = /^"""[^]*?"""\n/.exec(text);
  const index = last === undefined ? (docstring?.[0].length ?? 0) : last.index + last[0].length;
  return `${text.slice(0, index)}${line}\n${text.slice(index)}`;
}

/** Adds lines before the first statement of the first function of that name, behind its docstring. */
export function addToFunction(text: string, name: string, ...lines: readonly string[]): string | undefined {
  const head = new RegExp(`^( *)(?:async )?def ${name}\\([^]*?\\)(?: -> [^\\n]*)?:\\n(?: *"""[^]*?"""\\n)?`, 'm').exec(
    text,
  );
  if (head === null) return undefined;
  const end = head.index + head[0].length;
  const indent = `${head[1] ?? ''}    `;
  return `${text.slice(0, end)}${lines.map((line) => `${indent}${line}\n`).join('')}${text.slice(end)}`;
}

/** Of the last class of a module. */
export function lastClass(text: string): string | undefined {
  return [...text.matchAll(/^class (\w+)/gm)].at(-1)?.[1];
}
