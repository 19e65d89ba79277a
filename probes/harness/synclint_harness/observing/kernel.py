"""Landlock, the sandbox that Linux lets every process put itself into: https://docs.kernel.org/userspace-api/landlock.html."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Sequence

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same on every architecture
_PR_SET_NO_NEW_PRIVS = 38
_PATH_BENEATH, _NET_PORT = 1, 2

_WRITE_FILE = 1 << 1
_REMOVE = 1 << 4 | 1 << 5
_MAKE = sum(1 << bit for bit in range(6, 13))
#: Version of the interface → what came with it: moving between folders, truncating.
_LATER = {2: 1 << 13, 3: 1 << 14}
_CONNECT_TCP, _CONNECT_SINCE = 1 << 1, 4

#: Devices that keep nothing, and the place of POSIX semaphores.
_DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/tty")
_SHARED_MEMORY = "/dev/shm"


class _Ruleset(ctypes.Structure):
    _fields_ = [("fs", ctypes.c_uint64), ("net", ctypes.c_uint64)]


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = [("access", ctypes.c_uint64), ("parent", ctypes.c_int32)]


class _NetPort(ctypes.Structure):
    _fields_ = [("access", ctypes.c_uint64), ("port", ctypes.c_uint64)]


def restrict(folders: Sequence[str], ports: Sequence[int]) -> bool:
    if sys.platform != "linux":
        return False
    library = ctypes.CDLL(None, use_errno=True)
    version = library.syscall(_CREATE_RULESET, None, 0, 1)
    if version < 1:
        return False
    writing = _WRITE_FILE | _REMOVE | _MAKE | sum(right for since, right in _LATER.items() if version >= since)
    network = _CONNECT_TCP if version >= _CONNECT_SINCE else 0
    attributes = _Ruleset(writing, network)
    size = ctypes.sizeof(attributes) if network else ctypes.sizeof(ctypes.c_uint64)
    ruleset = library.syscall(_CREATE_RULESET, ctypes.byref(attributes), size, 0)
    if ruleset < 0:
        return False
    try:
        for folder in (*folders, _SHARED_MEMORY):
            _allow_beneath(library, ruleset, folder, writing)
        for device in _DEVICES:
            _allow_beneath(library, ruleset, device, _WRITE_FILE | (writing & _LATER[3]))
        for port in ports if network else ():
            library.syscall(_ADD_RULE, ruleset, _NET_PORT, ctypes.byref(_NetPort(network, port)), 0)
        return library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 and library.syscall(_RESTRICT_SELF, ruleset, 0) == 0
    finally:
        os.close(ruleset)


def _allow_beneath(library: ctypes.CDLL, ruleset: int, path: str, access: int) -> None:
    try:
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        library.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, ctypes.byref(_PathBeneath(access, handle)), 0)
    finally:
        os.close(handle)
