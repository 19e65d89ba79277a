"""Scratch databases: a template for each alias of the project, and copies of all of them for each trial."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType
from typing import Any

from synclint_harness.databases.base import Databases
from synclint_harness.databases.postgresql import PostgreSQL
from synclint_harness.databases.sqlite import SQLite


def choose(target: Mapping[str, Any], scratch: str, module: ModuleType) -> Databases:
    aliases: Mapping[str, Mapping[str, Any]] = getattr(module, "DATABASES", None) or {}
    if target["engine"] == "postgresql":
        return PostgreSQL(aliases, target)
    return SQLite(aliases, scratch)
