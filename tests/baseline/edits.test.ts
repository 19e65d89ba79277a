import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Laboratory } from '../../scripts/mutants/laboratory.ts';
import type { Finding } from '../../src/core/finding.ts';
import { filePath, type FilePath } from '../../src/core/location.ts';
import { applyBaseline, baselineOf, countOf } from '../../src/triage/baseline.ts';
import { repository } from '../cli/compiled.ts';
import { edits, type Texts } from './edits.ts';

const sample = join(repository, 'fixtures/projects/ingestion-legacy');
const rounds = 25;
const editsOfRound = 12;

/** A further command without anything that one needs: findings that are nowhere else. */
const planted = (round: number) => filePath(`ingestion/management/commands/sync_arrivy_planted${round}.py`);
const plantedText =
  'from django.core.management.base import BaseCommand\n\n\nclass Command(BaseCommand):\n    def handle(self, *args, **options):\n        pass\n';

test('after 300 edits that change nothing the baseline holds, and hides nothing that is new', async () => {
  const laboratory = await Laboratory.open(sample);
  const original: Texts = laboratory.sample.texts;
  const known = examine(laboratory, original, original);
  const baseline = baselineOf(known);
  const total = countOf(baseline);
  const tally = { edits: 0, entries: 0, kept: 0 };
  for (let round = 0; round < rounds; round++) {
    const { texts, count } = editedTexts(original, round);
    tally.edits += count;
    const findings = examine(laboratory, original, new Map([...texts, [planted(round), plantedText]]));
    const outcome = applyBaseline(findings, baseline, {
      hasRun: () => true,
      exists: (file) => texts.has(file),
      isInScope: () => true,
      wholeProject: true,
    });
    const fresh = outcome.findings.filter(({ suppression }) => suppression === undefined);
    tally.entries += total;
    tally.kept += total - countOf(outcome.expired);
    const hidden = outcome.findings.filter(
      ({ at, suppression }) => at.file === planted(round) && suppression !== undefined,
    );
    expect(hidden).toEqual([]);
    expect(fresh.some(({ at }) => at.file === planted(round))).toBe(true);
    // Whatever is beyond the counts is reported: nothing falls between what is held and what is new.
    expect(fresh.length).toBe(findings.length - (total - countOf(outcome.expired)));
  }
  expect(tally.edits).toBe(rounds * editsOfRound);
  expect(tally.kept / tally.entries).toBeGreaterThanOrEqual(0.98);
}, 300_000);

/** Goes through all files and kinds of edits, a part of them each round. */
function editedTexts(original: Texts, round: number): { readonly texts: Texts; readonly count: number } {
  const files = [...original.keys()].filter((file) => file.endsWith('.py'));
  const kinds = Object.values(edits);
  let texts = original;
  let count = 0;
  for (let step = 0; count < editsOfRound; step++) {
    const file: FilePath | undefined = files[(round * 31 + step * 17) % files.length];
    const edit = kinds[(round + count) % kinds.length];
    const next = file === undefined || !texts.has(file) ? undefined : edit?.(texts, file);
    if (next === undefined) continue;
    texts = next;
    count += 1;
  }
  return { texts, count };
}

function examine(laboratory: Laboratory, original: Texts, texts: Texts): readonly Finding[] {
  const changes = new Map<FilePath, string | null>();
  for (const file of original.keys()) if (!texts.has(file)) changes.set(file, null);
  for (const [file, text] of texts) if (original.get(file) !== text) changes.set(file, text);
  const { findings, troubles } = laboratory.examine(changes);
  if (changes.size > 0) expect(troubles).toEqual([]);
  return findings;
}
