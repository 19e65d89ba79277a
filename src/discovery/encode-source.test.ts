import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeSource } from './decode-source.ts';
import { encodeSource } from './encode-source.ts';

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

function textOf(bytes: Buffer): string {
  const source = decodeSource(bytes);
  if ('unreadable' in source) throw new Error(source.unreadable);
  return source.text;
}

describe('a text is written as it was read', () => {
  test('in UTF-8, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (name, marked) => {
        const text = `x = 1\r\n"${name.replaceAll('\0', '')}"\r`;
        const bytes = Buffer.from(`${marked ? '\ufeff' : ''}${text}`);
        expect(encodeSource(text, bytes)).toEqual({ bytes });
      }),
    );
  });

  test.each(['latin-1', 'iso-8859-15', 'cp1252', 'cp1251', 'koi8-r', 'iso-8859-9', 'mac-roman'])(
    'in %s, with every byte that it has',
    (name) => {
      const usable = Array.from({ length: 0xe0 }, (_, index) => index + 0x20).filter((byte) => {
        return 'text' in decodeSource(Buffer.concat([latin1(`# coding: ${name}\n# `), Buffer.from([byte])]));
      });
      const bytes = Buffer.concat([latin1(`# coding: ${name}\n# `), Buffer.from(usable)]);
      expect(usable.length).toBeGreaterThan(200);
      expect(encodeSource(textOf(bytes), bytes)).toEqual({ bytes });
    },
  );

  test.each([
    ['shift_jis', [0x93, 0xfa, 0x96, 0x7b]],
    ['gbk', [0xd6, 0xd0, 0xb9, 0xfa]],
    ['euc-kr', [0xc7, 0xd1, 0xb1, 0xdb]],
    ['big5', [0xa4, 0xa4, 0xa4, 0xe5]],
  ])('in %s, with two bytes a character', (name, characters) => {
    const bytes = Buffer.concat([latin1(`# coding: ${name}\n# `), Buffer.from(characters)]);
    expect(textOf(bytes)).toMatch(/# \S\S$/);
    expect(encodeSource(textOf(bytes), bytes)).toEqual({ bytes });
  });
});

describe('what cannot be written is refused', () => {
  test('a character that the encoding does not have', () => {
    expect(encodeSource('# coding: latin-1\n# €', latin1('# coding: latin-1\n'))).toEqual({
      unwritable: 'the new text cannot be written in `latin-1`',
    });
    expect(encodeSource('# coding: ascii\n# é', latin1('# coding: ascii\n'))).toHaveProperty('unwritable');
  });

  test('a lone surrogate', () => {
    expect(encodeSource('x = "\ud800"\n', Buffer.from('x = 1\n'))).toHaveProperty('unwritable');
  });

  test('a text that declares another encoding than before', () => {
    expect(encodeSource('# coding: latin-1\n# é\n', Buffer.from('# é\n'))).toHaveProperty('unwritable');
  });

  test('a text whose encoding takes states: no character of it has bytes of its own', () => {
    const bytes = latin1('# coding: iso-2022-jp\n# \x1b$B$"\x1b(B\n');
    expect(encodeSource(textOf(bytes), bytes)).toHaveProperty('unwritable');
  });
});
