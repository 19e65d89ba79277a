import { defineRule, type Option, type ProjectModel } from '#rule-kit';

/**
 * A standard flag that takes another kind of value than it does elsewhere.
 *
 * @remarks
 * `--dry-run False` is true where `--dry-run` takes a text, and `--batch-size 50` compares as text where it has no
 * type: both go wrong in silence. Orchestrators and schedules pass the same flags to every command, so one that wants
 * a value where its siblings have a switch breaks the whole run.
 *
 * Use `action="store_true"` (or `argparse.BooleanOptionalAction`) for switches and `type=int` with a default of at
 * least one for the batch size; leave dates as text or give them a function that parses dates.
 *
 * Which flags are switches and which are dates is configuration: `flags.boolean`, `flags.dates`; bounds and standard of
 * the batch size are `flags.batch-size`. A type that is a function of the project is not judged. An option that a shared
 * base registers is reported once.
 */
export const rule = defineRule({
  id: 'mistyped-flag',
  title: 'Standard flag of another type',
  scope: 'project',
  severity: 'warning',
  confidence: 'certain',
  default: 'preset',
  since: '0.1.0',
  messages: {
    boolean: '`{flag}` is a switch, but has the action `{action}`',
    integer: '`{flag}` is a whole number, but is read as `{type}`',
    date: '`{flag}` is a date, but is read as `{type}`',
    minimum: '`{flag}` defaults to {value}, which is below {minimum}',
    standard: { text: '`{flag}` defaults to {value} instead of {standard}', severity: 'note' },
  },

  *check(project) {
    const seen = new Set<string>();
    for (const command of project.syncCommands()) {
      for (const option of command.options.options) {
        for (const flag of option.strings) {
          const key = JSON.stringify([option.at, flag]);
          if (seen.has(key)) continue;
          seen.add(key);
          const subject = option.at.file === command.file ? { subject: command.module } : {};
          yield* wrongType(project, option, flag, subject);
          if (flag === '--batch-size') yield* wrongDefault(project, option, flag, subject);
        }
      }
    }
  },
});

type Subject = { readonly subject?: ReturnType<ProjectModel['commands']>[number]['module'] };

function* wrongType({ policy }: ProjectModel, option: Option, flag: string, subject: Subject) {
  const place = { at: option.at, ...subject };
  const { boolean, dates } = policy.flags;
  const { action } = option;
  if (boolean.includes(flag) && action.known && !isSwitch(option))
    yield { messageId: 'boolean', data: { flag, action: action.value }, ...place } as const;
  const type = valueType(option);
  if (flag === '--batch-size' && type !== undefined && notIntegers.test(type))
    yield { messageId: 'integer', data: { flag, type: shortName(type) }, ...place } as const;
  if (dates.includes(flag) && type !== undefined && notDates.test(type))
    yield { messageId: 'date', data: { flag, type: shortName(type) }, ...place } as const;
}

/** Takes no value and is either there or not; an action of the project's own may be anything. */
function isSwitch({ action, nargs }: Option): boolean {
  if (!nargs.known) return true;
  return nargs.value === 0 && action.known && !/^(count|append_const|version|help)$/.test(action.value);
}

/** What the value of an option becomes; undefined where that is not known. */
function valueType({ type, nargs, action }: Option): string | undefined {
  if (!type.known || !nargs.known || !action.known) return undefined;
  if (nargs.value === 0)
    return action.value === 'store_true' || action.value === 'store_false' ? 'builtins.bool' : undefined;
  return type.value ?? 'builtins.str';
}

/** Other types are functions of the project, of which nobody knows what they give. */
const notIntegers = /^builtins\.(str|float|bool|complex|bytes|list|dict|tuple|set)$/;
const notDates =
  /^(builtins\.(int|float|bool|complex|bytes|list|dict|tuple|set)|json\.loads|decimal\.Decimal|uuid\.UUID|pathlib\.(Pure)?Path)$/;

function shortName(dotted: string): string {
  return dotted.replace(/^builtins\./, '');
}

function* wrongDefault({ policy }: ProjectModel, option: Option, flag: string, subject: Subject) {
  const place = { at: option.at, ...subject };
  const { min = 1, default: standard } = policy.flags.batchSize;
  const value = wholeNumber(option);
  if (value === undefined) return;
  const data = { flag, value: String(value) };
  if (value < min) yield { messageId: 'minimum', data: { ...data, minimum: String(min) }, ...place } as const;
  else if (standard !== undefined && value !== standard)
    yield { messageId: 'standard', data: { ...data, standard: String(standard) }, ...place } as const;
}

/** argparse converts a default that is a text. */
function wholeNumber({ default: own }: Option): number | undefined {
  if (!own.known) return undefined;
  if (typeof own.value === 'number') return own.value;
  return typeof own.value === 'string' && /^-?\d+$/.test(own.value) ? Number(own.value) : undefined;
}
