import { notKnown } from '../../core/known.ts';
import type { Option, OptionClash, OptionSet, OptionShape } from '../../core/commands.ts';
import type { Unresolved } from '../../core/unresolved.ts';
import type { BuiltParser } from './built-parser.ts';
import type { OptionCollector, Registration } from './options.ts';

/** What was collected for a parser and its subcommands. */
export function builtOptions(collector: OptionCollector, parser: BuiltParser): OptionSet {
  const registrations = collector.registrations.filter((registration) => registration.parser === parser);
  const registered = registrations.map(({ option }) => (parser.tamperedWith ? onlyStrings(option) : option));
  const resolves = parser.conflicts === 'resolve';
  const options = resolves ? lastWins(registered) : registered;
  const lineage = new Set(parser.lineage());
  const unresolved = collector.openPlaces.flatMap(({ place, parsers }) =>
    parsers === undefined || parsers.some((other) => lineage.has(other)) ? [place] : [],
  );
  const certain = parser.conflicts === 'error' && !parser.tamperedWith && unresolved.length === 0;
  return {
    ...optionSet(options, unresolved),
    builtin: resolves ? withoutStrings(parser.builtin, registered) : parser.builtin,
    clashes: certain ? clashes(registrations, parser) : [],
    defaults: [...lineage].flatMap((ancestor) => [...ancestor.defaults.keys()]),
    subcommands: parser.subcommands.map(({ name, parser: child }) => ({
      name,
      options: builtOptions(collector, child),
    })),
  };
}

/** The options of a parser of which nothing more is known. */
export function optionSet(options: readonly Option[], unresolved: readonly Unresolved[]): OptionSet {
  return {
    options,
    builtin: [],
    subcommands: [],
    defaults: [],
    clashes: [],
    unresolved,
    accepts: (flag) => {
      const found = options.filter((option) => option.strings.includes(flag));
      if (found.some((option) => !option.conditional)) return 'yes';
      return found.length > 0 || unresolved.length > 0 ? 'unknown' : 'no';
    },
  };
}

/** `conflict_handler="resolve"`: a later option takes its strings away from the earlier ones. */
function lastWins(options: readonly Option[]): readonly Option[] {
  return options.flatMap((option, index) => withoutStrings([option], options.slice(index + 1)));
}

/** An option that has no strings left is gone. */
function withoutStrings<T extends OptionShape>(shapes: readonly T[], later: readonly Option[]): readonly T[] {
  const taken = new Set(later.flatMap(({ strings, conditional }) => (conditional ? [] : strings)));
  return shapes.flatMap((shape) => {
    const strings = shape.strings.filter((text) => !taken.has(text));
    return strings.length === 0 && shape.strings.length > 0 ? [] : [{ ...shape, strings }];
  });
}

function onlyStrings(option: Option): Option {
  const { strings, conditional, at, declaredAt } = option;
  const unknown = { dest: notKnown, action: notKnown, type: notKnown, default: notKnown, choices: notKnown };
  return { strings, conditional, at, declaredAt, ...unknown, nargs: notKnown, required: notKnown, help: notKnown };
}

function clashes(registrations: readonly Registration[], { builtin }: BuiltParser): readonly OptionClash[] {
  const taken = new Map<string, Option | undefined>();
  for (const { strings } of builtin) for (const flag of strings) taken.set(flag, undefined);
  const found: OptionClash[] = [];
  for (const { option, guarded } of registrations) {
    if (option.conditional || guarded) continue;
    for (const flag of new Set(option.strings)) {
      if (!taken.has(flag)) taken.set(flag, option);
      else {
        const earlier = taken.get(flag);
        found.push({ flag, option, ...(earlier === undefined ? {} : { earlier }) });
      }
    }
  }
  return found;
}
