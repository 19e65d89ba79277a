"""psycopg2: its classes are written in C, so connections are made of subclasses."""

from __future__ import annotations

from functools import cache
from typing import Any

from .databases import as_timeout, postgres_target, refusal
from .late import when_imported
from .statements import Execution, attach

_IN_TRANSACTION = (1, 2, 3)  # active, in a transaction, in a failed transaction
_FAILED = 3


def install() -> None:
    when_imported("psycopg2", _patch)


def _patch(psycopg2: Any) -> None:
    extensions = psycopg2.extensions
    original = psycopg2.connect

    def connect(dsn: str | None = None, connection_factory: Any = None, cursor_factory: Any = None, **options: Any) -> Any:
        plain = {name: value for name, value in options.items() if name not in ("async", "async_")}
        parameters = extensions.parse_dsn(extensions.make_dsn(dsn, **plain))
        reason = refusal(postgres_target(parameters), as_timeout(parameters.get("connect_timeout")))
        if reason is not None:
            raise psycopg2.OperationalError(reason)
        factory = connection_factory or extensions.connection
        if isinstance(factory, type):
            factory = _observed(factory, extensions.cursor)
        return original(dsn, connection_factory=factory, cursor_factory=cursor_factory, **options)

    psycopg2.connect = connect


@cache
def _observed(base: type, default_cursor: type) -> type:
    class Connection(base):  # type: ignore[misc]
        def __init__(self, *args: Any, **options: Any) -> None:
            attach(self)
            super().__init__(*args, **options)

        def cursor(self, name: str | None = None, cursor_factory: Any = None, **options: Any) -> Any:
            factory = cursor_factory or self.cursor_factory or default_cursor
            if isinstance(factory, type):
                factory = _observed_cursor(factory)
            if name is not None:
                options["name"] = name
            return super().cursor(cursor_factory=factory, **options)

        # Its `__exit__` calls these two by their names.
        def commit(self) -> None:
            failed = self.info.transaction_status == _FAILED
            super().commit()
            if failed:
                self.synclint_transaction.roll_back()
            else:
                self.synclint_transaction.commit()

        def rollback(self) -> None:
            super().rollback()
            self.synclint_transaction.roll_back()

        def close(self) -> None:
            self.synclint_transaction.roll_back()
            super().close()

    Connection.__name__ = Connection.__qualname__ = base.__name__
    return Connection


@cache
def _observed_cursor(base: type) -> type:
    class Cursor(base):  # type: ignore[misc]
        def execute(self, query: Any, vars: Any = None) -> Any:
            return self._run(query, lambda: super(Cursor, self).execute(query, vars), vars)

        def executemany(self, query: Any, vars_list: Any) -> Any:
            return self._run(query, lambda: super(Cursor, self).executemany(query, vars_list))

        def callproc(self, procname: str, *args: Any) -> Any:
            return self._run(f"CALL {procname}", lambda: super(Cursor, self).callproc(procname, *args))

        def copy_expert(self, sql: Any, *args: Any, **options: Any) -> Any:
            return self._run(sql, lambda: super(Cursor, self).copy_expert(sql, *args, **options))

        def copy_from(self, file: Any, table: str, *args: Any, **options: Any) -> Any:
            text = f'COPY "{table}" FROM STDIN'
            return self._run(text, lambda: super(Cursor, self).copy_from(file, table, *args, **options))

        def _run(self, query: Any, function: Any, parameters: Any = None) -> Any:
            # Subclasses of psycopg2 call one of these from another: what is under way is not a second statement.
            if getattr(self, "_synclint_busy", False):
                return function()
            text = query.as_string(self) if hasattr(query, "as_string") else query
            connection = self.connection
            self._synclint_busy = True
            try:
                with Execution(connection, text, lambda: _is_open(connection), parameters) as execution:
                    result = function()
                    execution.rows = self.rowcount
                    return result
            finally:
                self._synclint_busy = False

    Cursor.__name__ = Cursor.__qualname__ = base.__name__
    return Cursor


def _is_open(connection: Any) -> bool:
    return not connection.closed and connection.info.transaction_status in _IN_TRANSACTION
