import type { Command, OptionSet, OptionShape } from '../../src/core/commands.ts';
import { attributeNames, compareAttributes, type AttributeName, type Verdict } from './attributes.ts';
import type { DjangoOption, DjangoParser, TrueParser } from './ground-truth.ts';

export interface Difference {
  readonly kind: 'false acceptance' | 'false miss' | 'other attribute';
  readonly file: string;
  /** Option strings, or the attribute with both values. */
  readonly what: string;
  /** The ground truth itself is uncertain, so that the difference proves nothing. */
  readonly doubtful: boolean;
}

export type VerdictCounts = ReadonlyMap<AttributeName, Readonly<Record<Verdict, number>>>;

export interface Agreement {
  readonly compared: number;
  /** Commands that Django could not load, or that the project hides behind something that is no class. */
  readonly withoutTruth: readonly string[];
  readonly withoutModel: readonly string[];
  /** Option strings of the compared commands. */
  readonly accepted: number;
  readonly acceptedRightly: number;
  /** Option strings of Django's parsers: of all of them, and of those commands whose set is closed. */
  readonly expected: number;
  readonly expectedOfClosed: number;
  readonly acceptedOfClosed: number;
  readonly open: readonly Command[];
  readonly attributes: VerdictCounts;
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
  const closed = pairs.filter(({ command }) => command.options.unresolved.length === 0);
  return {
    compared: pairs.length,
    withoutTruth: commands.flatMap(({ file }) => (known.has(file) ? [] : [file])),
    withoutModel: loaded.flatMap(({ file }) => (modelled.has(file) ? [] : [file])),
    accepted: sum(pairs.map(({ accepted }) => accepted)),
    acceptedRightly: sum(pairs.map(({ rightly }) => rightly)),
    expected: sum(pairs.map(({ expected }) => expected)),
    expectedOfClosed: sum(closed.map(({ expected }) => expected)),
    acceptedOfClosed: sum(closed.map(({ rightly }) => rightly)),
    open: pairs.flatMap(({ command }) => (command.options.unresolved.length > 0 ? [command] : [])),
    attributes: counted(pairs.flatMap(({ verdicts }) => verdicts)),
    differences: pairs.flatMap(({ differences }) => differences),
  };
}

interface Comparison {
  readonly accepted: number;
  readonly rightly: number;
  readonly expected: number;
  readonly verdicts: readonly { readonly attribute: AttributeName; readonly verdict: Verdict }[];
  readonly differences: readonly Difference[];
}

function compareOne(command: Command, parser: DjangoParser): Comparison & { readonly command: Command } {
  const { file, options = [], subcommands = {}, doubts = [] } = parser;
  const found = (kind: Difference['kind'], what: string): Difference => ({
    kind,
    file,
    what,
    doubtful: doubts.length > 0,
  });
  return { command, ...compareSets(command.options, { options, subcommands }, found) };
}

/** One parser and, below it, those of its subcommands. */
function compareSets(
  set: OptionSet,
  truth: TrueParser,
  found: (kind: Difference['kind'], what: string) => Difference,
): Comparison {
  const expected = new Set(truth.options.flatMap(({ strings, django }) => (django === true ? [] : strings)));
  const modelled = new Set(set.options.flatMap(({ strings }) => strings));
  const accepted = [...modelled].filter((text) => set.accepts(text) === 'yes');
  const rightly = accepted.filter((text) => expected.has(text));
  const wrongly = accepted.filter((text) => !expected.has(text));
  const missed = [...expected].filter((text) => set.accepts(text) === 'no');
  const verdicts = pairsOf(set, truth).flatMap(([option, true_]) =>
    compareAttributes(option, true_).map((verdict) => ({ ...verdict, option, django: true_.django === true })),
  );
  const below = Object.entries(truth.subcommands ?? {}).map(([name, child]) => {
    const same = set.subcommands.find((subcommand) => subcommand.name.known && subcommand.name.value === name);
    return same === undefined
      ? undefined
      : compareSets(same.options, child, (kind, what) => found(kind, `${name} ${what}`));
  });
  const all = below.filter((comparison) => comparison !== undefined);
  const own: readonly Difference[] = [
    ...(wrongly.length === 0 ? [] : [found('false acceptance', wrongly.join(' '))]),
    ...(missed.length === 0 ? [] : [found('false miss', missed.join(' '))]),
    ...verdicts.flatMap(({ option, verdict, ...rest }) =>
      verdict === 'different' ? [found('other attribute', described(option, rest))] : [],
    ),
  ];
  return {
    accepted: accepted.length + sum(all.map((comparison) => comparison.accepted)),
    rightly: rightly.length + sum(all.map((comparison) => comparison.rightly)),
    expected: expected.size + sum(all.map((comparison) => comparison.expected)),
    verdicts: [...verdicts.filter(({ django }) => !django), ...all.flatMap((comparison) => comparison.verdicts)],
    differences: [...own, ...all.flatMap((comparison) => comparison.differences)],
  };
}

/** Options with the same strings, Django's own among them, and positional arguments in their order. */
function pairsOf(set: OptionSet, truth: TrueParser): readonly (readonly [OptionShape, DjangoOption])[] {
  const named = [...set.builtin, ...set.options.filter(({ conditional }) => !conditional)];
  const positional = truth.options.filter(({ strings }) => strings.length === 0);
  const modelled = set.options.filter(({ strings }) => strings.length === 0);
  const comparable = set.unresolved.length === 0 && modelled.every(({ conditional }) => !conditional);
  return truth.options.flatMap((option) => {
    const { strings } = option;
    const same =
      strings.length > 0
        ? named.find(
            (other) => other.strings.length === strings.length && other.strings.every((s) => strings.includes(s)),
          )
        : comparable
          ? modelled[positional.indexOf(option)]
          : undefined;
    return same === undefined ? [] : [[same, option] as const];
  });
}

function described(option: OptionShape, difference: { attribute: string; modelled: unknown; truth: unknown }): string {
  const { attribute, modelled, truth } = difference;
  const name = option.strings[0] ?? (option.dest.known ? option.dest.value : '');
  return `${name}: ${attribute} is ${JSON.stringify(truth)}, not ${JSON.stringify(modelled)}`;
}

function counted(verdicts: Comparison['verdicts']): VerdictCounts {
  const count = (attribute: AttributeName) => {
    const of = verdicts.filter((verdict) => verdict.attribute === attribute);
    const number = (verdict: Verdict): number => of.filter((other) => other.verdict === verdict).length;
    return { equal: number('equal'), unknown: number('unknown'), different: number('different') };
  };
  return new Map(attributeNames.map((attribute) => [attribute, count(attribute)]));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
