import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadProbes } from '../../src/probing/load-probes.ts';
import { batchesOf } from '../../scripts/twins/batches.ts';
import { edited, lineOf } from '../../scripts/twins/project.ts';
import { allTwins, twinsByGroup, unseenDefects } from './twins/all.ts';

/** Here the tables are looked at; `npm run test:probes` runs the twins. */
const sample = join(import.meta.dirname, '../../fixtures/projects/ingestion');
const known = (await loadProbes()).map(({ id }) => id);

test.each(allTwins)('$command $name: its edits stand where they say', ({ edits, at }) => {
  const texts = edited(sample, edits);
  expect(texts.size).toBeGreaterThan(0);
  if (at !== undefined) expect(lineOf(at, sample, texts)).toBeGreaterThan(0);
});

test('every defect has a name, and a probe that there is', () => {
  const names = [...allTwins, ...unseenDefects].map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  expect(allTwins.filter(({ probe }) => !known.includes(probe))).toEqual([]);
  expect(allTwins.length).toBeGreaterThanOrEqual(70);
});

test('every probe catches something, but one that needs an earlier revision', () => {
  const caught = new Set(allTwins.map(({ probe }) => probe));
  expect(known.filter((id) => !caught.has(id))).toEqual(['old-invocations-parse']);
});

test('dry runs write in eighteen ways, and history is wrong in fifteen', () => {
  expect(twinsByGroup['rows of a dry run']?.length).toBeGreaterThanOrEqual(18);
  expect(twinsByGroup['history']?.length).toBeGreaterThanOrEqual(15);
});

test('twins of one copy of the sample change different files', () => {
  for (const batch of batchesOf(allTwins)) {
    const files = batch.flatMap(({ edits }) => [...new Set(edits.map(({ file }) => file))]);
    expect(new Set(files).size).toBe(files.length);
    expect(new Set(batch.map(({ command }) => command)).size).toBe(batch.length);
  }
});
