import { expect, test } from 'vitest';
import { filePath } from '../../core/location.ts';
import { Scans } from './scans.ts';

const [a, b, c] = [filePath('a.py'), filePath('b.py'), filePath('c.py')];

/** Notes which files were looked at. */
function looking(texts: Readonly<Record<string, string>>) {
  const seen: string[] = [];
  return { seen, finds: (file: string) => (seen.push(file), texts[file] === 'x') };
}

test('one look serves whoever asks again', () => {
  const { seen, finds } = looking({ 'b.py': 'x' });
  const scans = new Scans([a, b, c]);
  expect([scans.all('x', finds), scans.all('x', finds)]).toEqual([[b], [b]]);
  expect(seen).toEqual([a, b, c]);
});

test('after an edit only the files with another text are looked at', () => {
  const first = new Scans([a, b, c]);
  first.all('x', looking({ 'b.py': 'x' }).finds);
  for (const [texts, found] of [
    [{ 'b.py': 'x' }, [b]],
    [{ 'a.py': 'x', 'b.py': 'x' }, [a, b]],
  ] as const) {
    const { seen, finds } = looking(texts);
    expect(new Scans([a, b, c], { scans: first, changed: [a] }).all('x', finds)).toEqual(found);
    expect(new Set(seen)).toEqual(new Set([a]));
  }
});

test('what no longer matches is not found', () => {
  const first = new Scans([a, b]);
  first.all('x', looking({ 'a.py': 'x', 'b.py': 'x' }).finds);
  expect(new Scans([a, b], { scans: first, changed: [a] }).all('x', looking({}).finds)).toEqual([b]);
});

test('where there are other files all are looked at', () => {
  const first = new Scans([a, b]);
  first.all('x', looking({ 'b.py': 'x' }).finds);
  expect(new Scans([a, b, c], { scans: first, changed: [] }).all('x', looking({ 'c.py': 'x' }).finds)).toEqual([c]);
});
