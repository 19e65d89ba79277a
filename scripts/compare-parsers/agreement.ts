import type { Command } from '../../src/core/commands.ts';
import type { DjangoParser } from './ground-truth.ts';

export interface Difference {
  readonly kind: 'false acceptance' | 'false miss';
  readonly file: string;
  readonly strings: readonly string[];
  /** The ground truth itself is uncertain, so that the difference proves nothing. */
  readonly doubtful: boolean;
}

export interface Agreement {
  readonly compared: number;
  /** Commands that Django could not load, or that the project hides behind something that is no class. */
  readonly withoutTruth: readonly string[];
  readonly withoutModel: readonly string[];
  /** Option strings of the compared commands. */
  readonly accepted: number;
  readonly acceptedRightly: number;
  readonly expected: number;
  readonly open: readonly Command[];
  readonly differences: readonly Difference[];
}

/** Compares what the model says of each command with the parser that Django builds. */
export function compareParsers(commands: readonly Command[], parsers: readonly DjangoParser[]): Agreement {
  const modelled = new Map(commands.map((command) => [command.file as string, command]));
  const loaded = parsers.filter(({ options }) => options !== undefined);
  const pairs = loaded.flatMap((parser) => {
    const command = modelled.get(parser.file);
    return command === undefined ? [] : [compareOne(command, parser)];
  });
  const known = new Set(loaded.map(({ file }) => file));
  return {
    compared: pairs.length,
    withoutTruth: commands.flatMap(({ file }) => (known.has(file) ? [] : [file])),
    withoutModel: loaded.flatMap(({ file }) => (modelled.has(file) ? [] : [file])),
    accepted: sum(pairs.map(({ accepted }) => accepted.length)),
    acceptedRightly: sum(pairs.map(({ accepted, expected }) => accepted.filter((text) => expected.has(text)).length)),
    expected: sum(pairs.map(({ expected }) => expected.size)),
    open: pairs.flatMap(({ command }) => (command.options.unresolved.length > 0 ? [command] : [])),
    differences: pairs.flatMap(({ differences }) => differences),
  };
}

function compareOne(command: Command, { file, options = [], doubts = [] }: DjangoParser) {
  const expected = new Set(options.flatMap(({ strings, django }) => (django === true ? [] : strings)));
  const modelled = new Set(command.options.options.flatMap(({ strings }) => strings));
  const accepted = [...modelled].filter((text) => command.options.accepts(text) === 'yes');
  const difference = (kind: Difference['kind'], strings: readonly string[]): readonly Difference[] =>
    strings.length === 0 ? [] : [{ kind, file, strings, doubtful: doubts.length > 0 }];
  const differences = [
    ...difference(
      'false acceptance',
      accepted.filter((text) => !expected.has(text)),
    ),
    ...difference(
      'false miss',
      [...expected].filter((text) => command.options.accepts(text) === 'no'),
    ),
  ];
  return { command, expected, accepted, differences };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
