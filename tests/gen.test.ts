import { expect, test } from 'vitest';
import { configurationKeys } from '../scripts/gen/configuration-keys.ts';
import { fence, table } from '../scripts/gen/markdown.ts';
import { readRegions } from '../scripts/gen/regions.ts';

const fixture = `from django.db import models


class Shop:
    # region docs: flagged
    # expect: custom-sync-field/tracks "one"
    # expect: custom-sync-field
    synced_at = 1  # expect: custom-sync-field

    # a comment of its own
    name = 2  # noqa: E501  # expect-none: custom-sync-field
    # endregion


# region docs: clean
x = 1
# endregion
`;

test('an example is cut out without its expectations and its indentation', () => {
  const [flagged, clean, ...others] = readRegions('shop.py', fixture);
  expect(flagged).toMatchObject({ label: 'flagged', file: 'shop.py', indent: 4 });
  expect(flagged?.code).toBe('synced_at = 1\n\n# a comment of its own\nname = 2  # noqa: E501');
  expect(clean?.code).toBe('x = 1');
  expect(others).toEqual([]);
});

test('the lines of an example are known by the lines of its file', () => {
  const [flagged] = readRegions('shop.py', fixture);
  expect([...(flagged?.lines ?? [])]).toEqual([
    [8, 1],
    [9, 2],
    [10, 3],
    [11, 4],
  ]);
});

test('a region that is not ended, or stands in another one, is an error', () => {
  expect(() => readRegions('shop.py', '# region docs: clean\n')).toThrow('has no `# endregion`');
  expect(() => readRegions('shop.py', '# region docs: clean\n# region docs: flagged\n')).toThrow('shop.py:2');
});

test('keys of the configuration are told from other words in backticks', () => {
  const keys = configurationKeys('`flags.required`, `state.allow`, `flags.unheard-of`, `manage.py`, `flags`');
  expect(keys.map(({ key }) => key)).toEqual(['flags.required', 'state.allow']);
  expect(keys[0]?.preset).toContain('"--dry-run"');
  expect(keys[1]?.preset).toBeUndefined();
});

test('tables and code blocks keep what would end them', () => {
  expect(table(['a'], [['one | two\nthree']])).toBe('| a |\n| --- |\n| one \\| two three |');
  expect(fence('text', '```\ncode\n```')).toBe('````text\n```\ncode\n```\n````');
});
