"""Which of a few places a run came to: told by marks before their statements, at no cost for all other code.

A tracer would slow down every line of the project. Instead the modules with such lines are compiled with one more call
before each of these statements, or before the part of an expression that need not be evaluated; line numbers stay as they are.
"""

from __future__ import annotations

import ast
import builtins
import importlib.abc
import importlib.machinery
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from types import CodeType
from typing import Optional

#: File, line and column, both from 1.
Place = tuple[str, int, int]
_MARK = "__synclint_reached__"
_reached: set[int] = set()


def watch(root: str, places: Sequence[Place]) -> None:
    """Watch places (files are relative to the root) by their index, in modules that are imported from now on."""
    setattr(builtins, _MARK, _reached.add)
    by_file: dict[str, list[tuple[int, int, int]]] = {}
    for index, (file, line, column) in enumerate(places):
        by_file.setdefault(os.path.realpath(os.path.join(root, file)), []).append((index, line, column))
    if by_file:
        sys.meta_path.insert(0, _Finder(by_file))


def start() -> None:
    _reached.clear()


def indexes() -> list[int]:
    """The places that were come to since the start, by their index."""
    return sorted(_reached)


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, by_file: Mapping[str, Sequence[tuple[int, int, int]]]) -> None:
        self._by_file = by_file

    def find_spec(self, fullname: str, path: object = None, target: object = None):  # type: ignore[no-untyped-def]
        spec = importlib.machinery.PathFinder.find_spec(fullname, path)  # type: ignore[arg-type]
        if spec is None or not isinstance(spec.loader, importlib.machinery.SourceFileLoader):
            return None
        marks = self._by_file.get(os.path.realpath(spec.loader.path))
        if marks is None:
            return None
        spec.loader = _Loader(spec.loader.name, spec.loader.path, marks)
        return spec


class _Loader(importlib.machinery.SourceFileLoader):
    def __init__(self, name: str, path: str, marks: Iterable[tuple[int, int, int]]) -> None:
        super().__init__(name, path)
        self._marks = list(marks)

    def get_code(self, fullname: str) -> CodeType:
        # Not the inherited one, which would read compiled code without marks, or write one with them.
        path = self.get_filename(fullname)
        source = self.get_data(path)
        tree = ast.parse(source, path)
        lines = source.splitlines()
        for index, line, column in self._marks:
            text = lines[line - 1].decode("utf-8", "replace") if line <= len(lines) else ""
            _mark(tree, index, (line, len(text[: column - 1].encode())))
        return compile(tree, path, "exec", dont_inherit=True)


_Block = list[ast.stmt]
_Function = (ast.FunctionDef, ast.AsyncFunctionDef)
#: Python 3.10 brought them.
_match_cases: tuple[type, ...] = (ast.match_case,) if hasattr(ast, "match_case") else ()


#: As the syntax tree has it: line from 1, offset in bytes from 0.
_Position = tuple[int, int]


def _mark(tree: ast.Module, index: int, at: _Position) -> None:
    """Put the mark before the innermost statement of a line; before the body of a function for the line of its `def`."""
    line = at[0]
    place = _innermost(tree, line)
    if place is None:
        return
    block, position = place
    statement = block[position]
    if _mark_part(statement, index, at):
        return
    if isinstance(statement, _Function):
        block, position = statement.body, 0
    while position < len(block) and _has_to_stay_first(block, position):
        position += 1
    block.insert(position, _call(index, line))


def _mark_part(node: ast.AST, index: int, at: _Position) -> bool:
    """Mark the innermost part around a position that is evaluated under a condition, or later; False where there is none."""
    for name, value in ast.iter_fields(node):
        children = value if isinstance(value, list) else [value]
        for place, child in enumerate(children):
            if not isinstance(child, (ast.expr, ast.keyword, ast.comprehension, ast.withitem)):
                continue
            if isinstance(child, ast.expr) and not _start(child) <= at < _end(child):
                continue
            if _mark_part(child, index, at):
                return True
            if not isinstance(child, ast.expr) or not _is_optional(node, name, place):
                continue
            marked = _after_mark(child, index)
            if isinstance(value, list):
                value[place] = marked
            else:
                setattr(node, name, marked)
            return True
    return False


def _is_optional(node: ast.AST, name: str, place: int) -> bool:
    if isinstance(node, ast.BoolOp):
        return place > 0
    if isinstance(node, (ast.IfExp, ast.Lambda)):
        return name in ("body", "orelse")
    if isinstance(node, ast.comprehension):
        return name == "ifs"
    return name in ("elt", "key", "value") and hasattr(node, "generators")


def _start(node: ast.expr) -> _Position:
    return node.lineno, node.col_offset


def _end(node: ast.expr) -> _Position:
    return node.end_lineno or node.lineno, node.end_col_offset or node.col_offset + 1


def _after_mark(part: ast.expr, index: int) -> ast.expr:
    """`(mark(index), part)[1]`"""
    pair = ast.Tuple([_mark_call(index), part], ast.Load())
    marked = ast.Subscript(pair, ast.Constant(1), ast.Load())
    for node in (pair, marked, *ast.walk(marked.slice), *ast.walk(pair.elts[0])):
        ast.copy_location(node, part)
    return marked


def _innermost(node: ast.AST, line: int) -> Optional[tuple[_Block, int]]:
    found: Optional[tuple[_Block, int]] = None
    for _, value in ast.iter_fields(node):
        if not isinstance(value, list):
            continue
        for position, child in enumerate(value):
            if isinstance(child, ast.stmt) and _first_line(child) <= line <= (child.end_lineno or child.lineno):
                found = (value, position)
                found = _innermost(child, line) or found
            elif isinstance(child, ast.ExceptHandler) and child.lineno <= line <= (child.end_lineno or child.lineno):
                found = _innermost(child, line) or (child.body, 0)
            elif isinstance(child, _match_cases):
                found = _innermost(child, line) or found
    return found


def _first_line(statement: ast.stmt) -> int:
    decorators: Sequence[ast.expr] = getattr(statement, "decorator_list", ())
    return min([statement.lineno, *(decorator.lineno for decorator in decorators)])


def _has_to_stay_first(block: _Block, position: int) -> bool:
    statement = block[position]
    is_docstring = (
        position == 0
        and isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )
    return is_docstring or (isinstance(statement, ast.ImportFrom) and statement.module == "__future__")


def _call(index: int, line: int) -> ast.stmt:
    call = ast.Expr(_mark_call(index))
    for node in ast.walk(call):
        if isinstance(node, (ast.stmt, ast.expr)):
            node.lineno = node.end_lineno = line
            node.col_offset = node.end_col_offset = 0
    return call


def _mark_call(index: int) -> ast.Call:
    return ast.Call(ast.Name(_MARK, ast.Load()), [ast.Constant(index)], [])
