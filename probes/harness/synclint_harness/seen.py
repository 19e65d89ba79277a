"""What several probes want to know of a run, in the shape that `src/probe-kit/seen.ts` reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

from synclint_harness.run import Event, Json, LogRecord, Run, Statement

#: Enough to see what kind of rows they are; a table may have many.
MOST_ROWS = 50
#: Of one kind of event.
MOST_EVENTS = 500

WARNINGS = frozenset({"WARNING", "ERROR", "CRITICAL"})

Happening = TypeVar("Happening", bound=Event)


def effects(run: Run) -> dict[str, Json]:
    """Return whatever outlives the run."""
    return {
        "writes": listed(writes(run)),
        "tables": [
            {
                "alias": change.alias,
                "table": change.table,
                "model": change.model,
                "inserted": change.inserted,
                "updated": change.updated,
                "deleted": change.deleted,
            }
            for change in run.changes
        ],
        "files": listed(run.files),
        "mails": listed(run.mails),
        "tasks": listed(run.tasks),
        "processes": listed(run.processes),
        "sent": listed(request for request in run.sent if request.method not in ("GET", "HEAD", "OPTIONS")),
    }


def stored(run: Run) -> dict[str, Json]:
    """Return the tables that changed, with rows, the statements that wrote to them, and the sources that were read."""
    return {
        "started": run.started,
        "ended": run.ended,
        "tables": tables(run),
        "writes": listed(writes(run)),
        "sources": listed(run.sources),
    }


def failure(run: Run) -> dict[str, Json]:
    """Return how the run tried to get around a fault, and what it left behind."""
    return {
        "tables": tables(run),
        "logs": listed(warnings(run)),
        "connections": listed(run.connections),
        "sleeps": listed(run.sleeps),
        "sources": listed(run.sources),
    }


def children(run: Run) -> dict[str, Json]:
    """Return the commands that the run started."""
    return {"children": listed(run.children)}


def talk(run: Run) -> dict[str, Json]:
    """Return how many log records there were of each level."""
    return {"logs": dict(Counter(record.level for record in run.logs))}


def queries(run: Run) -> dict[str, Json]:
    """Return how many rows each statement wrote, and which times were asked for."""
    return {
        "started": run.started,
        "writes": [
            {
                "table": statement.table,
                "verb": statement.verb,
                "rows": statement.rows,
                "stack": [{"file": f.file, "line": f.line, "function": f.function} for f in statement.stack],
            }
            for statement in writes(run)[:MOST_EVENTS]
        ],
        "reads": [
            {"table": statement.table, "times": list(statement.times)}
            for statement in run.statements
            if statement.kind == "read" and statement.times
        ][:MOST_EVENTS],
        "tables": tables(run),
    }


def memory(run: Run) -> dict[str, Json]:
    """Return where something can be remembered until the next run."""
    return {**stored(run), "files": listed(run.files), "cache_writes": listed(run.cache_writes)}


def tables(run: Run) -> list[dict[str, Json]]:
    """Return the tables that are not as they were, with the last of their rows."""
    return [
        {
            "alias": change.alias,
            "table": change.table,
            "model": change.model,
            "inserted": change.inserted,
            "updated": change.updated,
            "deleted": change.deleted,
            "rows": [] if change.model is None else run.rows(change.model)[-MOST_ROWS:],
            "before": [] if change.model is None else run.rows_before(change.model)[-MOST_ROWS:],
        }
        for change in run.changes
    ]


def writes(run: Run) -> list[Statement]:
    return [statement for statement in run.statements if statement.kind in ("write", "schema")]


def warnings(run: Run) -> list[LogRecord]:
    return [record for record in run.logs if record.level in WARNINGS]


def listed(events: Iterable[Happening]) -> Sequence[Json]:
    return [event.as_json() for event in list(events)[:MOST_EVENTS]]
