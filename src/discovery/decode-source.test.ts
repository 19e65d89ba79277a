import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeSource } from './decode-source.ts';

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('UTF-8', () => {
  test('is what a file is in unless it says otherwise', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const text = `x = 1\n"""${name.replaceAll('\0', '')}"""\r\n`;
        expect(decodeSource(Buffer.from(text))).toEqual({ text, hadBom: false, encoding: 'utf-8' });
      }),
    );
  });

  test('loses its byte order mark and nothing else', () => {
    expect(decodeSource(Buffer.from('\ufeffx\f\r\ny\r'))).toMatchObject({ text: 'x\f\r\ny\r', hadBom: true });
    expect(decodeSource(Buffer.from(''))).toMatchObject({ text: '', hadBom: false });
  });

  test('that is broken is refused with its line', () => {
    expect(decodeSource(latin1('x\r\ny\nname = "é"\n'))).toEqual({
      unreadable: 'line 3 is not valid UTF-8, and no encoding is declared',
    });
    expect(decodeSource(Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]))).toHaveProperty('unreadable');
  });

  test.each(['utf-8', 'UTF8', 'utf_8', 'utf-8-sig'])('may be declared as %s', (name) => {
    expect(decodeSource(Buffer.from(`# coding: ${name}\n# é`))).toHaveProperty('text', `# coding: ${name}\n# é`);
  });
});

describe('a declared encoding', () => {
  test.each([
    ['latin-1', '# -*- coding: latin-1 -*-\n# \xe9\x80', '# -*- coding: latin-1 -*-\n# é\x80'],
    ['ISO-8859-1 in the second line', '#!/usr/bin/python\n# vim: set fileencoding=ISO-8859-1 :\n\x93', '\x93'],
    ['cp1252', '# coding=cp1252\n\x93', '“'],
    ['iso-8859-15', '# coding: iso-8859-15\n\xa4', '€'],
    ['iso-8859-9, whose control characters stay', '# coding: iso-8859-9\n\x80\xfd', '\x80ı'],
    ['koi8-r', '# coding: koi8-r\n\xc1', 'а'],
    ['gbk', '# coding: gbk\n\xc4\xe3', '你'],
    ['ascii', '# coding: ascii\nx', 'x'],
  ])('decodes: %s', (_, bytes, ending) => {
    const decoded = decodeSource(latin1(bytes));
    expect('text' in decoded && decoded.text.endsWith(ending)).toBe(true);
  });

  test.each([
    [
      'cp1252 with a byte that it leaves undefined',
      '# coding: cp1252\n\x81',
      'the file is not valid `cp1252`, which it declares',
    ],
    ['ascii with another byte', '# coding: us-ascii\n\xe9', 'the file is not valid `us-ascii`, which it declares'],
    ['a name that nobody knows', '# coding: klingon\n', 'unknown encoding `klingon`'],
    ['utf-16, which contradicts that it can be read', '# coding: utf-16\n', 'unknown encoding `utf-16`'],
    [
      'another than its byte order mark',
      '\xef\xbb\xbf# coding: latin-1\n',
      'the file starts with a UTF-8 byte order mark but declares `latin-1`',
    ],
  ])('is refused: %s', (_, bytes, unreadable) => {
    expect(decodeSource(latin1(bytes))).toEqual({ unreadable });
  });

  test.each([
    ['after code', 'x = 1\n# coding: latin-1\n"\xe9"'],
    ['in the third line', '\n\n# coding: latin-1\n"\xe9"'],
    ['in a string', 'x = "# coding: latin-1"\n"\xe9"'],
  ])('does not count %s', (_, bytes) => {
    expect(decodeSource(latin1(bytes))).toHaveProperty('unreadable');
  });
});

test.each([
  ['UTF-16 little-endian', Buffer.from('\ufeffx', 'utf16le'), 'the file is UTF-16; Python reads UTF-8'],
  ['UTF-16 big-endian', Buffer.from('\ufeffx', 'utf16le').swap16(), 'the file is UTF-16; Python reads UTF-8'],
  ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x78, 0, 0, 0]), 'the file is UTF-32; Python reads UTF-8'],
  ['a NUL byte', Buffer.from('a\nb\0'), 'line 2 contains a NUL byte'],
])('%s is refused', (_, bytes, unreadable) => {
  expect(decodeSource(bytes)).toEqual({ unreadable });
});
