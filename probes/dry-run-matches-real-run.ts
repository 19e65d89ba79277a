import {
  defineProbe,
  dryRun,
  evidence,
  inconclusive,
  notApplicable,
  plainRun,
  seen,
  trialsOf,
  troubleOf,
  verdictOf,
  type RunRecord,
} from '#probe-kit';

/**
 * Compares the numbers that a dry run prints with those of the real run, on the same records.
 *
 * @remarks
 * Whoever reads “12 created, 3 updated” in a preview expects that the sync then does just that. Compared are numbers beside the same word,
 * such as `created`, `updated`, `skipped` or `failed`, in either order. Both runs start from the same database and get the same answers.
 */
export const probe = defineProbe({
  id: 'dry-run-matches-real-run',
  title: 'A dry run predicts what a real run does',
  property: 'the numbers that a dry run prints are those of the real run',
  group: 'Dry run',
  corroborates: [],
  flaw: 'misleading-dry-run',
  severity: 'note',
  since: '0.1.0',
  observation: seen.effects,

  plan: (command, project) => trialsOf({ dry: dryRun(command, project), plain: plainRun(command, project) }),

  judge({ dry: [dry], plain: [plain] }) {
    const trouble = troubleOf(plain) ?? troubleOf(dry, 'dry run');
    if (trouble !== undefined) return inconclusive(trouble);
    const predicted = numbersOf(dry);
    const done = numbersOf(plain);
    const compared = [...predicted].filter(([word]) => done.has(word));
    if (predicted.size === 0) return notApplicable('the dry run prints no numbers of records');
    if (compared.length === 0) return inconclusive('the real run prints no numbers to compare with');
    const found = compared.flatMap(([word, numbers]) => {
      const real = done.get(word) ?? [];
      if (JSON.stringify(real) === JSON.stringify(numbers)) return [];
      const details = { predicted: numbers, real };
      return [evidence(`a dry run says ${numbers.join(', ')} ${word}, the real run ${real.join(', ')}`, { details })];
    });
    return verdictOf(found, compared.length);
  },
});

const words =
  'created|updated|unchanged|deleted|removed|skipped|failed|rejected|processed|inserted|imported|synced|fetched';
const before = new RegExp(`(\\d[\\d,]*)\\s+(?:\\w+\\s+){0,2}?(${words})\\b`, 'gi');
const behind = new RegExp(`\\b(${words})\\s*[:=]\\s*(\\d[\\d,]*)`, 'gi');

/** The numbers that stand beside each word, in their order. */
function numbersOf({ stdout, stderr }: RunRecord): ReadonlyMap<string, readonly number[]> {
  const text = `${stdout.text}\n${stderr.text}`.replaceAll(/would (have )?(be )?/gi, '');
  const found = new Map<string, number[]>();
  const add = (word = '', number = '') => {
    const key = word.toLowerCase();
    found.set(key, [...(found.get(key) ?? []), Number(number.replaceAll(',', ''))]);
  };
  for (const [, word, number] of text.matchAll(behind)) add(word, number);
  for (const [, number, word] of text.replaceAll(behind, '').matchAll(before)) add(word, number);
  return found;
}
