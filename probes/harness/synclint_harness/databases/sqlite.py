"""SQLite: a file for each alias, copied. Not `:memory:`, since threads and asynchronous code open a second connection."""

from __future__ import annotations

import importlib
import os
import shutil
from collections.abc import Mapping
from typing import Any

from synclint_harness.databases.base import Databases


class SQLite(Databases):
    def __init__(self, aliases: Mapping[str, Mapping[str, Any]], scratch: str) -> None:
        super().__init__(aliases)
        self._scratch = scratch

    def connection(self, database: str) -> dict[str, Any]:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": database, "OPTIONS": {"timeout": 5}}

    def template(self, alias: str) -> str:
        return os.path.join(self._scratch, "boot", "databases", _file_name(alias))

    def copy_of(self, alias: str, trial: str) -> str:
        return os.path.join(self._folder(trial), _file_name(alias))

    def prepare(self) -> None:
        os.makedirs(os.path.join(self._scratch, "boot", "databases"), exist_ok=True)

    def adapt(self) -> None:
        collapse_schemas()

    def version(self) -> str:
        import sqlite3

        return f"SQLite {sqlite3.sqlite_version}"

    def make(self, trial: str) -> None:
        os.makedirs(self._folder(trial))
        for alias in self.owners:
            shutil.copyfile(self.template(alias), self.copy_of(alias, trial))

    def untouched(self, trial: str) -> frozenset[str]:
        return frozenset(alias for alias in self.owners if _are_equal(self.copy_of(alias, trial), self.template(alias)))

    def remove(self, trial: str) -> None:
        shutil.rmtree(self._folder(trial), ignore_errors=True)

    def remove_all(self) -> None:
        """They are in folders that are removed whole."""

    def _folder(self, trial: str) -> str:
        """Within the only folder that a run may write to."""
        return os.path.join(self._scratch, "trials", trial, "databases")


def collapse_schemas() -> None:
    """A table of a schema (`crm"."jobs`, the usual trick) becomes a table of that name: SQLite has no schemas."""
    # The backend comes first: nobody has imported it where no application has models, and its parts import each other.
    importlib.import_module("django.db.backends.sqlite3.base")
    from django.db.backends.sqlite3.operations import DatabaseOperations

    DatabaseOperations.quote_name = _quote_name


def _file_name(alias: str) -> str:
    return "".join(character if character.isalnum() or character in "-_" else "_" for character in alias) + ".sqlite3"


def _are_equal(copy: str, template: str) -> bool:
    """By their headers, which have a counter of changes; false where some of these may stand in another file."""
    if os.path.exists(f"{copy}-wal") or os.path.exists(f"{copy}-journal"):
        return False
    try:
        return _header(copy) == _header(template)
    except OSError:
        return False


def _header(file: str) -> bytes:
    with open(file, "rb") as opened:
        return opened.read(100)


def _quote_name(_: object, name: str) -> str:
    inner = name.strip('"').replace('"."', ".")
    return '"' + inner.replace('"', '""') + '"'
