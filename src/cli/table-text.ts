/** A Markdown table in aligned columns; one of a single row as a list of names and values. */
export function tableText(lines: readonly string[]): readonly string[] {
  const [header = [], , ...rows] = lines.map(cellsOf);
  const [only, ...others] = rows;
  if (only !== undefined && others.length === 0) {
    const width = widest(header);
    return header.map((name, index) => `${name.padEnd(width)}  ${only[index] ?? ''}`.trimEnd());
  }
  const table = [header, ...rows];
  const widths = header.map((_, column) => widest(table.map((row) => row[column] ?? '')));
  return table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function cellsOf(line: string): readonly string[] {
  const inner = line.trim().replace(/^\|/, '').replace(/\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
}

function widest(cells: readonly string[]): number {
  return Math.max(0, ...cells.map((cell) => cell.length));
}
