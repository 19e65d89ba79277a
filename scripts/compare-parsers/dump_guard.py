"""Keeping a project's code from changing the project and from reaching out of this process."""

from __future__ import annotations

import builtins
import contextlib
import ctypes
import functools
import io
import os
import sys
from typing import Any

WRITE_MODES = set("wax+")
WRITE_FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGES = {"os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.truncate", "os.link", "os.symlink", "os.chmod"}
OUTSIDE = {"socket.connect", "socket.getaddrinfo", "os.system", "os.exec", "os.posix_spawn", "subprocess.Popen"}
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000


def guard(root: str) -> None:
    """From here on: no network, no database, no other programs, and no writes below the project.

    Opening a file below the project for writing opens the null device (settings that set up a log file go on
    working), every other change there is refused.
    """
    cut_network_off()
    open_file = io.open

    @functools.wraps(open_file)
    def open_harmlessly(file: Any, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        if set(mode) & WRITE_MODES and _is_below(root, file):
            return open_file(os.devnull, mode.replace("x", "w"), *args, **kwargs)
        return open_file(file, mode, *args, **kwargs)

    os_open = os.open

    def os_open_harmlessly(path: Any, flags: int, *args: Any, **kwargs: Any) -> int:
        if flags & WRITE_FLAGS and _is_below(root, path):
            path, flags = os.devnull, flags & ~os.O_EXCL
        return os_open(path, flags, *args, **kwargs)

    builtins.open = io.open = open_harmlessly
    os.open = os_open_harmlessly

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            path, mode, flags = args
            writes = bool(flags & WRITE_FLAGS) if isinstance(flags, int) else bool(set(mode or "") & WRITE_MODES)
            if writes and _is_below(root, path):
                raise PermissionError(f"refused: write to {path}")
        elif event in CHANGES:
            if any(_is_below(root, arg) for arg in args):
                raise PermissionError(f"refused: {event}")
        elif event in OUTSIDE:
            raise PermissionError(f"refused: {event}")

    sys.addaudithook(hook)


def cut_network_off() -> None:
    """Keep database drivers, whose C code raises no audit events, from connecting anywhere."""
    from django.db import OperationalError
    from django.db.backends.base.base import BaseDatabaseWrapper

    def connect(self: BaseDatabaseWrapper) -> None:
        if self.vendor != "sqlite":
            raise OperationalError("refused: database connection")
        original_connect(self)

    original_connect = BaseDatabaseWrapper.connect
    setattr(BaseDatabaseWrapper, "connect", connect)
    with contextlib.suppress(OSError, AttributeError):
        unshare = ctypes.CDLL(None, use_errno=True).unshare
        if unshare(CLONE_NEWNET) != 0:
            unshare(CLONE_NEWUSER | CLONE_NEWNET)  # best effort: not every system lets one


def _is_below(root: str, path: object) -> bool:
    if not isinstance(path, (str, bytes, os.PathLike)):
        return False
    return (os.path.realpath(os.fsdecode(path)) + os.sep).startswith(root + os.sep)
