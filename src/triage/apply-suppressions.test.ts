import { describe, expect, test } from 'vitest';
import type { Finding } from '../core/finding.ts';
import { applySuppressions } from './apply-suppressions.ts';
import { suppressOwnFindings } from './suppress-own-findings.ts';
import { commentsOf, file, findingOn, knownIds } from './testing/python-file.ts';

const ignore = '# synclint: ignore[custom-sync-field] reason';

function apply(lines: readonly string[], ...findings: Finding[]) {
  const text = `${lines.join('\n')}\n`;
  return applySuppressions({
    findings,
    comments: new Map([[file, commentsOf(text)]]),
    enabledIds: new Set(['custom-sync-field']),
    knownIds,
    today: '2026-05-01',
    source: () => text,
  });
}

/** The start lines of the findings that are suppressed. */
function suppressedLines(lines: readonly string[], ...findings: Finding[]): number[] {
  const { findings: all } = apply(lines, ...findings);
  return all.filter((finding) => finding.suppression !== undefined).map(({ at }) => at.region.startLine);
}

const everyLine = (count: number) => Array.from({ length: count }, (_, index) => findingOn(index + 1));

describe('an ignore', () => {
  test('behind code suppresses on its line only', () => {
    expect(suppressedLines(['a', `b  ${ignore}`, 'c'], ...everyLine(3))).toEqual([2]);
  });

  test('that stands alone suppresses on its own line and on the next', () => {
    expect(suppressedLines(['a', ignore, 'c', 'd'], ...everyLine(4))).toEqual([2, 3]);
  });

  test('in a block of comments suppresses on the line below the block', () => {
    const other = '# synclint: ignore[custom-sync-table] reason';
    expect(suppressedLines([ignore, other, '# more', 'd', 'e'], findingOn(4), findingOn(5))).toEqual([4]);
  });

  test('above a blank line does not reach the code below', () => {
    expect(suppressedLines([ignore, '', 'c'], findingOn(3))).toEqual([]);
  });

  test('on the first or the last line of a finding suppresses it, one between does not', () => {
    expect(suppressedLines([`a(  ${ignore}`, 'b', ')'], findingOn(1, 3))).toEqual([1]);
    expect(suppressedLines(['a(', `b  ${ignore}`, ')'], findingOn(1, 3))).toEqual([]);
    expect(suppressedLines(['a(', 'b', `)  ${ignore}`], findingOn(1, 3))).toEqual([1]);
  });

  test('leaves findings of other rules', () => {
    expect(suppressedLines([`a  ${ignore}`], findingOn(1, 1, 'custom-sync-table'))).toEqual([]);
  });

  test('hands on its reason and its place', () => {
    const [finding] = apply([`a  ${ignore}`], findingOn(1)).findings;
    expect(finding?.suppression).toEqual({
      kind: 'inline',
      reason: 'reason',
      at: { file, region: { startLine: 1, startColumn: 4, endLine: 1, endColumn: 4 + ignore.length } },
    });
  });

  test('works whatever the case of the id', () => {
    expect(suppressedLines(['a  # Synclint: Ignore[Custom-Sync-Field] reason'], findingOn(1))).toEqual([1]);
  });

  test('leaves files without comments alone', () => {
    const finding = findingOn(1);
    const input = { comments: new Map(), enabledIds: knownIds, knownIds, today: '2026-05-01', source: () => undefined };
    expect(applySuppressions({ ...input, findings: [finding] })).toEqual({ findings: [finding], suppressions: [] });
  });
});

describe('wider suppressions', () => {
  const disable = '# synclint: disable[custom-sync-field] reason';
  const enable = '# synclint: enable[custom-sync-field]';

  test('a file-ignore suppresses everywhere in its file', () => {
    expect(suppressedLines(['a', 'b', '# synclint: file-ignore[custom-sync-field] x'], ...everyLine(3))).toEqual([
      1, 2, 3,
    ]);
  });

  test('a range goes from disable to the line before enable', () => {
    expect(suppressedLines(['a', disable, 'c', enable, 'e'], ...everyLine(5))).toEqual([2, 3]);
  });

  test('a range without an end goes to the end of the file', () => {
    expect(suppressedLines(['a', disable, 'c'], ...everyLine(3))).toEqual([2, 3]);
  });

  test('an enable of another rule ends nothing', () => {
    const other = '# synclint: enable[custom-sync-table]';
    expect(suppressedLines([disable, other, 'c'], ...everyLine(3))).toEqual([1, 2, 3]);
  });

  test('a noqa with the id suppresses on its line, a bare one and foreign codes do not', () => {
    const lines = [
      'a  # noqa: E501, custom-sync-field',
      'b  # noqa',
      'c  # noqa: E501',
      '# noqa: custom-sync-field',
      'e',
    ];
    expect(suppressedLines(lines, ...everyLine(5))).toEqual([1, 4]);
  });
});

describe('an entry', () => {
  const uses = (lines: readonly string[], ...findings: Finding[]) =>
    apply(lines, ...findings).suppressions.flatMap(({ entries }) => entries.map(({ used }) => used));

  test('is used when it suppresses, the narrowest before the wider ones', () => {
    const fileWide = '# synclint: file-ignore[custom-sync-field] x';
    expect(uses([fileWide, `b  ${ignore}`], findingOn(2))).toEqual([false, true]);
    expect(uses([fileWide, `b  ${ignore}`, 'c'], findingOn(2), findingOn(3))).toEqual([true, true]);
  });

  test('of an enable is used when it ends a range, even one that suppressed nothing', () => {
    const range = ['# synclint: disable[custom-sync-field] x', 'b', '# synclint: enable[custom-sync-field]'];
    expect(uses([...range, 'd', '# synclint: enable[custom-sync-field]'])).toEqual([false, true, false]);
  });

  test('written twice is used once', () => {
    expect(uses(['a  # synclint: ignore[custom-sync-field, custom-sync-field] x'], findingOn(1))).toEqual([
      true,
      false,
    ]);
  });

  test('says whether it is known and whether its rule ran', () => {
    const { suppressions } = apply([
      'a  # synclint: ignore[custom-sync-field, custom-sync-table, custom-sync-feild] x',
    ]);
    const entries = suppressions[0]?.entries.map(({ id, known, enabled, nearest }) => ({
      id,
      known,
      enabled,
      nearest,
    }));
    expect(entries).toEqual([
      { id: 'custom-sync-field', known: true, enabled: true, nearest: undefined },
      { id: 'custom-sync-table', known: true, enabled: false, nearest: undefined },
      { id: 'custom-sync-feild', known: false, enabled: false, nearest: 'custom-sync-field' },
    ]);
  });
});

describe('a date', () => {
  const withDate = (until: string) => [`a  # synclint: ignore[custom-sync-field] until=${until} gone with v2`];

  test('that lies ahead lets the comment suppress', () => {
    expect(suppressedLines(withDate('2026-05-01'), findingOn(1))).toEqual([1]);
  });

  test.each(['2026-04-30', 'summer'])('%s lets the finding return', (until) => {
    const { findings, suppressions } = apply(withDate(until), findingOn(1));
    expect(findings).toEqual([findingOn(1)]);
    expect(suppressions[0]?.expiry.state).toMatch(/expired|malformed/);
    expect(suppressions[0]?.entries[0]?.used).toBe(false);
  });

  test('that is over gives way to a wider suppression', () => {
    const lines = [...withDate('2026-04-30'), '# synclint: file-ignore[custom-sync-field] x'];
    expect(suppressedLines(lines, findingOn(1))).toEqual([1]);
  });
});

describe('findings about suppressions', () => {
  const own = findingOn(1, 1, 'unused-suppression');
  const suppressed = (comment: string) => {
    const { suppressions } = apply([`a  ${comment}`]);
    return suppressOwnFindings([own], suppressions)[0]?.suppression?.reason;
  };

  test('are suppressed for a whole file', () => {
    expect(suppressed('# synclint: file-ignore[unused-suppression] generated')).toBe('generated');
  });

  test.each([
    '# synclint: ignore[unused-suppression] x',
    '# synclint: disable[unused-suppression] x',
    '# synclint: file-ignore[unused-suppression] until=2026-04-30 x',
    '# synclint: file-ignore[custom-sync-field] x',
  ])('are not suppressed by %s', (comment) => {
    expect(suppressed(comment)).toBeUndefined();
  });
});
