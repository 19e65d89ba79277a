/** A part of a fixture that the page of the rule shows. */
export interface DocsRegion {
  readonly label: 'flagged' | 'clean';
  /** Relative to the fixture. */
  readonly file: string;
  /** Without expectations and common indentation. */
  readonly code: string;
  /** Line of the file → line of `code`. */
  readonly lines: ReadonlyMap<number, number>;
  /** Columns that were taken from the left. */
  readonly indent: number;
}

const start = /^\s*# region docs: (flagged|clean)\s*$/;
const end = /^\s*# endregion\s*$/;
const expectation = /\s*#\s*expect(?:-none|-todo|-file)?:\s*[a-z0-9-]+(?:\/\w+)?(?:\s+"[^"]*")?\s*$/;

/** Reads `# region docs: flagged` … `# endregion` and its sibling `clean`. */
export function readRegions(file: string, text: string): readonly DocsRegion[] {
  const regions: DocsRegion[] = [];
  let open: { readonly label: DocsRegion['label']; readonly kept: [number, string][] } | undefined;
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    const label = start.exec(line)?.[1];
    if (label === 'flagged' || label === 'clean') {
      if (open !== undefined) throw new Error(`${file}:${index + 1}: a region within a region`);
      open = { label, kept: [] };
    } else if (end.test(line)) {
      if (open !== undefined) regions.push(toRegion(file, open.label, open.kept));
      open = undefined;
    } else if (open !== undefined) {
      const code = line.replace(expectation, '');
      if (code.trim() !== '' || line.trim() === '') open.kept.push([index + 1, code]);
    }
  }
  if (open !== undefined) throw new Error(`${file}: \`# region docs: ${open.label}\` has no \`# endregion\``);
  return regions;
}

function toRegion(file: string, label: DocsRegion['label'], lines: readonly (readonly [number, string])[]): DocsRegion {
  const first = lines.findIndex(([, line]) => line.trim() !== '');
  const last = lines.findLastIndex(([, line]) => line.trim() !== '');
  const kept = lines.slice(Math.max(first, 0), last + 1);
  const indents = kept.filter(([, line]) => line.trim() !== '').map(([, line]) => /^ */.exec(line)?.[0].length ?? 0);
  const indent = indents.length === 0 ? 0 : Math.min(...indents);
  return {
    label,
    file,
    code: kept.map(([, line]) => line.slice(indent).trimEnd()).join('\n'),
    lines: new Map(kept.map(([number], index) => [number, index + 1])),
    indent,
  };
}
