import { notKnown } from '../../core/known.ts';
import type { Option, OptionClash, OptionSet } from '../../core/commands.ts';
import type { Unresolved } from '../../core/unresolved.ts';
import type { BuiltParser } from './built-parser.ts';
import type { OptionCollector, Registration } from './options.ts';

/** What was collected for a parser and its subcommands. */
export function builtOptions(collector: OptionCollector, parser: BuiltParser): OptionSet {
  const registrations = collector.registrations.filter((registration) => registration.parser === parser);
  const options = registrations.map(({ option }) => (parser.tamperedWith ? onlyStrings(option) : option));
  const lineage = new Set(parser.lineage());
  const unresolved = collector.openPlaces.flatMap(({ place, parsers }) =>
    parsers === undefined || parsers.some((other) => lineage.has(other)) ? [place] : [],
  );
  const certain = parser.conflicts === 'error' && !parser.tamperedWith && unresolved.length === 0;
  return {
    ...optionSet(options, unresolved),
    builtin: parser.builtin,
    clashes: certain ? clashes(registrations, parser) : [],
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
    clashes: [],
    unresolved,
    accepts: (flag) => {
      const found = options.filter((option) => option.strings.includes(flag));
      if (found.some((option) => !option.conditional)) return 'yes';
      return found.length > 0 || unresolved.length > 0 ? 'unknown' : 'no';
    },
  };
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
