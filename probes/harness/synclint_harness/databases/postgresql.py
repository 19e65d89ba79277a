"""PostgreSQL: a template database for each alias, cloned. Only databases with our prefix are made, used or dropped."""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from synclint_harness.databases.base import Databases

#: The longest name that PostgreSQL does not cut.
_LONGEST = 63
#: Servers notice that a client is gone after some milliseconds.
_SESSIONS_END_WITHIN = 0.3
_PREFIX = re.compile(r"[a-z][a-z0-9_]{2,39}")
_OURS = re.compile(r"synclint_(?P<pid>\d+)_")


class PostgreSQL(Databases):
    reusable = True

    def __init__(self, aliases: Mapping[str, Mapping[str, Any]], target: Mapping[str, Any]) -> None:
        super().__init__(aliases)
        self._target = target
        self._prefix = str(target["prefix"])
        if not _PREFIX.fullmatch(self._prefix):
            raise ValueError(f"a prefix of databases is lower-case letters, digits and underscores: {self._prefix!r}")
        self._server_version = ""

    def connection(self, database: str) -> dict[str, Any]:
        target = self._target
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": database,
            "HOST": target["host"],
            "PORT": str(target["port"]),
            "USER": target["user"],
            "PASSWORD": target["password"],
            "OPTIONS": {},
        }

    def template(self, alias: str) -> str:
        return self._name("template", alias)

    def copy_of(self, alias: str, trial: str) -> str:
        return self._name(trial, alias)

    def prepare(self) -> None:
        with _Server(self._target) as server:
            self._server_version = server.version()
            server.drop(name for name in server.databases() if self._is_stale(name))
            for alias in self.owners:
                server.create(self.template(alias), "template0")

    def adapt(self) -> None:
        """Django speaks PostgreSQL as it is."""

    def version(self) -> str:
        return f"PostgreSQL {self._server_version}"

    def make(self, trial: str) -> None:
        with _Server(self._target) as server:
            for alias in self.owners:
                server.create(self.copy_of(alias, trial), self.template(alias))

    def untouched(self, trial: str) -> frozenset[str]:
        names = {self.copy_of(alias, trial): alias for alias in self.owners}
        with _Server(self._target) as server:
            return frozenset(names[name] for name in server.untouched(list(names)))

    def remove(self, trial: str) -> None:
        with _Server(self._target) as server:
            server.drop(self.copy_of(alias, trial) for alias in self.owners)

    def remove_all(self) -> None:
        with _Server(self._target) as server:
            server.drop(name for name in server.databases() if name.startswith(self._prefix))

    def _name(self, *parts: str) -> str:
        name = self._prefix + "_".join(re.sub(r"\W", "_", part.lower()) for part in parts)
        if len(name) <= _LONGEST and name == self._prefix + "_".join(parts):
            return name
        digest = hashlib.sha256("/".join(parts).encode()).hexdigest()[:12]
        return f"{name[: _LONGEST - 13]}_{digest}"

    def _is_stale(self, name: str) -> bool:
        """Of this run, or of one of this machine whose process is gone."""
        if name.startswith(self._prefix):
            return True
        match = _OURS.match(name)
        local = str(self._target["host"]).startswith("/") or self._target["host"] in ("localhost", "127.0.0.1", "::1")
        return bool(match) and local and not _is_alive(int(match["pid"]))  # type: ignore[index]


class _Server:
    """A connection to the maintenance database, which is never written to."""

    def __init__(self, target: Mapping[str, Any]) -> None:
        values = {
            "host": target["host"],
            "port": target["port"],
            "user": target["user"],
            "dbname": target["maintenance"],
            "connect_timeout": 5,
        }
        if target["password"]:
            values["password"] = target["password"]
        self._connection = _driver().connect(**values)
        self._connection.autocommit = True

    def __enter__(self) -> _Server:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def version(self) -> str:
        return str(self._rows("SHOW server_version")[0][0]).split()[0]

    def databases(self) -> list[str]:
        return [name for (name,) in self._rows("SELECT datname FROM pg_database WHERE NOT datistemplate")]

    def create(self, name: str, template: str) -> None:
        """Files are copied where that costs no checkpoint: in a server that does not care whether they reach a disk."""
        strategy = " STRATEGY file_copy" if self._copies_files() else ""
        self._execute(f"CREATE DATABASE {_quoted(name)} TEMPLATE {_quoted(template)}{strategy}")

    def drop(self, names: Iterable[str]) -> None:
        for name in list(names):
            self._execute(f"DROP DATABASE IF EXISTS {_quoted(name)} WITH (FORCE)")

    def untouched(self, names: Sequence[str]) -> list[str]:
        """Rows of the catalogue count as well, so that changed tables show; what a session wrote counts when it ends."""
        end = time.monotonic() + _SESSIONS_END_WITHIN
        while time.monotonic() < end:
            rows = self._rows(
                "SELECT datname, (SELECT count(*) FROM pg_stat_activity WHERE datname = ANY(%s)),"
                " tup_inserted + tup_updated + tup_deleted FROM pg_stat_database WHERE datname = ANY(%s)",
                [list(names), list(names)],
            )
            if all(sessions == 0 for _, sessions, _ in rows):
                return [name for name, _, written in rows if written == 0]
            time.sleep(0.002)
        return []

    def _copies_files(self) -> bool:
        [(fsync, number)] = self._rows("SELECT current_setting('fsync'), current_setting('server_version_num')::int")
        return fsync == "off" and number >= 150_000

    def _rows(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        with self._connection.cursor() as cursor:
            cursor.execute(statement, values or None)
            return list(cursor.fetchall())

    def _execute(self, statement: str) -> None:
        with self._connection.cursor() as cursor:
            cursor.execute(statement)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _driver() -> Any:
    """Whichever of the two Django would take."""
    try:
        import psycopg
    except ImportError:
        import psycopg2 as psycopg
    return psycopg


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
