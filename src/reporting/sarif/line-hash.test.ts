import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineHashes } from './line-hash.ts';

function allHashes(text: string): (string | undefined)[] {
  const count = text.split(/\r\n|\r|\n/).length;
  const lines = Array.from({ length: count }, (_, index) => index + 1);
  const hashes = lineHashes(text, new Set(lines));
  return lines.map((line) => hashes.get(line));
}

/** Published by GitHub with its implementation (github/codeql-action, fingerprints.test.ts). */
const terminated = [
  'e9496ae3ebfced30:1',
  'fb7c023a8b9ccb3f:1',
  'ce8ba1a563dcdaca:1',
  'e20e36e16fcb0cc8:1',
  'b3edc88f2938467e:1',
  'c8e28b0b4002a3a0:1',
  'c129715d7a2bc9a3:1',
];

describe("GitHub's own vectors", () => {
  test.each([
    ['an empty file', '', ['c129715d7a2bc9a3:1']],
    [
      'blanks and tabs',
      ' a\nb\n  \t\tc\n d',
      ['271789c17abda88f:1', '54703d4cd895b18:1', '180aee12dab6264:1', 'a23a3dc5e078b07b:1'],
    ],
    [
      'a last line without an end',
      ' hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End',
      [
        '8b7cf3e952e7aeb2:1',
        'b1ae1287ec4718d9:1',
        'bff680108adb0fcc:1',
        'c6805c5e1288b612:1',
        'b86d3392aea1be30:1',
        'e6ceba753e1a442:1',
      ],
    ],
    ['LF', ' hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n', terminated],
    ['CR', ' hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r', terminated],
    ['CRLF', ' hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n', terminated],
    ['a mixture', ' hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n', terminated],
    [
      'repeated lines',
      'Lorem ipsum dolor sit amet.\n'.repeat(10),
      [
        ...[1, 2, 3, 4, 5, 6].map((occurrence) => `a7f2ff13bc495cf2:${occurrence}`),
        'a7f2ff1481e87703:1',
        'a9cf91f7bbf1862b:1',
        '55ec222b86bcae53:1',
        'cc97dc7b1d7d8f7b:1',
        'c129715d7a2bc9a3:1',
      ],
    ],
  ])('hold for %s', (_title, text, hashes) => {
    expect(allHashes(text)).toEqual(hashes);
  });
});

describe('the hash of a line', () => {
  test('is the same whatever its blanks and line ends', () => {
    expect(allHashes('if sync:\r\n\trun ( )\r\n')).toEqual(allHashes('ifsync:\n    run()\n'));
  });

  test('sees a line end in an LF that a blank separates from the CR before', () => {
    expect(allHashes('a\r \nb')).toEqual(allHashes('a\n\nb'));
  });

  test('is over at the hundredth character', () => {
    const line = 'x'.repeat(100);
    expect(allHashes(`${line}\none`)[0]).toBe(allHashes(`${line}\ntwo`)[0]);
    expect(allHashes(`${line.slice(1)}\none`)[0]).toBe(allHashes(`${line.slice(1)}\ntwo`)[0]);
    expect(allHashes(`${line.slice(2)}\none`)[0]).not.toBe(allHashes(`${line.slice(2)}\ntwo`)[0]);
  });

  test('of a line asked for alone counts the equal lines before it', () => {
    const text = `${'run()\n'.repeat(60)}end()\n`;
    expect(lineHashes(text, new Set([7]))).toEqual(new Map([[7, allHashes(text)[6]]]));
    expect(allHashes(text)[6]).toMatch(/:7$/);
  });

  test('does not exist where the line does not', () => {
    expect(lineHashes('a\n', new Set([0, 3]))).toEqual(new Map());
    expect(lineHashes('a\n', new Set())).toEqual(new Map());
  });

  test('is what a rolling window over big integers gives', () => {
    const piece = fc.constantFrom(
      'a',
      'é',
      '同',
      '🙂',
      '\uffff',
      '\0',
      ' ',
      '\t',
      '\n',
      '\r',
      '\r\n',
      'run()',
      '\n'.repeat(101),
    );
    const text = fc.array(piece, { maxLength: 250 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, (content) => {
        expect(allHashes(content)).toEqual(rollingHashes(content));
      }),
    );
  });
});

/** The algorithm as GitHub describes it: one character after the other through a window of a hundred. */
function rollingHashes(text: string): string[] {
  const mask = (1n << 64n) - 1n;
  const window: { code: bigint; startsLine: boolean }[] = Array.from({ length: 100 }, () => ({
    code: 0n,
    startsLine: false,
  }));
  const counts = new Map<string, number>();
  const hashes: string[] = [];
  let hash = 0n;
  let startsLine = true;
  const push = (code: number) => {
    const gone = window.shift();
    if (gone?.startsLine === true) {
      const hex = hash.toString(16);
      counts.set(hex, (counts.get(hex) ?? 0) + 1);
      hashes.push(`${hex}:${counts.get(hex) ?? 0}`);
    }
    hash = (hash * 37n + BigInt(code) - (gone?.code ?? 0n) * 37n ** 100n) & mask;
    window.push({ code: BigInt(code), startsLine });
    startsLine = code === 10;
  };
  let previous = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const halfOfCrLf = previous === 13 && code === 10;
    previous = code;
    if (code !== 32 && code !== 9 && !halfOfCrLf) push(code === 13 ? 10 : code);
  }
  push(65535);
  startsLine = false;
  for (let index = 0; index < 100; index++) {
    push(0);
    startsLine = false;
  }
  return hashes;
}
