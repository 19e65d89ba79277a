"""SQLite: statements, and files that are opened in C where no audit hook sees them."""

from __future__ import annotations

import os
import re
import sqlite3
import sqlite3.dbapi2
from functools import cache
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from . import databases, files
from .recorder import recorder
from .sql import meanings
from .statements import Execution, attach

_ATTACH = re.compile(r"\b(?:attach(?:\s+database)?|vacuum(?:\s+\w+)?\s+into)\s+('(?:[^']|'')*'|\"[^\"]*\"|\S+)", re.IGNORECASE)


def install() -> None:
    original = sqlite3.dbapi2.connect

    def connect(database: Any, *args: Any, **options: Any) -> Any:
        factory = args[4] if len(args) > 4 else options.get("factory")
        observed = _observed(factory or sqlite3.Connection)
        args = (*args[:4], observed, *args[5:]) if len(args) > 4 else args
        if len(args) <= 4:
            options["factory"] = observed
        uri = args[6] if len(args) > 6 else options.get("uri", False)
        foreign = recorder.armed and _is_foreign(database, uri)
        if foreign:
            database = _read_only(database, uri)
            args, options = args[:6], {**options, "uri": True}
        with recorder.observing():
            connection = original(database, *args, **options)
        connection.synclint_foreign = foreign
        return connection

    sqlite3.connect = sqlite3.dbapi2.connect = connect


def on_connect(database: Any) -> None:
    """The audit event; only connections that were opened past `connect` come here."""
    text = os.fsdecode(database)
    if _is_foreign(database, text.startswith("file:")):
        files.refuse(_file(text, text.startswith("file:")), "write")


def _is_foreign(database: Any, uri: Any) -> bool:
    text = os.fsdecode(database)
    if text in ("", ":memory:"):
        return False
    if uri and text.startswith("file:"):
        query = parse_qs(urlsplit(text).query)
        if query.get("mode") == ["memory"] or query.get("vfs") == ["memdb"] or urlsplit(text).path == ":memory:":
            return False
    path = _file(text, uri)
    return not files.is_ours(path) and not databases.is_our_file(path)


def _file(text: str, uri: Any) -> str:
    return unquote(urlsplit(text).path) if uri and text.startswith("file:") else text


def _read_only(database: Any, uri: Any) -> str:
    """A URI that leaves no journal and no lock beside the file; a file that is not there is not made."""
    path = os.path.realpath(_file(os.fsdecode(database), uri))
    if not os.path.exists(path):
        files.record(path, "create")
        raise sqlite3.OperationalError("unable to open database file (synclint makes none outside its scratch folder)")
    return f"file:{quote(path)}?mode=ro&immutable=1"


@cache
def _observed(base: type) -> type:
    class Connection(base):  # type: ignore[misc]
        def __init__(self, *args: Any, **options: Any) -> None:
            attach(self)
            self.synclint_foreign = False
            super().__init__(*args, **options)

        def cursor(self, factory: type | None = None) -> Any:
            return super().cursor(_observed_cursor(factory or sqlite3.Cursor))

        def execute(self, *args: Any) -> Any:
            return self.cursor().execute(*args)

        def executemany(self, *args: Any) -> Any:
            return self.cursor().executemany(*args)

        def executescript(self, *args: Any) -> Any:
            return self.cursor().executescript(*args)

        def commit(self) -> None:
            super().commit()
            self.synclint_transaction.commit()

        def rollback(self) -> None:
            super().rollback()
            self.synclint_transaction.roll_back()

        def close(self) -> None:
            self.synclint_transaction.roll_back()
            super().close()

        def __exit__(self, kind: Any, *rest: Any) -> Any:
            result = super().__exit__(kind, *rest)
            if kind is None:
                self.synclint_transaction.commit()
            else:
                self.synclint_transaction.roll_back()
            return result

    Connection.__name__ = Connection.__qualname__ = base.__name__
    return Connection


@cache
def _observed_cursor(base: Any) -> Any:
    if not isinstance(base, type):  # a function that makes cursors
        return base

    class Cursor(base):  # type: ignore[misc]
        _synclint_event = 0
        _synclint_changed = 0

        def execute(self, sql: str, *args: Any) -> Any:
            return self._run(super().execute, sql, *args)

        def executemany(self, sql: str, *args: Any) -> Any:
            return self._run(super().executemany, sql, *args)

        def executescript(self, sql: str) -> Any:
            if self.connection.isolation_level is not None:
                self.connection.synclint_transaction.commit()  # Python commits before a script
            return self._run(super().executescript, sql)

        def _run(self, function: Any, sql: str, *args: Any) -> Any:
            connection = self.connection
            with Execution(connection, sql, lambda: _is_open(connection), *args[:1]) as execution:
                _guard(connection, sql, args)
                changed = self._synclint_changed = connection.total_changes
                result = function(sql, *args)
                # What RETURNING returns has to be fetched before SQLite counts.
                self._synclint_event = execution.number if self.description else 0
                if not self.description:  # there is no count for statements that begin with WITH
                    execution.rows = self.rowcount if self.rowcount >= 0 else connection.total_changes - changed
                return result

        def _counted(self, result: Any) -> Any:
            if self._synclint_event:
                rows = max(self.rowcount, self.connection.total_changes - self._synclint_changed)
                if rows > 0:
                    recorder.amend(self._synclint_event, rows=rows)
                    self._synclint_event = 0
            return result

        def fetchone(self) -> Any:
            return self._counted(super().fetchone())

        def fetchmany(self, *args: Any, **options: Any) -> Any:
            return self._counted(super().fetchmany(*args, **options))

        def fetchall(self) -> Any:
            return self._counted(super().fetchall())

        def __next__(self) -> Any:
            return self._counted(super().__next__())

    Cursor.__name__ = Cursor.__qualname__ = base.__name__
    return Cursor


def _is_open(connection: Any) -> bool:
    try:
        return bool(connection.in_transaction)
    except sqlite3.ProgrammingError:  # closed meanwhile
        return False


def _guard(connection: Any, sql: str, args: tuple[Any, ...]) -> None:
    if not recorder.armed:
        return
    if connection.synclint_foreign and any(meaning.kind in ("write", "schema") for meaning in meanings(sql)):
        with recorder.unobserved():
            name = connection.execute("PRAGMA database_list").fetchone()[2]
        files.record(name, "write")
    lower = sql[:200_000].lower()
    if "attach" in lower or "into" in lower:
        for found in _ATTACH.finditer(sql):
            target = found[1]
            if target[:1] in "'\"":
                target = target[1:-1]
            elif args and args[0] and not isinstance(args[0], dict):
                target = os.fsdecode(args[0][0])
            if _is_foreign(target, target.startswith("file:")):
                files.record(_file(target, True), "write")
                raise sqlite3.OperationalError(f"unable to open database: {target} (outside synclint's scratch folder)")
