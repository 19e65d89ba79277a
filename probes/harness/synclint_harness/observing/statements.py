"""Records statements where they meet a database driver.

There and not in Django's execute wrappers: what goes through Django passes here as well, what goes beside it only here,
and a wrapper of the project that swallows a statement has really swallowed it. The module of each driver calls `execute`.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Protocol, TypeVar

from .recorder import recorder
from .sources import sources
from .sql import Meaning, mask, meanings
from .transactions import Transaction

SHOWN = 2000
#: Parameters of one statement that are looked at.
_MOST_PARAMETERS = 200
_FROM = re.compile(r"""\bfrom\s+["`\[]?([\w.]+)""", re.IGNORECASE)
_TIME = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d.{0,24})?$", re.DOTALL)
Result = TypeVar("Result")


class Connected(Protocol):
    """What the observation keeps about a connection of a driver."""

    synclint_transaction: Transaction
    #: Django's name of the database.
    synclint_alias: str | None


class Execution:
    """One call of a driver with one text; used as `with`, then told about the rows."""

    def __init__(self, connection: Connected, text: Any, is_open: Callable[[], bool], parameters: Any = None) -> None:
        self._connection = connection
        self._is_open = is_open
        self._text = text
        self._parameters = parameters
        self._events: list[tuple[Meaning, int]] = []
        self.rows: int | None = None

    def __enter__(self) -> Execution:
        sql = _readable(self._text)
        alias = self._connection.synclint_alias
        temporary = self._connection.synclint_transaction.temporary
        for meaning in meanings(sql):
            kind = meaning.kind
            if kind in ("write", "schema") and (meaning.name or "").lower() in temporary:
                kind = "temporary"
            values: dict[str, Any] = {"alias": alias, "sql": sql[:SHOWN], "verb": meaning.verb, "kind": kind}
            if kind in ("read", "transaction"):
                values["rolled_back"] = False
            if kind == "read" and (times := list(_times_in(self._parameters))):
                values["times"] = times
            table = None if kind == "transaction" else meaning.name
            self._events.append((meaning, recorder.event("statements", table=table, **values)))
            if alias in sources.databases and meaning.verb in ("select", "with") and (read := _FROM.search(sql)):
                sources.asked(f"{alias}.{read[1]}", self._connection)
        return self

    @property
    def number(self) -> int:
        """Number of the event of a single statement that changes something; 0 where it is none."""
        meaning, number = self._events[0] if len(self._events) == 1 else (None, 0)
        return number if meaning is not None and meaning.kind not in ("read", "transaction") else 0

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        transaction = self._connection.synclint_transaction
        is_open = self._is_open()
        for meaning, number in self._events:
            if kind is not None:
                transaction.failed(is_open)
                continue
            changes = meaning.kind not in ("read", "transaction")
            if changes and self.rows is not None and self.rows >= 0 and len(self._events) == 1:
                recorder.amend(number, patient=is_open, rows=self.rows)
            transaction.ran(meaning, number if changes else 0, is_open)
        if kind is None and any(meaning.kind == "write" for meaning, _ in self._events):
            recorder.written()


def _times_in(parameters: Any) -> Iterator[str]:
    """Dates and times, and texts that are one."""
    values = list(parameters.values()) if isinstance(parameters, Mapping) else parameters
    if isinstance(values, (str, bytes)) or not isinstance(values, Sequence):
        return
    for value in values[:_MOST_PARAMETERS]:
        if isinstance(value, date):
            yield value.isoformat()
        elif isinstance(value, str) and len(value) <= 40 and _TIME.match(value):
            yield value


def _readable(text: Any) -> str:
    if isinstance(text, (bytes, bytearray)):
        # Helpers such as `execute_values` merge the parameters into the text and pass bytes.
        return mask(bytes(text).decode("utf-8", "replace"))
    return text if isinstance(text, str) else str(text)


class _Connecting(threading.local):
    #: Alias of the database that Django is connecting this thread to.
    alias: str | None = None


connecting = _Connecting()


def attach(connection: Any, alias: str | None = None) -> None:
    """Prepare a connection of a driver for `Execution`."""
    if getattr(connection, "synclint_transaction", None) is None:
        connection.synclint_transaction = Transaction()
        connection.synclint_alias = connecting.alias
    if alias is not None:
        connection.synclint_alias = alias
