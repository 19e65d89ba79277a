/** What the code takes a part of an answer for. */
export type AnswerUse = 'text' | 'number' | 'moment' | 'day';

/** A part of the answer of an API, JSON, that a run reads. */
export interface AnswerRead {
  /** Keys from the top; `[]` is any element of a list. */
  readonly path: readonly string[];
  /** `answer["key"]` fails where there is no such key, `answer.get("key")` does not. */
  readonly strict: boolean;
  readonly use?: AnswerUse;
}
