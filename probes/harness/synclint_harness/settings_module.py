"""Which module the project's settings are."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator, Sequence

_VARIABLE = "DJANGO_SETTINGS_MODULE"


def named_by_manage_py(root: str, paths: Sequence[str]) -> str | None:
    """What `manage.py`, or a module that it imports, sets; read rather than run; None where nothing is set that can be read."""
    folders = list(dict.fromkeys([root, *paths]))
    for folder in folders:
        tree = _parsed(os.path.join(folder, "manage.py"))
        if tree is None:
            continue
        for part in (tree, *_imported(tree, folder)):
            names = [name for name in _values(part) if _is_module(name, [folder, *folders])]
            # Some set others for their tests.
            names.sort(key=lambda name: bool({"test", "tests", "testing"} & set(name.split("."))))
            if names:
                return names[0]
    return None


def _parsed(path: str) -> ast.Module | None:
    try:
        with open(path, encoding="utf-8") as file:
            return ast.parse(file.read())
    except (OSError, SyntaxError, ValueError):
        return None


def _imported(tree: ast.Module, folder: str) -> Iterator[ast.Module]:
    """Modules beside `manage.py` that it takes something from: some keep its `main` there."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module is not None and node.level == 0:
            part = _parsed(os.path.join(folder, *node.module.split(".")) + ".py")
            if part is not None:
                yield part


def _values(tree: ast.AST) -> Iterator[str]:
    """`os.environ.setdefault(VARIABLE, value)`, `os.environ[VARIABLE] = value`; of a computed value its default."""
    for node in ast.walk(tree):
        value: ast.expr | None = None
        if isinstance(node, ast.Call) and len(node.args) == 2 and _is_variable(node.args[0]):
            value = node.args[1]
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
            value = node.value if _is_variable(node.targets[0].slice) else None
        if value is None:
            continue
        for part in ast.walk(value):
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield part.value


def _is_module(name: str, folders: Sequence[str]) -> bool:
    """A dotted name, or one of a module that is there: beside those, other texts take part in computed values."""
    parts = name.split(".")
    if not all(part.isidentifier() for part in parts):
        return False
    places = (os.path.join(folder, name) for folder in folders)
    return len(parts) > 1 or any(os.path.isfile(f"{place}.py") or os.path.isdir(place) for place in places)


def _is_variable(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value == _VARIABLE
