import { boundKey } from './value.ts';

/** Key of a list's length; `many` where it is not known but for being no zero. */
export const length = '#';
export const many = '+';
/** Key of how many items are known of a list whose length is not: each of them may be missing. */
export const most = boundKey;
/** Key that is there when the items come in no certain order. */
export const unordered = '!';
/** Key of what stands under keys, or at places, that were not told apart. */
export const others = '*';
/** Key of what the keys are that were not told apart, where all of them are alike. */
export const otherKeys = '@';
/** Longer lists are data. */
export const maximumItems = 200;
