import { expect, test } from 'vitest';
import { compareParsers } from '../scripts/compare-parsers/agreement.ts';
import type { DjangoOption, DjangoParser } from '../scripts/compare-parsers/ground-truth.ts';
import { filePath, startOfFile, symbolId } from '../src/core/location.ts';
import type { Command, Option } from '../src/core/commands.ts';
import { known, notKnown } from '../src/core/known.ts';
import { optionSet } from '../src/project/commands/option-set.ts';

const file = filePath('shop/management/commands/sync_orders.py');

test('a command whose option strings are those of Django agrees', () => {
  const agreement = compareParsers([command(option('--full'))], [parser(truth('--full'))]);
  expect(agreement).toMatchObject({ compared: 1, accepted: 1, acceptedRightly: 1, expected: 1, differences: [] });
});

test('an option that Django does not accept is a false acceptance', () => {
  const { differences } = compareParsers([command(option('--full'))], [parser()]);
  expect(differences).toEqual([{ kind: 'false acceptance', file, what: '--full', doubtful: false }]);
});

test('an option that only Django accepts is a false miss, and none when the set is open', () => {
  const closed = compareParsers([command()], [parser(truth('--full'))]);
  expect(closed.differences).toEqual([{ kind: 'false miss', file, what: '--full', doubtful: false }]);
  const open = compareParsers([openCommand()], [parser(truth('--full'))]);
  expect(open).toMatchObject({ differences: [], acceptedRightly: 0, expected: 1, expectedOfClosed: 0 });
});

test('an attribute that is another one is a difference; one that is unknown is counted', () => {
  const said = { ...option('--full'), default: known(true), type: notKnown };
  const { differences, attributes } = compareParsers([command(said)], [parser(truth('--full'))]);
  expect(differences).toMatchObject([{ kind: 'other attribute', what: '--full: default is false, not true' }]);
  expect(attributes.get('default')).toEqual({ equal: 0, unknown: 0, different: 1 });
  expect(attributes.get('type')).toEqual({ equal: 0, unknown: 1, different: 0 });
  expect(attributes.get('dest')).toEqual({ equal: 1, unknown: 0, different: 0 });
});

test.each([
  ['builtins.int', 'builtins.int', 'equal'],
  ['dateutil.parser.parse', 'dateutil.parser._parser.parse', 'equal'],
  ['apps.shop.dates.parse', 'shop.dates.parse', 'equal'],
  ['shop.dates.parse', 'stock.dates.parse', 'different'],
  ['builtins.int', 'builtins.float', 'different'],
  [null, null, 'equal'],
  ['builtins.int', null, 'different'],
] as const)('a type %s, which is %s for Django, is %s', (said, real, verdict) => {
  const { attributes } = compareParsers(
    [command({ ...option('--full'), type: known(said) })],
    [parser({ ...truth('--full'), type: real })],
  );
  expect(attributes.get('type')?.[verdict]).toBe(1);
});

test('positional arguments are compared in their order', () => {
  const names = ['source', 'target'];
  const said = names.map((name) => ({ ...option(), dest: known(name) }));
  const real = names.map((name) => ({ ...truth(), dest: name }));
  expect(compareParsers([command(...said)], [parser(...real)]).differences).toEqual([]);
  expect(compareParsers([command(...said.toReversed())], [parser(...real)]).differences).toHaveLength(2);
});

test('the parser of a subcommand is compared with that of the same name', () => {
  const set = {
    ...optionSet([], []),
    subcommands: [{ name: known('run'), options: optionSet([option('--full')], []) }],
  };
  const real: DjangoParser = { ...parser(), subcommands: { run: { options: [truth('--full')] } } };
  const agreement = compareParsers([{ ...command(), options: set }], [real]);
  expect(agreement).toMatchObject({ accepted: 1, expected: 1, differences: [] });
  const other: DjangoParser = { ...parser(), subcommands: { run: { options: [] } } };
  expect(compareParsers([{ ...command(), options: set }], [other]).differences).toMatchObject([{ what: 'run --full' }]);
});

test('a parser that may be another one with everything installed proves nothing', () => {
  const doubtful = { ...parser(truth('--full')), doubts: ['the base class is missing'] };
  const { differences } = compareParsers([command()], [doubtful]);
  expect(differences.map(({ doubtful: uncertain }) => uncertain)).toEqual([true]);
});

test('a command without a counterpart is named', () => {
  const broken: DjangoParser = { file, error: 'ImportError' };
  expect(compareParsers([command()], [broken])).toMatchObject({ compared: 0, withoutTruth: [file] });
  expect(compareParsers([], [parser()])).toMatchObject({ compared: 0, withoutModel: [file] });
});

/** A switch, or a positional argument. */
function truth(...strings: readonly string[]): DjangoOption {
  const shape = { dest: 'full', type: null, default: false, choices: null, nargs: 0, required: false, help: null };
  return { strings: [...strings], action: 'StoreTrueAction', ...shape };
}

function option(...strings: readonly string[]): Option {
  const shape = { type: known(null), default: known(false), choices: known(null), nargs: known(0), help: known(null) };
  const at = startOfFile(file);
  const places = { conditional: false, at, declaredAt: [at] };
  return { strings, dest: known('full'), action: known('store_true'), required: known(false), ...shape, ...places };
}

function parser(...options: readonly DjangoOption[]): DjangoParser {
  return { file, options: [{ ...truth('--verbosity'), django: true }, ...options] };
}

function command(...options: readonly Option[]): Command {
  const at = startOfFile(file);
  const module = symbolId('shop.management.commands.sync_orders');
  const help = known('');
  return {
    name: 'sync_orders',
    module,
    file,
    at,
    help,
    options: optionSet(options, []),
    omittedBases: [],
    optionPlaces: [],
    bases: [],
  };
}

function openCommand(): Command {
  const closed = command();
  const place = { ...closed.at, reason: 'the option string is computed', subject: closed.module };
  return { ...closed, options: optionSet([], [place]) };
}
