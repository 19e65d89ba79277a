"""Reads the journal of a run back into the fields of `Run`."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any

from .. import run
from .recorder import JOURNAL

_CLASSES: dict[str, type] = {
    "statements": run.Statement,
    "files": run.FileChange,
    "mails": run.Mail,
    "tasks": run.Task,
    "processes": run.Process,
    "connections": run.Connection,
    "sent": run.SentRequest,
    "cache_writes": run.CacheWrite,
    "logs": run.LogRecord,
    "children": run.ChildCommand,
    "sleeps": run.Sleep,
    "sources": run.SourceReading,
}
#: What holds until something else is said about the event.
_DEFAULTS: dict[str, dict[str, Any]] = {
    # Kept only where a commit was seen: a connection that ends with its process rolls back.
    "statements": {"rows": None, "rolled_back": True},
    "children": {"ended": "", "ended_at": None},
}


def read(scratch: str) -> dict[str, tuple]:
    """Events of all processes in the order of their times."""
    found: dict[str, list[tuple[float, Any]]] = {name: [] for name in _CLASSES}
    folder = os.path.join(scratch, JOURNAL)
    names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
    for name in (name for name in names if name.endswith(".jsonl")):
        for field, at, event in _events(os.path.join(folder, name)):
            found[field].append((at, event))
    return {field: tuple(event for _, event in sorted(events, key=lambda e: e[0])) for field, events in found.items()}


def _events(path: str) -> Iterator[tuple[str, float, Any]]:
    raw: dict[int, tuple[str, float, tuple[run.Frame, ...], dict[str, Any]]] = {}
    with open(path, encoding="utf-8", errors="surrogatepass") as file:
        for line in file:
            if not line.endswith("\n"):
                break  # the process was killed while it wrote
            content = json.loads(line)
            if content[0] == "":
                if content[1] in raw:
                    raw[content[1]][3].update(content[2])
                continue
            field, number, at, places, values = content
            stack = tuple(run.Frame(*place) for place in places)
            raw[number] = (field, at, stack, {**_DEFAULTS.get(field, {}), **values})
    for field, at, stack, values in raw.values():
        yield field, at, _CLASSES[field](stack=stack, at=at, **values)
