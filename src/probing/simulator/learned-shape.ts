/** What the code of a command says about the answers that it expects. */
export interface LearnedShape {
  /** Dotted keys that are read from a record → what they seem to hold. */
  readonly keys: Readonly<Record<string, LearnedType>>;
  /** Dotted key of the list of records; null: the answer is the list. */
  readonly list: string | null;
  /** Dotted key of what leads to the next page; null: there is none. */
  readonly next: string | null;
}

export type LearnedType =
  'text' | 'number' | 'boolean' | 'moment' | 'day' | 'email' | 'phone' | 'id' | 'list' | 'table';
