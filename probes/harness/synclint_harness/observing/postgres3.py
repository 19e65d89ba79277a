"""psycopg 3: its connections and cursors are Python classes, so that their methods can be replaced in place."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from .databases import as_timeout, postgres_target, refusal
from .late import when_imported
from .sql import meanings
from .statements import Execution, attach

_IN_TRANSACTION = (1, 2, 3)  # active, in a transaction, in a failed transaction
_FAILED = 3


def install() -> None:
    when_imported("psycopg", _patch)


def _patch(psycopg: Any) -> None:
    _patch_connect(psycopg)
    for name in ("Cursor", "ServerCursor"):
        _patch_cursor(getattr(psycopg, name))
    for name in ("AsyncCursor", "AsyncServerCursor"):
        _patch_async_cursor(getattr(psycopg, name))
    _patch_commands(psycopg.Connection, psycopg.AsyncConnection)


def _patch_connect(psycopg: Any) -> None:
    def check(conninfo: str, options: dict[str, Any]) -> None:
        names = {"autocommit", "prepare_threshold", "context", "row_factory", "cursor_factory"}
        plain = {name: value for name, value in options.items() if name not in names}
        parameters = psycopg.conninfo.conninfo_to_dict(conninfo, **plain)
        reason = refusal(postgres_target(parameters), as_timeout(parameters.get("connect_timeout")))
        if reason is not None:
            raise psycopg.OperationalError(reason)

    original = psycopg.Connection.connect.__func__
    original_async = psycopg.AsyncConnection.connect.__func__

    def connect(cls: Any, conninfo: str = "", **options: Any) -> Any:
        check(conninfo, options)
        return original(cls, conninfo, **options)

    async def connect_async(cls: Any, conninfo: str = "", **options: Any) -> Any:
        check(conninfo, options)
        return await original_async(cls, conninfo, **options)

    psycopg.Connection.connect = classmethod(connect)  # type: ignore[arg-type]
    psycopg.AsyncConnection.connect = classmethod(connect_async)  # type: ignore[arg-type]
    psycopg.connect = psycopg.Connection.connect


def _execution(cursor: Any, query: Any, parameters: Any = None) -> Execution:
    connection = cursor.connection
    attach(connection)
    text = query.as_string(cursor) if hasattr(query, "as_string") else query
    return Execution(connection, text, lambda: _status(connection) in _IN_TRANSACTION, parameters)


def _patch_cursor(cursor: Any) -> None:
    execute, executemany, copy, stream = (cursor.__dict__.get(name) for name in ("execute", "executemany", "copy", "stream"))

    def run(function: Any) -> Any:
        def observed(self: Any, query: Any, *args: Any, **options: Any) -> Any:
            with _execution(self, query, args[0] if args else options.get("params")) as execution:
                result = function(self, query, *args, **options)
                execution.rows = self.rowcount
                return result

        return observed

    @contextmanager
    def copy_observed(self: Any, query: Any, *args: Any, **options: Any) -> Iterator[Any]:
        with _execution(self, query) as execution:
            with copy(self, query, *args, **options) as copying:
                yield copying
            execution.rows = self.rowcount

    def stream_observed(self: Any, query: Any, *args: Any, **options: Any) -> Iterator[Any]:
        with _execution(self, query):
            yield from stream(self, query, *args, **options)

    if execute is not None:
        cursor.execute = run(execute)
    if executemany is not None:
        cursor.executemany = run(executemany)
    if copy is not None:
        cursor.copy = copy_observed
    if stream is not None:
        cursor.stream = stream_observed


def _patch_async_cursor(cursor: Any) -> None:
    execute, executemany, copy, stream = (cursor.__dict__.get(name) for name in ("execute", "executemany", "copy", "stream"))

    def run(function: Any) -> Any:
        async def observed(self: Any, query: Any, *args: Any, **options: Any) -> Any:
            with _execution(self, query) as execution:
                result = await function(self, query, *args, **options)
                execution.rows = self.rowcount
                return result

        return observed

    @asynccontextmanager
    async def copy_observed(self: Any, query: Any, *args: Any, **options: Any) -> AsyncIterator[Any]:
        with _execution(self, query) as execution:
            async with copy(self, query, *args, **options) as copying:
                yield copying
            execution.rows = self.rowcount

    async def stream_observed(self: Any, query: Any, *args: Any, **options: Any) -> AsyncIterator[Any]:
        with _execution(self, query):
            async for row in stream(self, query, *args, **options):
                yield row

    if execute is not None:
        cursor.execute = run(execute)
    if executemany is not None:
        cursor.executemany = run(executemany)
    if copy is not None:
        cursor.copy = copy_observed
    if stream is not None:
        cursor.stream = stream_observed


def _patch_commands(*connections: Any) -> None:
    """BEGIN, COMMIT, ROLLBACK and savepoints of `commit()`, `rollback()` and `transaction()` all pass `_exec_command`."""
    for connection in connections:
        original = connection._exec_command
        close = connection.close

        def exec_command(self: Any, command: Any, *args: Any, _original: Any = original, **options: Any) -> Any:
            failed = _status(self) == _FAILED
            result = yield from _original(self, command, *args, **options)
            text = command.as_string(self) if hasattr(command, "as_string") else bytes(command).decode("utf-8", "replace")
            attach(self)
            for meaning in meanings(text):
                if failed and meaning.verb in ("commit", "end"):
                    self.synclint_transaction.roll_back()
                self.synclint_transaction.ran(meaning, 0, _status(self) in _IN_TRANSACTION)
            return result

        def closed(self: Any, _close: Any = close) -> Any:
            attach(self)
            self.synclint_transaction.roll_back()
            return _close(self)

        connection._exec_command = exec_command
        connection.close = closed


def _status(connection: Any) -> int:
    return int(connection.pgconn.transaction_status)
