import { describe, expect, test } from 'vitest';
import { fingerprint, ruleId, type Finding } from '../core/finding.ts';
import { filePath } from '../core/location.ts';
import { compareWithExpectations, readExpectations } from './expectations.ts';

function finding(line: number, message = 'a flaw', messageId = 'flawed', id = 'some-flaw'): Finding {
  return {
    ruleId: ruleId(id),
    messageId,
    message,
    data: {},
    severity: 'error',
    confidence: 'certain',
    at: { file: filePath('a.py'), region: { startLine: line, startColumn: 1, endLine: line, endColumn: 2 } },
    related: [],
    flow: [],
    fingerprint: fingerprint(`${line}`),
  };
}

const read = (...lines: readonly string[]) => readExpectations('a.py', lines.join('\n'));

describe('an expectation', () => {
  test('behind code speaks of its own line', () => {
    expect(read('x = 1', 'y = 2  # expect: some-flaw/flawed "a `y`"')).toEqual([
      { kind: 'expect', rule: 'some-flaw', messageId: 'flawed', text: 'a `y`', file: 'a.py', line: 2 },
    ]);
  });

  test('that stands alone speaks of the next line that is no comment', () => {
    const found = read('# expect: some-flaw', '# why', '', '# expect-none: other-flaw', 'x = 1');
    expect(found.map(({ kind, rule, line }) => [kind, rule, line])).toEqual([
      ['expect', 'some-flaw', 5],
      ['expect-none', 'other-flaw', 5],
    ]);
  });

  test('that stands alone speaks of a comment that suppresses, since such a comment may be flawed itself', () => {
    expect(read('# expect: some-flaw', '# synclint: disable[x] y', 'x = 1')).toMatchObject([{ line: 2 }]);
    expect(read('# expect: some-flaw', '# noqa: some-flaw', 'x = 1')).toMatchObject([{ line: 2 }]);
  });

  test('about the file speaks of the first line', () => {
    expect(read('x = 1', '# expect-file: some-flaw', 'y = 1')).toMatchObject([{ kind: 'expect', line: 1 }]);
  });

  test('at the end of a file is refused, since it speaks of nothing', () => {
    expect(() => read('x = 1', '# expect: some-flaw')).toThrow('speaks of nothing');
  });

  test('is none when it is only nearly one', () => {
    expect(read('# expects: some-flaw', '# expect some-flaw', 'x = 1  # expect: some-flaw because')).toEqual([]);
  });

  test('has lines that end in any way', () => {
    expect(readExpectations('a.py', 'a = 1\r\rb = 1\r\nc = 1  # expect: some-flaw\r\n')).toMatchObject([{ line: 4 }]);
  });
});

describe('findings and expectations', () => {
  test('agree where each has its counterpart', () => {
    const expectations = read(
      'a  # expect: some-flaw',
      '# expect: some-flaw "one"',
      '# expect: some-flaw/odd',
      'b',
      'c  # expect-none: some-flaw',
    );
    const found = [finding(1), finding(4, 'number one'), finding(4, 'another', 'odd')];
    expect(compareWithExpectations(found, expectations)).toEqual([]);
  });

  test('differ by what is missing, noisy, a false alarm or no longer to do', () => {
    const expectations = read(
      'a  # expect: some-flaw/flawed "x"',
      'b  # expect-none: some-flaw',
      'c  # expect-todo: some-flaw',
      'd',
    );
    const found = [finding(2), finding(3), finding(4)];
    expect(compareWithExpectations(found, expectations)).toEqual([
      'false alarm: a.py:2 some-flaw',
      'missing: a.py:1 some-flaw/flawed "x"',
      'no longer to do: a.py:3 some-flaw',
      'noisy: a.py:2 some-flaw/flawed "a flaw"',
      'noisy: a.py:4 some-flaw/flawed "a flaw"',
    ]);
  });

  test('are matched one to one, the most precise expectation first', () => {
    const expectations = read('# expect: some-flaw', '# expect: some-flaw "one"', 'x = 1');
    expect(compareWithExpectations([finding(3, 'one'), finding(3, 'two')], expectations)).toEqual([]);
    expect(compareWithExpectations([finding(3, 'one')], expectations)).toEqual(['missing: a.py:3 some-flaw']);
    expect(
      compareWithExpectations([finding(3, 'one'), finding(3, 'two'), finding(3, 'two')], expectations),
    ).toHaveLength(1);
  });

  test('differ when the rule or the file is another', () => {
    const expectations = read('a  # expect: some-flaw');
    expect(compareWithExpectations([finding(1, 'a', 'flawed', 'other-flaw')], expectations)).toHaveLength(2);
  });
});
