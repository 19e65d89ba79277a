"""Sources that are no API: databases of other systems, and callables that answer in the place of their clients.

What they are asked is recorded. A fault of a run makes them fail as a driver does, with the errors of PEP 249.
"""

from __future__ import annotations

import threading
from collections.abc import Collection
from types import ModuleType
from typing import Any

from .recorder import recorder

_OPERATIONAL = "OperationalError"
#: Fault → name of the error in PEP 249, its number in MySQL, its message.
_ERRORS: dict[str, tuple[str, int, str]] = {
    "unauthorized": (_OPERATIONAL, 1045, "access denied: password authentication failed"),
    "forbidden": (_OPERATIONAL, 1142, "permission denied for this table"),
    "unavailable": (_OPERATIONAL, 2013, "server closed the connection unexpectedly"),
    "unavailable-twice": (_OPERATIONAL, 2013, "server closed the connection unexpectedly"),
    "unavailable-later": (_OPERATIONAL, 2013, "server closed the connection unexpectedly"),
    "hang": (_OPERATIONAL, 3024, "timeout expired: the query took too long"),
    "reset": (_OPERATIONAL, 2013, "connection reset by peer"),
    "truncated": ("ProgrammingError", 1054, "column does not exist"),
    "html": ("ProgrammingError", 1146, "table does not exist"),
}


class Sources:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.begin(None, ())

    def begin(self, fault: str | None, databases: Collection[str]) -> None:
        """From here on the sources have this fault; `databases` are the aliases of those that are some."""
        self.fault = fault
        self.databases = tuple(databases)
        self._met = 0

    def asked(self, name: str, errors: Any) -> None:
        """A source is asked; raises where the run is to fail. `errors` has the errors of its driver as attributes."""
        error = self._error(errors)
        recorder.event("sources", name=name, refused=error is not None)
        if error is not None:
            raise error

    def _error(self, errors: Any) -> Exception | None:
        if self.fault not in _ERRORS or not recorder.watching:
            return None
        with self._lock:
            self._met += 1
            met = self._met
        if (self.fault == "unavailable-twice" and met > 2) or (self.fault == "unavailable-later" and met == 1):
            return None
        name, number, message = _ERRORS[self.fault]
        kind: type[Exception] = getattr(errors, name)
        is_mysql = kind.__module__.partition(".")[0] in ("MySQLdb", "pymysql", "mysql")
        return kind(number, message) if is_mysql else kind(message)


sources = Sources()


def errors_of(function: Any) -> Any:
    """The driver that the module of a function imports; Django's own errors where it imports none."""
    for value in list(getattr(function, "__globals__", {}).values()):
        if isinstance(value, ModuleType) and hasattr(value, "apilevel") and hasattr(value, _OPERATIONAL):
            return value
    from django.db import utils

    return utils
