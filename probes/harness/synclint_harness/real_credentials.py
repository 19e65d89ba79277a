"""Values that nobody is to read in a report: those that the project keeps beside its code, in it, or was given for the probes."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from types import ModuleType
from typing import Any

from synclint_harness.credentials import in_env_files, opens_something

_IN_URL = re.compile(r"\b[a-z][a-z0-9+.-]*://[^/\s:@]*:([^/\s@]+)@", re.IGNORECASE)
#: Shorter ones would be found in words that have nothing to do with them.
_SHORTEST = 6
_DEPTH = 5

_known: set[str] = set()


def notice(root: str, *tables: Mapping[str, Any]) -> None:
    """Looks through files of variables, the environment, and tables of named values, before fakes take the place of any."""
    _keep(*in_env_files(root))
    for table in (os.environ, *tables):
        _look("", dict(table), _DEPTH)


def of_settings(module: ModuleType) -> Mapping[str, Any]:
    return {name: value for name, value in vars(module).items() if name.isupper()}


def known() -> list[str]:
    return sorted(_known)


def _look(name: str, value: Any, depth: int) -> None:
    if isinstance(value, str):
        _keep(*_IN_URL.findall(value), *([value] if opens_something(name) else []))
    elif isinstance(value, Mapping) and depth:
        for key, inner in value.items():
            _look(str(key), inner, depth - 1)
    elif isinstance(value, (list, tuple)) and depth:
        for inner in value:
            _look(name, inner, depth - 1)


def _keep(*values: str) -> None:
    _known.update(value for value in values if len(value) >= _SHORTEST and "synclint-fake" not in value)
