import { expect, test } from 'vitest';
import { compareParsers } from '../scripts/compare-parsers/agreement.ts';
import type { DjangoParser } from '../scripts/compare-parsers/ground-truth.ts';
import { filePath, startOfFile, symbolId } from '../src/core/location.ts';
import type { Command, OptionSet } from '../src/core/commands.ts';

const file = filePath('shop/management/commands/sync_orders.py');
const ofDjango = { strings: ['--verbosity'], django: true };

test('a command whose option strings are those of Django agrees', () => {
  const agreement = compareParsers([command({ yes: ['--full'], no: [] })], [parser('--full')]);
  expect(agreement).toMatchObject({ compared: 1, accepted: 1, acceptedRightly: 1, expected: 1, differences: [] });
});

test('an option that Django does not accept is a false acceptance', () => {
  const { differences } = compareParsers([command({ yes: ['--full'], no: [] })], [parser()]);
  expect(differences).toEqual([{ kind: 'false acceptance', file, strings: ['--full'], doubtful: false }]);
});

test('an option that only Django accepts is a false miss, and none when the set is open', () => {
  const closed = compareParsers([command({ yes: [], no: ['--full'] })], [parser('--full')]);
  expect(closed.differences).toEqual([{ kind: 'false miss', file, strings: ['--full'], doubtful: false }]);
  const open = compareParsers([command({ yes: [], no: [] })], [parser('--full')]);
  expect(open).toMatchObject({ differences: [], acceptedRightly: 0, expected: 1 });
});

test('a parser that may be another one with everything installed proves nothing', () => {
  const doubtful = { ...parser('--full'), doubts: ['the base class is missing'] };
  const { differences } = compareParsers([command({ yes: [], no: ['--full'] })], [doubtful]);
  expect(differences.map(({ doubtful: uncertain }) => uncertain)).toEqual([true]);
});

test('a command without a counterpart is named', () => {
  const broken: DjangoParser = { file, error: 'ImportError' };
  expect(compareParsers([command({ yes: [], no: [] })], [broken])).toMatchObject({ compared: 0, withoutTruth: [file] });
  expect(compareParsers([], [parser()])).toMatchObject({ compared: 0, withoutModel: [file] });
});

function parser(...strings: readonly string[]): DjangoParser {
  return { file, options: [ofDjango, ...strings.map((text) => ({ strings: [text] }))] };
}

/** Neither `yes` nor `no` is unknown, as in an open set. */
function command({ yes, no }: { readonly yes: readonly string[]; readonly no: readonly string[] }): Command {
  const options: OptionSet = {
    options: yes.map((text) => ({ strings: [text], conditional: false, declaredAt: [] })),
    unresolved: [],
    accepts: (flag) => (yes.includes(flag) ? 'yes' : no.includes(flag) ? 'no' : 'unknown'),
  };
  const module = symbolId('shop.management.commands.sync_orders');
  return { name: 'sync_orders', module, file, at: startOfFile(file), options, bases: [] };
}
