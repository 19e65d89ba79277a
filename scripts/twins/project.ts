import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Edit, Place } from '../../tests/probes/twins/twin.ts';

/** Texts of files by their path within the project. */
export type Texts = ReadonlyMap<string, string>;

/** The files of the sample after all edits; throws where an edit does not stand in its file exactly once. */
export function edited(folder: string, edits: readonly Edit[]): Texts {
  const texts = new Map<string, string>();
  for (const { file, find, replace } of edits) {
    const text = texts.get(file) ?? readFileSync(join(folder, file), 'utf8');
    const index = onlyIndexOf(text, find, file);
    texts.set(file, text.slice(0, index) + replace + text.slice(index + find.length));
  }
  return texts;
}

/** From 1; throws where the place is not there exactly once. */
export function lineOf({ file, find }: Place, folder: string, texts: Texts): number {
  const text = texts.get(file) ?? readFileSync(join(folder, file), 'utf8');
  const index = onlyIndexOf(text, find, file);
  const start = index + (find.length - find.trimStart().length);
  return text.slice(0, start).split('\n').length;
}

function onlyIndexOf(text: string, find: string, file: string): number {
  const index = text.indexOf(find);
  if (index < 0) throw new Error(`${file} has no ${JSON.stringify(find)}`);
  if (text.indexOf(find, index + 1) >= 0) throw new Error(`${file} has ${JSON.stringify(find)} more than once`);
  return index;
}

/** A copy of the sample with some files changed, for as long as it is used. */
export async function withCopy<T>(folder: string, texts: Texts, use: (copy: string) => Promise<T>): Promise<T> {
  const copy = mkdtempSync(join(tmpdir(), 'synclint-twin-'));
  try {
    cpSync(folder, copy, { recursive: true, filter: (source) => !/__pycache__|\.sqlite3$/.test(source) });
    for (const [file, text] of texts) writeFileSync(join(copy, file), text);
    return await use(copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
