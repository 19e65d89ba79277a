"""Which of a few lines a run came to: told by marks before their statements, at no cost for all other code.

A tracer would slow down every line of the project. Instead the modules with such lines are compiled with one more call
before each of these statements; line numbers stay as they are.
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
from typing import Optional, Union

_MARK = "__synclint_reached__"
_reached: set[int] = set()


def watch(root: str, lines: Sequence[tuple[str, int]]) -> None:
    """Watch lines (file relative to the root, line) by their index, in modules that are imported from now on."""
    setattr(builtins, _MARK, _reached.add)
    by_file: dict[str, list[tuple[int, int]]] = {}
    for index, (file, line) in enumerate(lines):
        by_file.setdefault(os.path.realpath(os.path.join(root, file)), []).append((index, line))
    if by_file:
        sys.meta_path.insert(0, _Finder(by_file))


def start() -> None:
    _reached.clear()


def indexes() -> list[int]:
    """The lines that were come to since the start, by their index."""
    return sorted(_reached)


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, by_file: Mapping[str, Sequence[tuple[int, int]]]) -> None:
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
    def __init__(self, name: str, path: str, marks: Iterable[tuple[int, int]]) -> None:
        super().__init__(name, path)
        self._marks = list(marks)

    def get_code(self, fullname: str) -> CodeType:
        # Not the inherited one, which would read compiled code without marks, or write one with them.
        path = self.get_filename(fullname)
        tree = ast.parse(self.get_data(path), path)
        for index, line in self._marks:
            _mark(tree, index, line)
        return compile(tree, path, "exec", dont_inherit=True)


_Block = list[ast.stmt]
_Function = (ast.FunctionDef, ast.AsyncFunctionDef)
#: Python 3.10 brought them.
_match_cases: tuple[type, ...] = (ast.match_case,) if hasattr(ast, "match_case") else ()


def _mark(tree: ast.Module, index: int, line: int) -> None:
    """Put the mark before the innermost statement of a line; before the body of a function for the line of its `def`."""
    place = _innermost(tree, line)
    if place is None:
        return
    block, position = place
    statement = block[position]
    if isinstance(statement, _Function):
        block, position = statement.body, 0
    while position < len(block) and _has_to_stay_first(block, position):
        position += 1
    block.insert(position, _call(index, line))


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
    call: Union[ast.Expr, ast.stmt] = ast.parse(f"{_MARK}({index})").body[0]
    for node in ast.walk(call):
        if hasattr(node, "lineno"):
            node.lineno = node.end_lineno = line  # type: ignore[attr-defined]
            node.col_offset = node.end_col_offset = 0  # type: ignore[attr-defined]
    return call
