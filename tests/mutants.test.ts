import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { allKinds } from '../scripts/mutants/kinds/all.ts';
import { Laboratory } from '../scripts/mutants/laboratory.ts';
import { mutantsOf, type Mutant } from '../scripts/mutants/mutant.ts';
import { mark, mutation, transforms, type Kind } from '../scripts/mutants/mutation.ts';
import { summaryOf } from '../scripts/mutants/report.ts';
import { systemOf } from '../scripts/mutants/sample.ts';
import { judge } from '../scripts/mutants/verdict.ts';

let laboratory: Laboratory;

beforeAll(async () => {
  laboratory = await Laboratory.open(join(import.meta.dirname, '../fixtures/projects/ingestion'));
});

function onlyMutantOf(kind: Kind): Mutant {
  const [mutant] = mutantsOf(kind, laboratory.sample, 1);
  if (mutant === undefined) throw new Error(`${kind.id} finds no place`);
  return mutant;
}

/** Rewrites the model of one system, and expects a finding of the rule about its fields. */
function ofModel(by: (text: string) => string): Kind {
  return {
    id: 'of-model',
    rule: 'custom-sync-field',
    describe: 'for this test',
    *mutations(sample) {
      yield* transforms(sample, { files: /models\/five9\.py$/, by });
    },
  };
}

const field = `${mark}    synced_at = models.DateTimeField(null=True)\n\n    class Meta:`;

describe('a mutant', () => {
  test('is caught when the expected rule has a finding at the expected line', () => {
    const outcome = judge(onlyMutantOf(ofModel((text) => text.replace('    class Meta:', field))), laboratory);
    expect(outcome).toMatchObject({ verdict: 'caught', found: [expect.stringContaining('Five9Contact.synced_at')] });
  });

  test('that no rule can see is missed', () => {
    const harmless = ofModel((text) => text.replace('    class Meta:', `${mark}    class Meta:  # as in the source`));
    expect(judge(onlyMutantOf(harmless), laboratory)).toMatchObject({ verdict: 'missed', found: [] });
  });

  test('is in the wrong place when the finding stands elsewhere', () => {
    const elsewhere = ofModel((text) => mark + text.replace('    class Meta:', field.replace(mark, '')));
    expect(judge(onlyMutantOf(elsewhere), laboratory).verdict).toBe('wrong place');
  });

  test('needs a finding at every expected line', () => {
    const two = ofModel((text) => mark + text.replace('    class Meta:', field));
    expect(judge(onlyMutantOf(two), laboratory).verdict).toBe('wrong place');
  });

  test('is invalid when it does not parse, changes nothing or expects nothing', () => {
    const broken = judge(onlyMutantOf(ofModel((text) => `${mark}def (:\n${text}`)), laboratory);
    expect(broken).toMatchObject({ verdict: 'invalid', troubles: ['ingestion/models/five9.py does not parse'] });
    const same = judge(onlyMutantOf(ofModel((text) => mark + text)), laboratory);
    expect(same).toMatchObject({ verdict: 'invalid', troubles: ['nothing is changed'] });
    const aimless: Kind = {
      ...ofModel(String),
      *mutations(sample) {
        for (const [file, text] of sample.texts) yield mutation([file, `${text}\n`]);
      },
    };
    expect(judge(onlyMutantOf(aimless), laboratory).verdict).toBe('invalid');
  });

  test('waits for a rule that is not there yet, and does not count until then', () => {
    const waiting = { ...ofModel((text) => text.replace('    class Meta:', field)), rule: 'rule-of-tomorrow' };
    const outcome = judge(onlyMutantOf(waiting), laboratory);
    expect(outcome.verdict).toBe('no rule');
    expect(summaryOf([outcome])).toMatchObject({ share: 1, counts: { 'no rule': 1 } });
  });

  test('leaves nothing behind for the next one', () => {
    judge(onlyMutantOf(ofModel((text) => text.replace('    class Meta:', field))), laboratory);
    expect(laboratory.examine(new Map()).findings).toEqual([]);
  });
});

test('the unchanged sample has no finding', () => {
  expect(laboratory.baseline).toEqual([]);
});

test('there are at least 25 kinds and 150 mutants, of every system, and no kind without a place', () => {
  const mutants = allKinds.flatMap((kind) => mutantsOf(kind, laboratory.sample, 3));
  expect(new Set(allKinds.map(({ id }) => id)).size).toBe(allKinds.length);
  expect(allKinds.length).toBeGreaterThanOrEqual(25);
  expect(mutants.length).toBeGreaterThanOrEqual(150);
  expect(allKinds.filter(({ id }) => !mutants.some(({ kind }) => kind.id === id))).toEqual([]);
  const files = [...laboratory.sample.texts.keys()];
  expect(new Set(mutants.map(({ group }) => group))).toEqual(new Set(files.map(systemOf)));
});

test('every mutant parses, changes something and says where it should be found', () => {
  const mutants = allKinds.flatMap((kind) => mutantsOf(kind, laboratory.sample, 9));
  const flawed = mutants.filter(
    ({ changes, expected }) => laboratory.flawsOf(changes).length > 0 || expected.length === 0,
  );
  expect(flawed.map(({ id }) => id)).toEqual([]);
  expect(mutants.map(({ id }) => id)).toEqual([...new Set(mutants.map(({ id }) => id))]);
});

test('the same sample gives the same mutants', () => {
  const all = () => allKinds.flatMap((kind) => mutantsOf(kind, laboratory.sample, 3));
  expect(all()).toEqual(all());
});

test.each([
  'drop-super-add-arguments',
  'import-client-in-command',
  'drop-guard-of-batch',
  'delete-validators',
  'rename-command-class',
])('a mutant of the kind %s is caught', (id) => {
  const kind = allKinds.find((one) => one.id === id);
  if (kind === undefined) throw new Error(`there is no kind ${id}`);
  expect(mutantsOf(kind, laboratory.sample, 2).map((mutant) => judge(mutant, laboratory).verdict)).toContain('caught');
});
