"""Print what every Python half of a probe makes of a run in which nothing happened, and of one in which everything did."""

import ast
import dataclasses
import importlib.util
import json
import sys
from pathlib import Path

folder = Path(sys.argv[1])
sys.path.insert(0, str(folder / "harness"))
sys.dont_write_bytecode = True

from synclint_harness import run as vocabulary  # noqa: E402

FRAME = vocabulary.Frame("orders/sync.py", 12, "store")
ROW = {"id": 1, "name": "Ada", "changed": "2026-01-01T00:00:00+00:00", "tags": ["new"], "note": None}
VALUES = {
    "stack": (FRAME,),
    "at": 0.5,
    "rows": 1,
    "rolled_back": False,
    "times": ("2024-01-15T00:00:00+00:00",),
    "inserted": 1,
    "updated": 0,
    "deleted": 0,
    "recipients": 1,
    "started": True,
    "port": 443,
    "timeout": 5.0,
    "options": {"dry_run": True},
    "ended_at": 0.75,
    "seconds": 1.5,
    "kind": "write",
    "level": "WARNING",
    "model": "orders.models.Order",
}


def one(name):
    kind = getattr(vocabulary, name)
    fields = [field.name for field in dataclasses.fields(kind)]
    special = {"how": "redirected"} if name == "Connection" else {}
    return kind(**{field: special.get(field, VALUES.get(field, "text")) for field in fields})


def eventful():
    write = one("Statement")
    events = {
        "statements": (write, dataclasses.replace(write, kind="read", verb="SELECT")),
        "changes": (one("TableChange"),),
        "files": (one("FileChange"),),
        "mails": (one("Mail"),),
        "tasks": (one("Task"),),
        "processes": (one("Process"),),
        "connections": (one("Connection"),),
        "sent": (one("SentRequest"),),
        "cache_writes": (one("CacheWrite"),),
        "logs": (one("LogRecord"),),
        "children": (one("ChildCommand"),),
        "sleeps": (one("Sleep"),),
        "parser": ({"flags": ["--full"], "dest": "full", "help": "All of it", "required": False},),
    }
    return vocabulary.Run("sync_orders", (), **events, rows=lambda model: [ROW], rows_before=lambda model: [])


def observer(path):
    tree = ast.parse(path.read_text())
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    assert [function.name for function in functions] == ["observe"], f"{path} does more than observe"
    assert all(ast.get_docstring(node) for node in (tree, *functions)), f"{path} does not say what it does"
    specification = importlib.util.spec_from_file_location(path.stem.replace("-", "_"), path)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module.observe


observers = {path.stem: observer(path) for path in sorted(folder.glob("*.py"))}
runs = (vocabulary.Run("sync_orders", ()), eventful())
print(json.dumps([{name: observe(run) for name, observe in observers.items()} for run in runs]))
