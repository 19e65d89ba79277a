import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from 'sarif';
import { afterAll, expect, test } from 'vitest';
import { microsoftFindings, oasisErrors } from '../../src/testing/sarif-validators.ts';
import { synclint } from './synclint.ts';
import { Workshop } from './workshop.ts';

const workshop = new Workshop();
afterAll(() => {
  workshop.clear();
});

async function logOf(folder: string): Promise<string> {
  return (await synclint(['check', '--output-format', 'sarif'], { cwd: folder })).stdout;
}

test('the logs of both sample projects satisfy the OASIS schema and Microsoft', async () => {
  const logs = [
    ['compliant', await logOf(workshop.sample('ingestion'))],
    ['legacy', await logOf(workshop.sample('ingestion-legacy'))],
  ] as const;
  for (const [, log] of logs) expect(oasisErrors(log)).toEqual([]);
  expect(microsoftFindings(logs)).toEqual([]);
});

test('a region is exactly the flagged text, behind astral characters and in a file with a strange name', async () => {
  const name = 'ingestion/models/odd é #1 100%?.py';
  const folder = workshop.sample('ingestion');
  const line = "class 𝒜Log(models.Model): '😀😀'; synced_at = models.DateTimeField()\n";
  const files = workshop.folder({ [name]: `from django.db import models\n${line}` });
  const text = readFileSync(join(files, name), 'utf8');
  const { stdout } = await synclint(['check', '--output-format', 'sarif', '--stdin-filename', name, '-'], {
    cwd: folder,
    input: text,
  });
  const [result] = (JSON.parse(stdout) as Log).runs[0]?.results ?? [];
  const place = result?.locations?.[0]?.physicalLocation;
  expect(place?.artifactLocation?.uri).toBe(encodeURI(name).replace('#', '%23').replace('?', '%3F'));
  const { startLine = 0, startColumn = 0, endColumn = 0 } = place?.region ?? {};
  const flagged = text.split('\n')[startLine - 1]?.slice(startColumn - 1, endColumn - 1);
  expect(flagged).toBe('synced_at');
  expect(microsoftFindings([['odd', stdout]])).toEqual([]);
});
