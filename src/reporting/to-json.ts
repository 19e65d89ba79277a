/** Left alone by `JSON.stringify`, but acted upon by terminals and by readers that take JSON for JavaScript. */
const unsafe = /[\u007f-\u009f\u2028\u2029]/gu;

/** JSON with every control character escaped, so that printing it cannot corrupt a terminal. */
export function toJson(value: object, indent: 0 | 2): string {
  return JSON.stringify(value, null, indent).replace(
    unsafe,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
