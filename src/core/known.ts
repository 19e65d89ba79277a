/** A value of the project's code, or the fact that it could not be told: computed, translated, from outside. */
export type Known<T> = { readonly known: true; readonly value: T } | { readonly known: false };

export const known = <T>(value: T): Known<T> => ({ known: true, value });
export const notKnown: Known<never> = { known: false };
