"""What one run of a command did: all that the Python half of a probe gets to see.

An observer picks from it what its probe wants to know and returns JSON. It never judges::

    def observe(run: Run) -> dict[str, Json]:
        return {"writes": [statement.as_json() for statement in run.statements if statement.kind == "write"]}
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Union

Json = Union[str, int, float, bool, None, Sequence["Json"], Mapping[str, "Json"]]


@dataclass(frozen=True)
class Frame:
    """A line of the project's code; the file is relative to the project root."""

    file: str
    line: int
    function: str


@dataclass(frozen=True)
class Event:
    """Something that the command did; `stack` has frames of the project only, the outermost first."""

    stack: tuple[Frame, ...]
    #: Seconds since the start of the run.
    at: float

    def as_json(self) -> dict[str, Json]:
        # Not `asdict`, which copies whatever it meets, frame by frame.
        values = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        return {**values, "stack": [dict(vars(frame)) for frame in self.stack]}


@dataclass(frozen=True)
class Statement(Event):
    """A statement that reached a database driver, through Django or beside it."""

    #: Django's name of the database; None where the command connected by itself.
    alias: str | None
    #: At most 2,000 characters, without parameters.
    sql: str
    verb: str
    #: `temporary`: writes to a temporary table; `transaction`: BEGIN, SAVEPOINT and the like.
    kind: str  # write | read | temporary | schema | transaction
    table: str | None
    #: Rows that it touched; None where the driver does not say.
    rows: int | None
    #: Within a transaction, or behind a savepoint, that was rolled back.
    rolled_back: bool
    #: Of its parameters those that are dates or times, or texts that look like one, in ISO 8601.
    times: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableChange:
    """The difference between a table before and after the run, by digests of its rows."""

    alias: str
    table: str
    #: Dotted name of the model's class; None for a table without one.
    model: str | None
    inserted: int
    updated: int
    deleted: int


@dataclass(frozen=True)
class FileChange(Event):
    path: str
    #: write | append | create | rename | remove | mkdir | rmdir | truncate | link | chmod
    how: str


@dataclass(frozen=True)
class Mail(Event):
    subject: str
    recipients: int


@dataclass(frozen=True)
class Task(Event):
    """A Celery, RQ or Django task that was queued."""

    name: str


@dataclass(frozen=True)
class Process(Event):
    #: The program and its arguments, at most 2,000 characters.
    command: str
    #: False where the fence refused it.
    started: bool


@dataclass(frozen=True)
class Connection(Event):
    """A connection that was asked for; those to the simulator are redirected, the others refused."""

    host: str
    port: int
    #: redirected | refused | allowed
    how: str
    #: The time-out in seconds that the program set for it; None: none at all.
    timeout: float | None


@dataclass(frozen=True)
class SentRequest(Event):
    """A request that a client library began to send; what became of it knows the simulator."""

    method: str
    host: str
    #: Without the query.
    path: str


@dataclass(frozen=True)
class CacheWrite(Event):
    key: str
    #: set | add | delete | incr | touch | clear
    how: str


@dataclass(frozen=True)
class LogRecord(Event):
    level: str
    logger: str
    message: str


@dataclass(frozen=True)
class ChildCommand(Event):
    """A management command that the command started."""

    name: str
    options: Mapping[str, Json]
    thread: str
    #: returned | the name of the exception's class
    ended: str
    #: Seconds since the start of the run; None where it never ended.
    ended_at: float | None


@dataclass(frozen=True)
class Sleep(Event):
    #: As asked for: the run itself slept less.
    seconds: float


@dataclass(frozen=True)
class SourceReading(Event):
    """A source that is no API was asked: a database of another system, or a configured callable."""

    #: Alias and table, or the dotted name of the callable.
    name: str
    #: It failed, as the run was to be.
    refused: bool


@dataclass(frozen=True)
class Run:
    """One run of one command, after it ended and before its database is thrown away."""

    command: str
    arguments: tuple[str, ...]
    statements: tuple[Statement, ...] = ()
    changes: tuple[TableChange, ...] = ()
    files: tuple[FileChange, ...] = ()
    mails: tuple[Mail, ...] = ()
    tasks: tuple[Task, ...] = ()
    processes: tuple[Process, ...] = ()
    connections: tuple[Connection, ...] = ()
    sent: tuple[SentRequest, ...] = ()
    cache_writes: tuple[CacheWrite, ...] = ()
    logs: tuple[LogRecord, ...] = ()
    children: tuple[ChildCommand, ...] = ()
    sleeps: tuple[Sleep, ...] = ()
    sources: tuple[SourceReading, ...] = ()
    stdout: str = ""
    stderr: str = ""
    #: Wall-clock times of start and end, as seconds since the epoch.
    started: float = 0.0
    ended: float = 0.0
    #: The options of the command's parser: `flags`, `dest`, `help`, `required`; None where it has none.
    parser: tuple[Mapping[str, Json], ...] | None = None
    #: Rows of a model by its dotted name, or by a bare class name that is unique, as JSON, in the order of their keys.
    rows: Callable[[str], list[dict[str, Any]]] = field(default=lambda model: [])
    #: Like `rows`, as they were before the run.
    rows_before: Callable[[str], list[dict[str, Any]]] = field(default=lambda model: [])
