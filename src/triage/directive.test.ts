import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDirectives } from './directive.ts';
import { knownIds } from './testing/python-file.ts';

const parse = (comment: string) => parseDirectives(comment, (id) => knownIds.has(id));
const idsOf = (comment: string) => parse(comment).map(({ directive, ids }) => [directive, ...ids.map(({ id }) => id)]);

describe('a suppression', () => {
  test('has ids and a reason', () => {
    const comment = '# synclint: ignore[custom-sync-field, custom-sync-table] the source sends it';
    expect(parse(comment)).toEqual([
      {
        directive: 'ignore',
        start: 0,
        end: comment.length,
        ids: [
          { id: 'custom-sync-field', start: 19 },
          { id: 'custom-sync-table', start: 38 },
        ],
        reason: 'the source sends it',
      },
    ]);
  });

  test.each([
    ['#synclint:ignore[custom-sync-field]', 'ignore'],
    ['#  SyncLint :  File-Ignore [ custom-sync-field ]', 'file-ignore'],
    ['# synclint: disable[custom-sync-field]', 'disable'],
    ['# synclint: ENABLE[custom-sync-field,]', 'enable'],
    ['# type: ignore[misc] # synclint: ignore[custom-sync-field]', 'ignore'],
    ['# type: ignore# synclint: ignore[custom-sync-field]', 'ignore'],
  ])('is read from %j', (comment, directive) => {
    expect(idsOf(comment)).toEqual([[directive, 'custom-sync-field']]);
  });

  test.each([
    '# synclint is great',
    '# synclint: ignored[custom-sync-field]',
    '# synclint: ignore-all[custom-sync-field]',
    '# see synclint: ignore[custom-sync-field]',
    '# write `# synclint: ignore[custom-sync-field]` to suppress it',
    '# noqa',
    '# noqa custom-sync-field',
  ])('is not read from %j', (comment) => {
    expect(parse(comment)).toEqual([]);
  });

  test.each(['# synclint: ignore', '# synclint: ignore[]', '# synclint: ignore[custom-sync-field reason'])(
    'without a list names nothing: %j',
    (comment) => {
      expect(idsOf(comment)).toEqual([['ignore']]);
    },
  );

  test('may stand beside another one', () => {
    const comment = '# synclint: ignore[custom-sync-field] one # noqa: E501, custom-sync-table two';
    expect(parse(comment).map(({ reason }) => reason)).toEqual(['one', 'two']);
    expect(idsOf(comment)).toEqual([
      ['ignore', 'custom-sync-field'],
      ['noqa', 'E501', 'custom-sync-table'],
    ]);
  });
});

describe('the reason', () => {
  test.each([
    ['see #12', 'see #12'],
    ['- the source sends it', 'the source sends it'],
    [': the source sends it ', 'the source sends it'],
    ['the source # expect: missing-required-flag', 'the source'],
    ['the source #noqa', 'the source'],
    ['', ''],
    ['until=2026-12-31', ''],
    ['until=2026-12-31 gone with v2', 'gone with v2'],
    ['gone with v2 (until=2026-12-31)', 'gone with v2'],
    ['kept until the v2 importer is gone', 'kept until the v2 importer is gone'],
  ])('of %j is %j', (text, reason) => {
    expect(parse(`# synclint: ignore[custom-sync-field] ${text}`)[0]?.reason).toBe(reason);
  });

  test.each([
    ['until=2026-12-31', '2026-12-31'],
    ['gone, Until = 2026-12-31.', '2026-12-31'],
    ['(until=2026-12-31)', '2026-12-31'],
    ['until=summer', 'summer'],
    ['until=', ''],
    ['valid-until=2026-12-31', undefined],
  ])('with %j ends at %j', (text, until) => {
    expect(parse(`# synclint: ignore[custom-sync-field] ${text}`)[0]?.until).toBe(until);
  });
});

describe('the list of a noqa', () => {
  test.each([
    ['# noqa: custom-sync-field', ['custom-sync-field']],
    ['# NOQA:E501,custom-sync-field', ['E501', 'custom-sync-field']],
    ['# noqa: E501 W291 custom-sync-field well known', ['E501', 'W291', 'custom-sync-field']],
    ['# noqa: other-linter, custom-sync-field', ['other-linter', 'custom-sync-field']],
    ['# noqa: custom-sync-field, because of v2', ['custom-sync-field']],
  ])('ends where the reason starts: %j', (comment, ids) => {
    expect(idsOf(comment)).toEqual([['noqa', ...ids]]);
  });
});

test('ids and places are read back from whatever list was written', () => {
  const id = fc.stringMatching(/^[a-z]{1,8}(-[a-z]{1,8}){0,3}$/);
  const blank = fc.stringMatching(/^[ \t]{0,3}$/);
  const reason = fc.stringMatching(/^[a-zA-Z]?[^#\r\n\]]{0,20}$/);
  fc.assert(
    fc.property(fc.array(id, { minLength: 1, maxLength: 5 }), blank, reason, (ids, gap, text) => {
      const comment = `#${gap}synclint:${gap}ignore${gap}[${gap}${ids.join(`${gap},${gap}`)}${gap}] ${text}`;
      const [directive, ...others] = parse(comment);
      expect(others).toEqual([]);
      expect(directive?.ids.map((entry) => entry.id)).toEqual(ids);
      for (const entry of directive?.ids ?? []) expect(comment.startsWith(entry.id, entry.start)).toBe(true);
    }),
  );
});

test('no comment makes the parser fail or read beyond its end', () => {
  const part = fc.constantFrom(
    '# ',
    '# synclint: ignore[',
    ' ',
    'synclint:',
    'ignore',
    '[',
    ']',
    'noqa:',
    'until=',
    'custom-sync-field',
    ',',
    'E501',
  );
  const comment = fc
    .array(fc.oneof(part, fc.string({ unit: 'binary', maxLength: 3 })))
    .map((parts) => `#${parts.join('')}`);
  fc.assert(
    fc.property(comment, (text) => {
      let end = 0;
      for (const directive of parse(text)) {
        expect(directive.start).toBeGreaterThanOrEqual(end);
        expect(text[directive.start]).toBe('#');
        ({ end } = directive);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});
