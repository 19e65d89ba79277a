import { allOptions, type OptionSet, type OptionShape } from '../../core/commands.ts';
import type { Reception } from '../../core/invocation.ts';
import type { Known } from '../../core/known.ts';

/**
 * What `call_command` makes of a keyword (`dry_run`) or an option string (`--dry-run`).
 *
 * `stealth`: keywords that the command takes without an option.
 */
export function receive(options: OptionSet, stealth: Known<readonly string[]>, name: string): Reception {
  const all = [...allOptions(options), ...options.builtin];
  const isOpen = options.unresolved.length > 0 || options.subcommands.some((one) => isOpenSet(one.options));
  const answer = name.startsWith('-') ? receiveString(all, name) : receiveKeyword(all, stealth, name);
  return isOpen && answer.kind !== 'accepted' ? { kind: 'unknown' } : answer;
}

function isOpenSet({ unresolved, subcommands }: OptionSet): boolean {
  return unresolved.length > 0 || subcommands.some(({ options }) => isOpenSet(options));
}

function receiveString(options: readonly OptionShape[], name: string): Reception {
  const strings = options.flatMap((option) => option.strings);
  if (strings.includes(name)) return { kind: 'accepted' };
  // `-n5` is `-n 5`, and `-5` may be a number.
  if (!name.startsWith('--') || name === '--') return { kind: 'unknown' };
  const [only, ...others] = [...new Set(strings)].filter((flag) => flag.startsWith(name));
  if (only === undefined) return { kind: 'rejected' };
  return others.length === 0 ? { kind: 'abbreviated', flag: only } : { kind: 'unknown' };
}

/** As in `django.core.management.call_command`: a `dest`, or the first option string with underscores. */
function receiveKeyword(options: readonly OptionShape[], stealth: Known<readonly string[]>, name: string): Reception {
  const accepted =
    name === 'stdout' ||
    name === 'stderr' ||
    (stealth.known && stealth.value.includes(name)) ||
    options.some(({ dest, strings }) => (dest.known && dest.value === name) || keywordOf(strings) === name);
  if (accepted) return { kind: 'accepted' };
  return stealth.known && options.every(({ dest }) => dest.known) ? { kind: 'rejected' } : { kind: 'unknown' };
}

function keywordOf(strings: readonly string[]): string | undefined {
  const [first] = [...strings].sort();
  return first?.replace(/^-+/, '').replaceAll('-', '_');
}
