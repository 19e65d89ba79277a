import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { filePath } from '../core/location.ts';
import { positionOf } from '../core/line-index.ts';
import type { FileFacts } from '../core/fact.ts';
import { createPythonParser } from '../syntax/python/parse.ts';
import { libraryTexts } from '../testing/python-library.ts';
import { extractFacts } from './extract.ts';

const parser = await createPythonParser();

function factsOf(text: string): FileFacts {
  return extractFacts(filePath('shop/models.py'), text, parser.parse(text));
}

/** What Python's own parser says of a file, in the same words. */
const judge = `
import ast, json, sys

def describe(source):
    tree = ast.parse(source)
    functions, classes, imports, bound = [], [], [], set()

    def visit(node, path, local):
        for child in ast.iter_child_nodes(node):
            inner, inside = path, local
            if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                inner = [*path, child.name]
                known = classes if isinstance(child, ast.ClassDef) else functions
                known.append([".".join(inner), child.lineno])
                inside = local or not isinstance(child, ast.ClassDef)
            elif isinstance(child, ast.Import):
                imports.extend([0, alias.name, None, child.lineno, local] for alias in child.names)
            elif isinstance(child, ast.ImportFrom):
                imports.extend([child.level, child.module or "", alias.name, child.lineno, local] for alias in child.names)
            visit(child, inner, inside)

    def names(statements):
        for node in statements:
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                bound.add(node.name)
            elif isinstance(node, ast.Import):
                bound.update(alias.asname or alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                bound.update(alias.asname or alias.name for alias in node.names if alias.name != "*")
            elif isinstance(node, (ast.Assign, ast.AugAssign, ast.Delete)):
                targets = [node.target] if isinstance(node, ast.AugAssign) else node.targets
                bound.update(n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Load))
            elif isinstance(node, ast.AnnAssign) and node.value and isinstance(node.target, ast.Name):
                bound.add(node.target.id)
            elif isinstance(node, (ast.For, ast.AsyncFor)):
                bound.update(n.id for n in ast.walk(node.target) if isinstance(n, ast.Name))
            elif isinstance(node, (ast.With, ast.AsyncWith)):
                bound.update(n.id for i in node.items if i.optional_vars for n in ast.walk(i.optional_vars) if isinstance(n, ast.Name))
            for field in ("body", "orelse", "finalbody"):
                if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                    names(getattr(node, field, []))
            for handler in getattr(node, "handlers", []):
                names(handler.body)

    visit(tree, [], False)
    names(tree.body)
    return {"functions": sorted(functions), "classes": sorted(classes), "imports": imports, "bound": sorted(bound)}

print(json.dumps([describe(source) for source in json.load(sys.stdin)]))
`;

interface Description {
  readonly functions: readonly (readonly [string, number])[];
  readonly classes: readonly (readonly [string, number])[];
  readonly imports: readonly unknown[];
  readonly bound: readonly string[];
}

function describeFacts({ functions, classes, imports, scope, lines }: FileFacts): Description {
  const line = (start: number): number => positionOf(start, lines).line;
  const named = ({ qualifiedName, definition }: { qualifiedName: string; definition: { start: number } }) =>
    [qualifiedName, line(definition.start)] as const;
  const byName = (a: readonly [string, number], b: readonly [string, number]) =>
    a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] - b[1];
  return {
    functions: functions.map(named).sort(byName),
    classes: classes.map(named).sort(byName),
    imports: imports
      .filter(({ via }) => via === 'statement')
      .map(({ source, name, start, local }) => [source.level, source.module, name, line(start), local]),
    bound: [...scope.bindings.keys()].sort(),
  };
}

describe('the facts of a file', () => {
  test('are what Python itself says of the standard library', () => {
    const library = libraryTexts(70);
    const options = {
      input: JSON.stringify(library.map(({ text }) => text)),
      encoding: 'utf8',
      maxBuffer: 1e9,
    } as const;
    const expected = JSON.parse(execFileSync('python3', ['-W', 'ignore', '-c', judge], options)) as Description[];
    for (const [index, { file, text }] of library.entries()) {
      expect({ file, ...describeFacts(factsOf(text)) }).toEqual({ file, ...expected[index] });
    }
  });

  test('are plain data: nothing but maps is lost on the way through JSON', () => {
    const { scope, ...others } = factsOf('class A:\n    """A"""\n    b = f"{c}"\n\n    def d(self, *e): return e\n');
    expect(JSON.parse(JSON.stringify(others))).toEqual(others);
    expect([...scope.bindings.keys()]).toEqual(['A']);
  });
});

describe('a scope', () => {
  const kinds = (text: string, name: string) => {
    return factsOf(text)
      .scope.bindings.get(name)
      ?.map(({ kind, conditional }) => `${conditional ? '?' : ''}${kind}`);
  };

  test.each([
    ['x = 1\n', ['value']],
    ['x = 1\nx = 2\n', ['value', 'value']],
    ['x += 1\n', ['opaque']],
    ['x: int\n', undefined],
    ['x: int = 1\n', ['value']],
    ['x, y = 1, 2\n', ['opaque']],
    ['[x, *y] = z\n', ['opaque']],
    ['for x in y: pass\n', ['?opaque']],
    ['with y as x: pass\n', ['opaque']],
    ['with y: x = 1\n', ['value']],
    ['if y:\n    x = 1\n', ['?value']],
    ['if y:\n    pass\nelse:\n    x = 1\n', ['?value']],
    ['try:\n    x = 1\nexcept E:\n    x = 2\n', ['?value', '?value']],
    ['while y:\n    x = 1\n', ['?value']],
    ['match y:\n    case 1:\n        x = 1\n', ['?value']],
    ['def x(): y = 1\n', ['function']],
    ['class x: y = 1\n', ['class']],
    ['import x.y\n', ['module']],
    ['import y as x\n', ['module']],
    ['from y import x\n', ['imported']],
    ['from y import z as x\n', ['imported']],
    ['x = 1\ndel x\n', ['value', 'opaque']],
    ['x = []\nx.append(1)\n', ['value', 'opaque']],
    ['x = {}\nx["a"] = 1\n', ['value', 'opaque']],
    ['x = y\nx.append(1)\n', ['value']],
    ['def f():\n    x = 1\n', undefined],
    ['class C:\n    x = 1\n', undefined],
    ['y = [x for x in z]\n', undefined],
  ])('of %j binds x as %j', (text, expected) => {
    expect(kinds(text, 'x')).toEqual(expected);
  });

  test('knows what is there for types only, and that the other branch always runs', () => {
    const text = 'if TYPE_CHECKING:\n    from a import x\nelse:\n    from b import y\n';
    expect(factsOf(text).scope.bindings.get('x')).toMatchObject([{ typeOnly: true }]);
    expect(factsOf(text).scope.bindings.get('y')).toMatchObject([{ typeOnly: false, conditional: false }]);
  });

  test('lists star imports in their order', () => {
    expect(factsOf('from a import *\nfrom .b import *\n').scope.stars).toEqual([
      { module: 'a', level: 0 },
      { module: 'b', level: 1 },
    ]);
  });
});

describe('the imports of a file', () => {
  test('include local ones, those for types, and calls with a literal name', () => {
    const text = [
      'import a',
      'import importlib as i, typing',
      'from importlib import import_module',
      'from django.utils.module_loading import import_string as load',
      'from django.utils import module_loading',
      'def f():',
      '    from b import c',
      '    import_module("d.e")',
      '    load("g.H")',
      '    module_loading.import_string("g.I")',
      '    import_module(".relative", package="p")',
      '    import_module(computed)',
      '    load("plain")',
      '    registry.import_module("l")',
      '    self.load("l.M")',
      '    lazy = lambda: i.import_module("i")',
      'if typing.TYPE_CHECKING:',
      '    from j import k',
    ].join('\n');
    const loaders = ['importlib', 'typing', 'django.utils.module_loading', 'django.utils'];
    const imports = factsOf(`${text}\n`).imports.filter(({ source }) => !loaders.includes(source.module));
    const found = imports.map(({ source, name, via, local, typeOnly }) => {
      return [source.module, name, via, local, typeOnly];
    });
    expect(found).toEqual([
      ['a', null, 'statement', false, false],
      ['b', 'c', 'statement', true, false],
      ['d.e', null, 'call', true, false],
      ['g', 'H', 'call', true, false],
      ['g', 'I', 'call', true, false],
      ['i', null, 'call', true, false],
      ['j', 'k', 'statement', false, true],
    ]);
  });
});

describe('a branch that never runs', () => {
  const header = 'from typing import TYPE_CHECKING, TYPE_CHECKING as TC\nimport typing as t\nMYPY = False\n';

  test.each([
    ['TYPE_CHECKING', true, false],
    ['t.TYPE_CHECKING', true, false],
    ['TC', true, false],
    ['MYPY', true, false],
    ['TYPE_CHECKING is True', true, false],
    ['TYPE_CHECKING == True', true, false],
    ['TYPE_CHECKING is False', false, true],
    ['TYPE_CHECKING and sys.version_info >= (3, 11)', true, false],
    ['sys.version_info >= (3, 11) and TYPE_CHECKING', true, false],
    ['not TYPE_CHECKING', false, true],
    ['not (TYPE_CHECKING or MYPY)', false, true],
    ['False', true, false],
    ['0', true, false],
    ['TYPE_CHECKING or settings.DEBUG', false, false],
    ['settings.DEBUG', false, false],
    ['settings.DEBUG is True', false, false],
    ['DEBUG', false, false],
  ])('of `if %s:` — the body: %s, the `else`: %s', (test, body, otherwise) => {
    const text = `${header}DEBUG = False\nif ${test}:\n    import a\nelse:\n    import b\n`;
    expect(factsOf(text).imports.slice(-2)).toMatchObject([{ typeOnly: body }, { typeOnly: otherwise }]);
  });

  test('is one of a file that is imported, when it is for scripts', () => {
    const imports = (test: string) => factsOf(`if ${test}:\n    import a\nelse:\n    import b\n`).imports;
    for (const test of ['__name__ == "__main__"', '"__main__" == __name__ and x'])
      expect(imports(test).map(({ asScript }) => asScript)).toEqual([true, undefined]);
    expect(imports('__name__ != "__main__"').map(({ asScript }) => asScript)).toEqual([undefined, undefined]);
  });
});

test.each([
  ['try:\n    import a\nexcept ImportError:\n    a = None', true],
  ['try:\n    import a\nexcept (ValueError, ModuleNotFoundError):\n    a = None', true],
  ['try:\n    pass\nexcept:\n    import a', true],
  ['try:\n    import a\nexcept ValueError:\n    a = None', undefined],
  ['try:\n    import a\nfinally:\n    b = 1', undefined],
  ['if x:\n    import a', true],
  ['if x:\n    pass\nelse:\n    import a', true],
  ['if x:\n    def f():\n        import a', undefined],
  ['with x:\n    import a', undefined],
])('an import may be meant to fail in %j: %s', (text, guarded) => {
  expect(factsOf(`${text}\n`).imports.map((fact) => fact.guarded)).toEqual([guarded]);
});

describe('the definitions of a file', () => {
  test('have qualified names, and methods their class', () => {
    const { functions, classes } = factsOf(
      'class A:\n    class B:\n        def c(self):\n            def d(): pass\n    if x:\n        def e(self): pass\n',
    );
    expect(functions.map(({ qualifiedName, owner }) => [qualifiedName, owner?.name])).toEqual([
      ['A.B.c', 'B'],
      ['A.B.c.d', undefined],
      ['A.e', 'A'],
    ]);
    expect(classes.map(({ qualifiedName }) => qualifiedName)).toEqual(['A', 'A.B']);
  });
});
