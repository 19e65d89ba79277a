import type { Json } from '../../../core/verdict.ts';

/** Stands for a number that no number of this language can hold. */
export const hugeInteger = '\u0001huge integer\u0001';

/** 2^63 squared, or so: larger than any column of whole numbers, and than what a float tells apart. */
export const hugeDigits = '85070591730234615865843651857942052864';

export function textOf(value: Json): string {
  return JSON.stringify(value).replaceAll(JSON.stringify(hugeInteger), hugeDigits);
}
