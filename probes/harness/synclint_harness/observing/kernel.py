"""Landlock, the sandbox that Linux lets every process put itself into: https://docs.kernel.org/userspace-api/landlock.html."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Collection, Iterable
from functools import cache

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same on every architecture
_PR_SET_NO_NEW_PRIVS = 38
_PATH_BENEATH, _NET_PORT = 1, 2

_WRITE_FILE = 1 << 1
_REMOVE = 1 << 4 | 1 << 5
_MAKE = sum(1 << bit for bit in range(6, 13))
_MOVE_BETWEEN_FOLDERS = 1 << 13
#: Without it every move from one folder to another is refused, also within those that may be written.
_MOVE_SINCE = 2
_TRUNCATE, _TRUNCATE_SINCE = 1 << 14, 3
_CONNECT_TCP, _CONNECT_SINCE = 1 << 1, 4
#: Abstract Unix sockets and signals, of and to processes that are not bound likewise.
_SCOPES, _SCOPES_SINCE = 1 << 0 | 1 << 1, 6

#: Devices that keep nothing, and the place of POSIX semaphores.
_DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/tty")
_SHARED_MEMORY = "/dev/shm"


class _Ruleset(ctypes.Structure):
    _fields_ = [("fs", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64)]


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = [("access", ctypes.c_uint64), ("parent", ctypes.c_int32)]


class _NetPort(ctypes.Structure):
    _fields_ = [("access", ctypes.c_uint64), ("port", ctypes.c_uint64)]


@cache
def version() -> int:
    """Of the interface; 0 where this kernel has none, or none that a program could live with."""
    if sys.platform != "linux":
        return 0
    found = ctypes.CDLL(None).syscall(_CREATE_RULESET, None, 0, 1)
    return found if found >= _MOVE_SINCE else 0


def restrict(folders: Collection[str], ports: Collection[int] | None) -> None:
    """Binds this process, and all that it starts, for good: it writes in these folders only, and connects by TCP to these ports.

    `ports` None: to all. Nothing where `version` is 0; raises `OSError` where the kernel refuses what it says it has.
    """
    since = version()
    if not since:
        return
    library = ctypes.CDLL(None, use_errno=True)
    truncating = _TRUNCATE if since >= _TRUNCATE_SINCE else 0
    writing = _WRITE_FILE | _REMOVE | _MAKE | _MOVE_BETWEEN_FOLDERS | truncating
    network = _CONNECT_TCP if since >= _CONNECT_SINCE and ports is not None else 0
    attributes = _Ruleset(writing, network, _SCOPES if since >= _SCOPES_SINCE else 0)
    # Kernels refuse fields that they do not know.
    known = ctypes.sizeof(ctypes.c_uint64) * (1 + (since >= _CONNECT_SINCE) + (since >= _SCOPES_SINCE))
    ruleset = _done(library.syscall(_CREATE_RULESET, ctypes.byref(attributes), known, 0))
    try:
        _allow_beneath(library, ruleset, (*folders, _SHARED_MEMORY), writing)
        _allow_beneath(library, ruleset, _DEVICES, _WRITE_FILE | truncating)
        for port in (ports or ()) if network else ():
            _done(library.syscall(_ADD_RULE, ruleset, _NET_PORT, ctypes.byref(_NetPort(network, port)), 0))
        _done(library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
        _done(library.syscall(_RESTRICT_SELF, ruleset, 0))
    finally:
        os.close(ruleset)


def _allow_beneath(library: ctypes.CDLL, ruleset: int, paths: Iterable[str], access: int) -> None:
    for path in paths:
        try:
            handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except FileNotFoundError:
            continue
        try:
            _done(library.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, ctypes.byref(_PathBeneath(access, handle)), 0))
        finally:
            os.close(handle)


def _done(result: int) -> int:
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, f"Landlock: {os.strerror(error)}")
    return result
