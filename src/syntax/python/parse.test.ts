import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Block, Expression, FunctionDefinition, Statement } from '../../core/python.ts';
import { mutators } from '../../core/mutators.ts';
import { expressionsOf, walkExpression, walkStatements } from '../../facts/walk.ts';
import { libraryTexts } from '../../testing/python-library.ts';
import { createPythonParser } from './parse.ts';

const parser = await createPythonParser();
const library = libraryTexts(60);

function statement(source: string): Statement {
  const { body, firstError } = parser.parse(source);
  const [only, ...others] = body;
  if (only === undefined || others.length > 0) throw new Error(`one statement expected in ${source}`);
  expect(firstError).toBeUndefined();
  return only;
}

function expression(source: string): Expression {
  const parsed = statement(`(${source})\n`);
  if (parsed.kind !== 'expression') throw new Error(`${source} is a statement`);
  return parsed.value;
}

/** Source text of everything in a block that has a place. */
function spansOf(body: Block): readonly { start: number; end: number }[] {
  return [...walkStatements(body)].flatMap((found) => [
    found,
    ...expressionsOf(found).flatMap((part) => [...walkExpression(part)]),
  ]);
}

describe('an expression', () => {
  test.each([
    ['name', 'name'],
    ['a.b', 'attribute'],
    ['f(x, *rest, key=1, **more)', 'call'],
    ['"text"', 'string'],
    ['f"{x}"', 'formatted'],
    ['1_000', 'number'],
    ['1.5e3', 'opaque'],
    ['0x1F', 'number'],
    ['1j', 'opaque'],
    ['...', 'opaque'],
    ['True', 'constant'],
    ['None', 'constant'],
    ['[1, 2]', 'sequence'],
    ['1, 2', 'sequence'],
    ['{1, 2}', 'sequence'],
    ['{1: 2, **more}', 'dict'],
    ['a + b', 'operation'],
    ['a and b', 'operation'],
    ['not a', 'operation'],
    ['a < b <= c', 'operation'],
    ['a not in b', 'operation'],
    ['-a', 'operation'],
    ['-1', 'number'],
    ['a if b else c', 'conditional'],
    ['a[0]', 'subscript'],
    ['a[1:2, ...]', 'subscript'],
    ['[x for x in y if z]', 'comprehension'],
    ['{x: y for x, y in z}', 'comprehension'],
    ['{x for x in y}', 'comprehension'],
    ['x for x in y', 'comprehension'],
    ['lambda a, *b, c=1, **d: a', 'lambda'],
    ['await x', 'await'],
    ['x := 1', 'named'],
    ['(yield)', 'yield'],
    ['yield x', 'yield'],
    ['yield from x', 'yield'],
    ['b"x"', 'opaque'],
    ['t"{x}"', 'opaque'],
  ])('%s is a %s', (source, kind) => {
    expect(expression(source).kind).toBe(kind);
  });

  test('keeps operators and operands in order', () => {
    expect(expression('a < b is not c')).toMatchObject({
      operators: ['<', 'is not'],
      operands: [{ id: 'a' }, { id: 'b' }, { id: 'c' }],
    });
    expect(expression('a or b')).toMatchObject({ operators: ['or'], operands: [{ id: 'a' }, { id: 'b' }] });
  });

  test('tells what is yielded, and whether it is handed on', () => {
    expect(expression('yield')).toEqual({ kind: 'yield', delegates: false, start: 1, end: 6 });
    expect(expression('yield a, b')).toMatchObject({ delegates: false, value: { kind: 'sequence', form: 'tuple' } });
    expect(expression('(yield  # from here\n  a)')).toMatchObject({ delegates: false, value: { id: 'a' } });
    expect(expression('(yield  # on\n  from a)')).toMatchObject({ delegates: true, value: { id: 'a' } });
  });

  test('tells arguments, starred ones and keywords apart', () => {
    expect(expression('f(x, *rest, key=1, **more)')).toMatchObject({
      args: [{ kind: 'name' }, { kind: 'starred' }],
      keywords: [{ name: 'key' }, { name: null, value: { id: 'more' } }],
    });
    // A backslash at the end of a line is no argument.
    expect(expression('f(x, \\\n key=1, \\\n other=2)')).toMatchObject({ args: [{ id: 'x' }], keywords: [{}, {}] });
    expect(expression('f(x for x in y)')).toMatchObject({ args: [{ kind: 'comprehension', form: 'generator' }] });
  });

  test('reads a ternary as test, then and otherwise', () => {
    expect(expression('a if b else c')).toMatchObject({
      test: { id: 'b' },
      then: { id: 'a' },
      otherwise: { id: 'c' },
    });
  });

  test('keeps comments within it out', () => {
    expect(expression('f(  # why\n  x,  # that\n)')).toMatchObject({ args: [{ id: 'x' }], keywords: [] });
    expect(expression('[\n  1,\n  # two\n  3,\n]')).toMatchObject({ items: [{ value: 1 }, { value: 3 }] });
  });
});

describe('a statement', () => {
  test.each([
    ['import a.b as c', { kind: 'import', module: 'a.b', alias: 'c' }],
    ['from ..a import b as c', { kind: 'from-import', module: 'a', level: 2, star: false }],
    ['from . import b', { kind: 'from-import', module: '', level: 1, names: [{ name: 'b', alias: null }] }],
    ['from a import *', { kind: 'from-import', star: true, names: [] }],
    ['from a import (\n  b,  # one\n  c,\n)', { kind: 'from-import', names: [{ name: 'b' }, { name: 'c' }] }],
    ['from __future__ import annotations', { kind: 'from-import', module: '__future__', level: 0 }],
    ['a = b = 1', { kind: 'assign', targets: [{ id: 'a' }, { id: 'b' }], value: { value: 1 } }],
    ['a: int = 1', { kind: 'assign', annotation: { id: 'int' }, value: { value: 1 } }],
    ['a += 1', { kind: 'assign', operator: '+=', targets: [{ id: 'a' }] }],
    ['a, (b, *c) = d', { kind: 'assign', targets: [{ kind: 'sequence', items: [{}, { kind: 'sequence' }] }] }],
    ['return', { kind: 'return' }],
    ['return a, b', { kind: 'return', value: { kind: 'sequence' } }],
    ['raise A from b', { kind: 'raise', value: { id: 'A' } }],
    ['while a:\n  b\nelse:\n  c', { kind: 'loop', subject: { id: 'a' }, body: [{}], otherwise: [{}] }],
    ['for a in b:\n  c\nelse:\n  d', { kind: 'loop', target: { id: 'a' }, subject: { id: 'b' }, otherwise: [{}] }],
    ['async for a in b:\n  c', { kind: 'loop', target: { id: 'a' } }],
    ['with a as b, c:\n  d', { kind: 'with', items: [{ target: { id: 'b' } }, { context: { id: 'c' } }] }],
    ['with (a as b, c as d):\n  e', { kind: 'with', items: [{ context: { id: 'a' } }, { target: { id: 'd' } }] }],
    ['async def f(a, /, b: int = 1, *, c, **d): ...', { kind: 'function', async: true, name: 'f' }],
    [
      '@a.b(1)\nclass C(D, metaclass=E): ...',
      { kind: 'class', bases: [{ id: 'D' }], keywords: [{ name: 'metaclass' }] },
    ],
    ['class C[T: int]: ...', { kind: 'class', name: 'C', bases: [] }],
    ['def f[T](x: T) -> T: ...', { kind: 'function', name: 'f', parameters: [{ name: 'x' }] }],
    ['type X = int', { kind: 'other' }],
    ['del a, b', { kind: 'other', form: 'delete_statement' }],
    ['global a', { kind: 'other' }],
    ['assert a, b', { kind: 'other', expressions: [{ id: 'a' }, { id: 'b' }] }],
    ['match a:\n  case [b, *_] if c:\n    d\n  case _:\n    e', { kind: 'other', blocks: [[{}], [{}]] }],
    ['try:\n  a\nexcept B as c:\n  d\nelse:\n  e\nfinally:\n  f', { kind: 'try', handlers: [{ name: 'c' }] }],
    ['try:\n  a\nexcept (B, C):\n  d', { kind: 'try', handlers: [{ type: { kind: 'sequence' } }] }],
    ['try:\n  a\nexcept B, C:\n  d', { kind: 'try', handlers: [{ type: { items: [{ id: 'B' }, { id: 'C' }] } }] }],
    ['try:\n  a\nexcept* B:\n  d', { kind: 'try', handlers: [{ type: { id: 'B' } }] }],
    ['try:\n  a\nexcept:\n  d', { kind: 'try', handlers: [{ body: [{}] }] }],
    ['x = yield', { kind: 'assign', targets: [{ id: 'x' }] }],
  ])('%j is read', (source, expected) => {
    expect(statement(`${source}\n`)).toMatchObject(expected);
  });

  test('has its alternatives nested, however many `elif` there are', () => {
    expect(statement('if a:\n  b\nelif c:\n  d\nelif e:\n  f\nelse:\n  g\n')).toMatchObject({
      test: { id: 'a' },
      otherwise: [{ kind: 'if', test: { id: 'c' }, otherwise: [{ test: { id: 'e' }, otherwise: [{}] }] }],
    });
  });

  test('is one with many blocks from the twentieth `elif` on, so that ten thousand of them are no problem', () => {
    const clauses = Array.from({ length: 10_000 }, (_, index) => `elif a${index}:\n    b${index}\n`).join('');
    const chain = statement(`if a:\n  b\n${clauses}else:\n    c\n`);
    const names = [...walkStatements([chain])].flatMap((found) => expressionsOf(found)).map((found) => found.kind);
    expect(names.length).toBe(20_003);
    const found = [...walkStatements([chain])].find(({ kind }) => kind === 'other');
    expect(found).toMatchObject({ form: 'elif_clause', expressions: { length: 9_980 }, blocks: { length: 9_981 } });
  });

  test('has parameters of every form', () => {
    expect(statement('def f(a, /, b: int = 1, *c, d, e=2, **f): ...\n')).toMatchObject({
      parameters: [
        { name: 'a', form: 'plain' },
        { name: 'b', form: 'plain', annotation: { id: 'int' }, default: { value: 1 } },
        { name: 'c', form: 'list' },
        { name: 'd', form: 'plain' },
        { name: 'e', form: 'plain', default: { value: 2 } },
        { name: 'f', form: 'dict' },
      ],
    });
  });

  test('stands on one line with others', () => {
    expect(parser.parse('a = 1; b = 2; c()\n').body.map(({ kind }) => kind)).toEqual([
      'assign',
      'assign',
      'expression',
    ]);
  });
});

describe('a file', () => {
  test.each([
    ['with a byte that ends nothing', 'a = 1\n\fb = 2\n', 2],
    ['with carriage returns', 'a = 1\r\nif a:\r\n    b = 2\r\n', 2],
    ['with tabs', 'if a:\n\tb = 1\n\tc = 2\n', 1],
    ['without a last line end', 'a = 1\nb = 2', 2],
    ['of nothing', '', 0],
    ['of comments', '# a\n\n# b', 0],
    ['with names that are not ASCII', 'größe = "é"\n变量 = größe\n', 2],
  ])('%s is read', (_, text, statements) => {
    const parsed = parser.parse(text);
    expect(parsed.body).toHaveLength(statements);
    expect(parsed.firstError).toBeUndefined();
  });

  test('has its comments, with those behind code', () => {
    const { comments } = parser.parse('# a\nx = 1  # b\ndef f():\n    # c\n    pass\ny = "# d"\n');
    expect(comments.map(({ text }) => text)).toEqual(['# a', '# b', '# c']);
  });

  test('with a syntax error says where the first one is, and keeps the rest', () => {
    const { body, firstError } = parser.parse('a = 1\ndef f(:\n    pass\nclass C:\n    b = 2\n');
    expect(firstError).toBeGreaterThan(5);
    expect(body[0]).toMatchObject({ kind: 'assign' });
    expect([...walkStatements(body)].some(({ kind }) => kind === 'class')).toBe(true);
  });

  test('with thousands of nested parentheses is survived', () => {
    const depth = 2_000;
    const { body } = parser.parse(`x = ${'('.repeat(depth)}1${')'.repeat(depth)}\ny = 2\n`);
    expect(spansOf(body).length).toBeGreaterThan(0);
  });

  test('with thousands of nested blocks, operators and attributes is survived', () => {
    const nested = Array.from({ length: 300 }, (_, level) => `${' '.repeat(level)}if a:`).join('\n');
    // Python says of it: too many levels of indentation.
    expect(parser.parse(`${nested}\n${' '.repeat(300)}b = 1\n`).firstError).toBeGreaterThan(0);
    const chains = Array.from({ length: 90 }, (_, level) => {
      const indent = ' '.repeat(level);
      return `${indent}if a:\n${indent} b\n${`${indent}elif a:\n${indent} b\n`.repeat(40)}${indent}else:\n`;
    });
    const { body, firstError } = parser.parse(`${chains.join('')}${' '.repeat(90)}b\n`);
    expect(firstError).toBeUndefined();
    expect(() => spansOf(body)).not.toThrow();
    expect(() => spansOf(parser.parse(`x = ${'a + '.repeat(5_000)}a\n`).body)).not.toThrow();
    expect(() => spansOf(parser.parse(`x = a${'.b'.repeat(5_000)}\n`).body)).not.toThrow();
    expect(() => spansOf(parser.parse(`x = ${'[f('.repeat(3_000)}\n`).body)).not.toThrow();
  });

  test('of the standard library is read without an error, and every span lies inside it', () => {
    const wrong = library.flatMap(({ file, text }) => {
      const { body, firstError, comments } = parser.parse(text);
      const outside = [...spansOf(body), ...comments].filter(({ start, end }) => !isInside(start, end, text));
      return firstError === undefined && outside.length === 0 ? [] : [{ file, firstError, outside }];
    });
    expect(wrong).toEqual([]);
    expect(library.length).toBeGreaterThan(40);
  });

  test('cut anywhere is read without failing, and every span lies inside it', () => {
    const cut = fc.tuple(fc.nat(library.length - 1), fc.nat(), fc.integer({ min: 1, max: 3_000 }));
    fc.assert(
      fc.property(cut, ([index, seed, length]) => {
        const whole = library[index]?.text ?? '';
        const from = seed % Math.max(1, whole.length);
        const text = whole.slice(from, from + length);
        const { body, comments, firstError = 0 } = parser.parse(text);
        for (const { start, end } of [...spansOf(body), ...comments]) expect(isInside(start, end, text)).toBe(true);
        expect(isInside(firstError, firstError, text)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test('of whatever characters is read without failing', () => {
    const pieces = fc.constantFrom(
      'def ',
      'class ',
      'f"{',
      '}',
      '"',
      "'''",
      '(',
      ')',
      '[',
      ':',
      '\n',
      '    ',
      '=',
      'a',
      '😀',
      '\\',
      '\0',
      '#',
      '@',
      '*',
      'lambda ',
      '\r',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        for (const { start, end } of spansOf(parser.parse(text).body)) expect(isInside(start, end, text)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

function isInside(start: number, end: number, text: string): boolean {
  return start >= 0 && start <= end && end <= text.length;
}

describe('the body of a function', () => {
  const definition = (source: string): FunctionDefinition => {
    const found = statement(source);
    if (found.kind !== 'function') throw new Error('no function');
    return found;
  };
  const nothing = { imports: false, definitions: false, yields: false, changes: false };

  test.each([
    ['a = b.c(1)', {}],
    ['import a', { imports: true }],
    ['if a:\n    from b import c', { imports: true }],
    ['for a in b:\n    class C: pass', { definitions: true }],
    ['def inner():\n    yield a', { definitions: true, yields: true }],
    ['a = yield', { yields: true }],
    ['global a', { changes: true }],
    ['self.a = 1', { changes: true }],
    ['a[0] += 1', { changes: true }],
    ['a, (b, c.d) = e', { changes: true }],
    ['a = b.c = d', { changes: true }],
    ['for a.b in c: pass', { changes: true }],
    ['with a as b.c: pass', { changes: true }],
    ['f(a.append(b))', { changes: true }],
    ['setattr(a, "b", c)', { changes: true }],
    ['a, b = c.d, e[0]', {}],
  ])('%j: what it holds is seen without converting it', (body, expected) => {
    const indented = body.replaceAll('\n', '\n  ');
    expect(definition(`def f():\n  ${indented}\n`).holds).toEqual({ ...nothing, ...expected });
  });

  test('knows every method that changes a list or dict', () => {
    for (const method of mutators) expect(definition(`def f():\n  a.${method}()\n`).holds.changes).toBe(true);
  });

  test('is the same each time somebody asks', () => {
    const found = definition('def f():\n  return 1\n');
    expect(found.body).toMatchObject([{ kind: 'return', value: { value: 1 } }]);
    expect(found.body).toBe(found.body);
  });

  test('is plain data when it is printed', () => {
    const printed: unknown = JSON.parse(JSON.stringify(definition('def f():\n  a\n')));
    expect(printed).toMatchObject({ kind: 'function', name: 'f', body: [{ value: { id: 'a' } }] });
  });
});

describe('the patterns of a match', () => {
  test.each([
    ['[a, *b]', ['a', 'b']],
    ['{"k": a, **b}', ['a', 'b']],
    ['A(x=a, y=b.c) as d', ['a', 'd']],
    ['A.B | (a, _) | 1 | -1 | "s"', ['a']],
    ['A(a, B()), *_', ['a']],
    ['str() as a', ['a']],
    ['a if b', ['a']],
    ['_', []],
  ])('case %s binds %j', (pattern, names) => {
    const found = statement(`match x:\n  case ${pattern}:\n    pass\n`);
    expect(found).toMatchObject({ captures: names.map((id) => ({ kind: 'name', id })) });
  });
});
