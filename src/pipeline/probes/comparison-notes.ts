import type { Command } from '../../core/commands.ts';
import type { EarlierCommands } from '../../core/earlier-commands.ts';
import { compareText } from '../../core/location.ts';
import type { Notification } from '../../core/notification.ts';

export interface Selection {
  /** Those that were asked for. */
  readonly named: readonly Command[];
  /** Those among them that are probed. */
  readonly commands: readonly Command[];
  readonly isNamed: (name: string) => boolean;
}

/** Commands that are not probed since nothing that they reach has changed, and those that are gone. */
export function comparisonNotes(
  earlier: EarlierCommands,
  known: readonly Command[],
  { named, commands, isNamed }: Selection,
): readonly Notification[] {
  const { revision } = earlier;
  const left = namesOf(named.filter((command) => !commands.includes(command)));
  const present = new Set(known.map(({ name }) => name));
  const gone = namesOf(earlier.commands.filter(({ name }) => isNamed(name) && !present.has(name)));
  return [
    ...(left.length === 0 ? [] : [notSelected(left, revision)]),
    ...gone.map((name): Notification => {
      const message = `\`${name}\` could be started at \`${revision}\` and is no longer there`;
      return { level: 'warning', kind: 'removed-command', message };
    }),
  ];
}

function notSelected(names: readonly string[], revision: string): Notification {
  const subject = names.length === 1 ? '1 command is' : `${names.length} commands are`;
  const message = `${subject} not selected, as nothing that they reach has changed since \`${revision}\`: ${names.join(', ')}`;
  return {
    level: 'note',
    kind: 'not-selected',
    message: names.length === 1 ? message.replace('they reach', 'it reaches') : message,
  };
}

function namesOf(commands: readonly Command[]): readonly string[] {
  return [...new Set(commands.map(({ name }) => name))].sort(compareText);
}
