"""The audit hook: what Python is about to do to the machine passes here, and stops here where it may not be.

An audit hook cannot be removed and cannot be walked around from Python code. What it does not see (libraries in C that
open files or sockets themselves) is dealt with where such a library is imported.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from . import files, hosts, native, network, processes, sqlite
from .recorder import recorder

Handler = Callable[..., None]


def install() -> None:
    handlers: dict[str, Handler] = {
        **files.HANDLERS,
        **hosts.HANDLERS,
        **network.HANDLERS,
        **processes.HANDLERS,
        **native.HANDLERS,
        "sqlite3.connect": sqlite.on_connect,
    }

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        handler = handlers.get(event)
        if handler is not None and recorder.armed:
            with recorder.observing():
                handler(*arguments)

    sys.addaudithook(hook)
