import type { Cell, Frame, Value } from './value.ts';

/** Objects beyond these are not looked at: whoever asks has to take the worst for granted. */
const maximumCells = 400;

/**
 * The cells of everything that code which gets these values can reach.
 *
 * `keys`: also the records of which it gets the primary key only.
 */
export function reachableFrom(values: readonly Value[], keys: boolean): ReadonlySet<Cell> {
  const seen = new Set<Cell>();
  const queue: (Value | undefined)[] = [...values];
  const open = (cell: Cell): void => {
    if (seen.has(cell) || seen.size > maximumCells) return;
    seen.add(cell);
    queue.push(...cell.values.values());
  };
  for (let value = queue.pop(); value !== undefined || queue.length > 0; value = queue.pop()) {
    switch (value?.kind) {
      case 'instance':
      case 'list':
      case 'dict':
        open(value.cell);
        break;
      case 'choice':
        queue.push(...value.of);
        break;
      case 'method':
      case 'super':
        if (keys || value.kind === 'super' || value.name !== 'pk') queue.push(value.receiver);
        break;
      case 'function':
        queue.push(value.receiver, ...(value.given?.positional ?? []), ...(value.given?.keywords.values() ?? []));
        for (let frame: Frame | undefined = value.around; frame !== undefined; frame = frame.around) open(frame.cell);
        break;
      case 'external':
        queue.push(...(value.args?.positional ?? []), ...(value.args?.keywords.values() ?? []));
        break;
      default:
    }
  }
  return seen;
}
