import type { AnswerUse } from '../../../core/answer-read.ts';
import type { Machine } from '../machine.ts';
import { isAnswerOf } from './external-effects.ts';
import { textOf, type Arguments, type Value } from '../values/value.ts';

/** Path of an element of a list, whichever it is. */
const element = '[]';

/** Where in an answer a value stands; undefined: in none. */
export function answerPathOf(value: Value | undefined): readonly string[] | undefined {
  return value?.kind === 'external' || value?.kind === 'unknown' ? value.answer : undefined;
}

/** What is at a key, or an index, of a value that is part of an answer. */
export function partOfAnswer(machine: Machine, value: Value, index: Value): readonly string[] | undefined {
  const answer = answerPathOf(value);
  const key = textOf(index);
  if (answer === undefined) return undefined;
  if (key !== undefined) return machine.answers.read(answer, key, true);
  return index.kind === 'literal' && typeof index.value === 'number' ? elementOfAnswer(machine, value) : undefined;
}

export function elementOfAnswer(machine: Machine, value: Value): readonly string[] | undefined {
  const answer = answerPathOf(value);
  return answer && machine.answers.read(answer, element, true);
}

/** What a method gives of a value that is part of an answer: `record.get("id")`. */
export function methodOfAnswer(
  machine: Machine,
  value: Value,
  name: string,
  args: Arguments,
): readonly string[] | undefined {
  const answer = answerPathOf(value);
  if (answer === undefined) return undefined;
  if (textMethods.test(name)) machine.answers.use(answer, 'text');
  if (sameText.test(name)) return answer;
  const key = textOf(args.positional[0]);
  return name === 'get' && key !== undefined ? machine.answers.read(answer, key, false) : undefined;
}

const textMethods = /^([lr]?strip|lower|upper|r?split|title|startswith|endswith|replace|casefold)$/;
/** A text that says the same. */
const sameText = /^([lr]?strip|lower|upper|title|replace|casefold)$/;

/** What a function from outside takes its argument for. */
export function useAnswer(machine: Machine, path: string, { positional: [first, second] }: Arguments): void {
  const answer = answerPathOf(first);
  const use = answer && uses.find(([, pattern]) => pattern.test(path))?.[0];
  if (answer === undefined || use === undefined) return;
  const format = path.endsWith('.strptime') ? textOf(second) : undefined;
  machine.answers.use(answer, format !== undefined && !/%[HIcXs]/.test(format) ? 'day' : use);
}

const uses: readonly (readonly [AnswerUse, RegExp])[] = [
  ['number', /^(builtins\.(int|float|round|abs|sum)|decimal\.Decimal)$/],
  ['day', /^(datetime\.date\.fromisoformat|django\.utils\.dateparse\.parse_date)$/],
  [
    'moment',
    /^(datetime\.datetime\.(fromisoformat|strptime)|dateutil\.parser(\.parser)?\.(parse|isoparse)|django\.utils\.dateparse\.parse_datetime)$/,
  ],
];

/** The call gives a whole answer: `response.json()`, `json.loads(response.text)`. */
export function givesAnswer(path: string, { positional: [first] }: Arguments): boolean {
  if (/^json\.loads?$/.test(path)) return first?.kind === 'external' && isAnswerOf(first.path);
  return path.endsWith('.json') && isAnswerOf(path);
}
