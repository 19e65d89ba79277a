"""Tables of databases that belong to other systems: no model of the project describes them, so answers of ours do.

A database that is called like a known system, or that the project has answers for, gets the tables that these name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

#: Database → table → rows.
Tables = Mapping[str, Mapping[str, Sequence[Mapping[str, Any]]]]

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d)?$")
_DAY = re.compile(r"\d{4}-\d\d-\d\d$")


def build(tables: Tables) -> None:
    """In the templates; a table that a model of the project has made already is filled as it is."""
    for alias, connection in _databases(tables):
        existing = set(connection.introspection.table_names())
        with connection.cursor() as cursor:
            for name, rows in tables[alias].items():
                if name not in existing:
                    cursor.execute(f"CREATE TABLE {_quoted(connection, name)} ({_columns(connection, rows)})")
                _fill(connection, cursor, name, rows)


def replace(tables: Tables) -> None:
    """The same tables with other rows, before a run."""
    from django.db import Error
    from django.db.transaction import atomic

    for alias, connection in _databases(tables):
        with connection.cursor() as cursor:
            for name, rows in tables[alias].items():
                try:
                    with atomic(using=alias):
                        cursor.execute(f"DELETE FROM {_quoted(connection, name)}")
                        _fill(connection, cursor, name, rows)
                except Error:  # Values of another type than its columns: a table that takes them.
                    cursor.execute(f"DROP TABLE {_quoted(connection, name)}")
                    cursor.execute(f"CREATE TABLE {_quoted(connection, name)} ({_columns(connection, rows)})")
                    _fill(connection, cursor, name, rows)


def aliases(tables: Tables) -> list[str]:
    """Databases of the project that have such tables."""
    return [alias for alias, _ in _databases(tables)]


def _databases(tables: Tables) -> list[tuple[str, Any]]:
    from django.db import connections

    return [(alias, connections[alias]) for alias in connections if alias != "default" and alias in tables]


def _fill(connection: Any, cursor: Any, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    for row in rows:
        names = ", ".join(_quoted(connection, name) for name in row)
        marks = ", ".join(["%s"] * len(row))
        cursor.execute(
            f"INSERT INTO {_quoted(connection, table)} ({names}) VALUES ({marks})",
            [_kept(connection, value) for value in row.values()],
        )


def _kept(connection: Any, value: Any) -> Any:
    """PostgreSQL has no text with a NUL in it, so that no source there has one."""
    return value.replace("\0", "") if connection.vendor == "postgresql" and isinstance(value, str) else value


def _columns(connection: Any, rows: Sequence[Mapping[str, Any]]) -> str:
    names = list(dict.fromkeys(name for row in rows for name in row))
    return ", ".join(f"{_quoted(connection, name)} {_type(connection, [row.get(name) for row in rows])}" for name in names)


def _type(connection: Any, values: Sequence[Any]) -> str:
    """Of the narrowest kind that holds all values; SQLite keeps each value as it is given when a column has no type."""
    if connection.vendor == "sqlite":
        return ""
    known = [value for value in values if value is not None]
    for kind, is_of_kind in _KINDS:
        if known and all(is_of_kind(value) for value in known):
            return kind
    return "text"


_KINDS: tuple[tuple[str, Any], ...] = (
    ("boolean", lambda value: isinstance(value, bool)),
    ("bigint", lambda value: isinstance(value, int) and not isinstance(value, bool) and -(2**63) <= value < 2**63),
    ("numeric", lambda value: isinstance(value, int) and not isinstance(value, bool)),
    ("double precision", lambda value: isinstance(value, (int, float)) and not isinstance(value, bool)),
    ("timestamp", lambda value: isinstance(value, str) and _MOMENT.match(value)),
    ("date", lambda value: isinstance(value, str) and _DAY.match(value)),
)


def _quoted(connection: Any, name: str) -> str:
    return str(connection.ops.quote_name(name))
