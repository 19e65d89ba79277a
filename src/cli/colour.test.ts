import { expect, test } from 'vitest';
import { useColour } from './colour.ts';

test('Colour follows --color, then NO_COLOR, then FORCE_COLOR, then the terminal', () => {
  expect(useColour('never', { FORCE_COLOR: '1' }, true)).toBe(false);
  expect(useColour('always', { NO_COLOR: '1' }, false)).toBe(true);
  expect(useColour('auto', { NO_COLOR: '1', FORCE_COLOR: '1' }, true)).toBe(false);
  expect(useColour('auto', { FORCE_COLOR: '1' }, false)).toBe(true);
  expect(useColour('auto', { FORCE_COLOR: '0' }, true)).toBe(false);
  expect(useColour('auto', {}, true)).toBe(true);
  expect(useColour('auto', { NO_COLOR: '' }, false)).toBe(false);
});
