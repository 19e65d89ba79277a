"""What is in the databases before and after a run.

Read through connections of our own, so that only what was committed counts, and with a digest for each row, so that
changed rows show as well as new ones.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from ..run import TableChange
from .models import Column, columns_of, find, models_by_table
from .recorder import recorder

#: Rows of a table that are kept whole; of others there are only digests.
KEPT = 5000
#: Rows of a table that are told apart; of more only their number and the sum of their digests.
DIGESTED = 200_000
#: Columns of one result; servers allow at least 1,600.
_ASKED = 500


@dataclass(frozen=True)
class Contents:
    """One table. `digests` has row digests by the digest of their key, or by themselves with their number where there is none."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    digests: Mapping[bytes, Any]
    keyed: bool
    count: int
    total: int


@dataclass(frozen=True)
class Snapshot:
    """The contents of all configured databases at one time, by alias and name of the table."""

    tables: Mapping[tuple[str, str], Contents]

    def rows(self, model: str) -> list[dict[str, Any]]:
        """Rows of a model as JSON, in the order of their keys; the model by its dotted name, or by a class name that is unique.

        Of a table with more than `KEPT` rows the first ones.
        """
        found = find(model)
        for (alias, table), contents in self.tables.items():
            models = models_by_table(alias)
            if table in models and models[table] is found:
                columns = columns_of(found, alias)
                rows = [_as_json(contents.columns, row, columns) for row in contents.rows]
                key: str = found._meta.pk.attname
                return sorted(rows, key=lambda row: (row[key] is None, str(type(row[key])), row[key]))
        return []


#: What the databases hold of which nobody knows anything yet.
_NOTHING = Snapshot({})


def snapshot(known: Snapshot = _NOTHING, unchanged: Collection[str] = ()) -> Snapshot:
    """Read every table of every database that Django knows; own connections, only what is committed.

    `known` spares most of it: databases of the aliases in `unchanged` are as they were then, and tables that were empty and are
    so still need not be read.
    """
    from django.db import connections

    aliases = _separate(connections.settings)
    if all(alias in unchanged for alias in aliases):
        return known
    found: dict[tuple[str, str], Contents] = {}
    with recorder.unobserved():
        for alias in aliases:
            then = {table: contents for (owner, table), contents in known.tables.items() if owner == alias}
            if alias not in unchanged:
                with _cursor(connections, alias) as (cursor, vendor):
                    then = _read(cursor, vendor, alias, then)
            found.update({(alias, table): contents for table, contents in then.items()})
    return Snapshot(found)


def _read(cursor: Any, vendor: str, alias: str, known: Mapping[str, Contents]) -> dict[str, Contents]:
    tables = _tables(cursor, vendor)
    empty = _still_empty(cursor, [(table, source) for table, source, _ in tables if table in known and not known[table].count])
    found = {table: known[table] for table in empty}
    for table, source, key in tables:
        if table not in found:
            columns = _sqlite_key(cursor, table, alias) if key is None else key
            cursor.execute(f"SELECT * FROM {source}")
            found[table] = _contents(cursor, columns)
    return found


def _still_empty(cursor: Any, tables: Sequence[tuple[str, str]]) -> list[str]:
    """Asked in one go: preparing a statement costs more than carrying it out."""
    found = []
    for start in range(0, len(tables), _ASKED):
        some = tables[start : start + _ASKED]
        cursor.execute(f"SELECT {', '.join(f'EXISTS (SELECT 1 FROM {source})' for _, source in some)}")
        found += [table for (table, _), has_rows in zip(some, cursor.fetchone()) if not has_rows]
    return found


def difference(before: Snapshot, after: Snapshot) -> tuple[TableChange, ...]:
    """The tables that differ, with numbers of rows."""
    changes = []
    for alias, table in sorted({*before.tables, *after.tables}):
        old, new = before.tables.get((alias, table)), after.tables.get((alias, table))
        inserted, updated, deleted = _compare(old, new)
        if inserted or updated or deleted:
            model = models_by_table(alias).get(table)
            name = None if model is None else f"{model.__module__}.{model.__qualname__}"
            changes.append(TableChange(alias, table, name, inserted, updated, deleted))
    return tuple(changes)


def _separate(settings: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """One alias for each database: what is written to one that is replicated is not written twice."""
    places: dict[tuple[str, ...], str] = {}
    for alias, given in settings.items():
        places.setdefault(tuple(str(given.get(key, "")) for key in ("ENGINE", "HOST", "PORT", "NAME")), alias)
    return list(places.values())


@contextmanager
def _cursor(connections: Any, alias: str) -> Iterator[tuple[Any, str]]:
    wrapper = connections[alias]
    name = str(wrapper.settings_dict["NAME"])
    if wrapper.vendor == "sqlite" and "memory" not in name and name:
        # Past Django: its own connection would define fifty functions first.
        # Past our own observation as well.
        with closing(sqlite3.Connection(name, uri=name.startswith("file:"))) as connection:
            yield connection.cursor(), "sqlite"
    elif wrapper.vendor == "sqlite":
        with wrapper.cursor() as cursor:
            yield cursor, "sqlite"
    else:
        own = wrapper.copy()
        try:
            with own.cursor() as cursor:
                yield cursor, own.vendor
        finally:
            own.close()


def _tables(cursor: Any, vendor: str) -> list[tuple[str, str, tuple[str, ...] | None]]:
    """Name, quoted name and columns of the primary key; None where they have to be asked for."""
    if vendor == "sqlite":
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
        )
        return [(name, _quote(name), None) for (name,) in cursor.fetchall()]
    cursor.execute(
        "SELECT n.nspname, c.relname, coalesce(array_agg(a.attname::text ORDER BY a.attnum)"
        " FILTER (WHERE i.indrelid IS NOT NULL), '{}')"
        " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary"
        " LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)"
        " WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND n.nspname NOT IN ('pg_catalog', 'information_schema')"
        " AND n.nspname NOT LIKE 'pg\\_%' GROUP BY 1, 2 ORDER BY 1, 2"
    )
    return [
        (table if schema == "public" else f"{schema}.{table}", f"{_quote(schema)}.{_quote(table)}", tuple(key))
        for schema, table, key in cursor.fetchall()
    ]


def _sqlite_key(cursor: Any, table: str, alias: str) -> tuple[str, ...]:
    model = models_by_table(alias).get(table)
    if model is not None:
        keys = getattr(model._meta, "pk_fields", None) or [model._meta.pk]
        return tuple(field.column for field in keys)
    cursor.execute(f"PRAGMA table_info({_quote(table)})")
    return tuple(row[1] for row in sorted(cursor.fetchall(), key=lambda row: row[5]) if row[5])


def _quote(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _contents(cursor: Any, key: tuple[str, ...]) -> Contents:
    columns = tuple(column[0] for column in cursor.description)
    positions = [columns.index(name) for name in key if name in columns]
    rows: list[tuple[Any, ...]] = []
    digests: dict[bytes, Any] = {}
    count = total = 0
    while batch := cursor.fetchmany(1000):
        for row in batch:
            digest = _digest(row)
            count += 1
            total = (total + int.from_bytes(digest, "big")) % (1 << 64)
            if count <= KEPT:
                rows.append(tuple(row))
            if count > DIGESTED:
                digests.clear()
            elif positions:
                digests[_digest([row[position] for position in positions])] = digest
            else:
                digests[digest] = digests.get(digest, 0) + 1
    return Contents(columns, tuple(rows), digests, bool(positions), count, total)


def _digest(values: Any) -> bytes:
    return blake2b(repr(tuple(values)).encode("utf-8", "surrogatepass"), digest_size=8).digest()


def _compare(old: Contents | None, new: Contents | None) -> tuple[int, int, int]:
    if old is new:
        return 0, 0, 0
    if old is None or new is None:
        return (new.count if new else 0), 0, (old.count if old else 0)
    if old.count == new.count and old.total == new.total:
        return 0, 0, 0
    if max(old.count, new.count) > DIGESTED:
        grown = new.count - old.count
        return max(grown, 0), int(grown == 0), max(-grown, 0)
    if old.keyed and new.keyed:
        common = old.digests.keys() & new.digests.keys()
        updated = sum(old.digests[key] != new.digests[key] for key in common)
        return len(new.digests) - len(common), updated, len(old.digests) - len(common)
    inserted = sum(max(number - old.digests.get(digest, 0), 0) for digest, number in new.digests.items())
    deleted = sum(max(number - new.digests.get(digest, 0), 0) for digest, number in old.digests.items())
    return inserted, 0, deleted


def _as_json(names: tuple[str, ...], row: tuple[Any, ...], columns: Mapping[str, Column]) -> dict[str, Any]:
    return {columns[name].name: columns[name].as_json(value) for name, value in zip(names, row) if name in columns}
