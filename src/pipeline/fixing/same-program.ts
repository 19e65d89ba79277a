import type { PythonModule } from '../../core/python.ts';

const places: ReadonlySet<string> = new Set(['start', 'end', 'nameSpan']);

/** Whether two texts say the same, but for comments and where it stands. */
export function sameProgram(a: PythonModule, b: PythonModule): boolean {
  return (a.firstError === undefined) === (b.firstError === undefined) && withoutPlaces(a) === withoutPlaces(b);
}

function withoutPlaces({ body }: PythonModule): string {
  return JSON.stringify(body, (key, value: unknown) => (places.has(key) ? undefined : value));
}
