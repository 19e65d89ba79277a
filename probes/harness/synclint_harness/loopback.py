"""The loopback interface, and a network namespace that has nothing else."""

from __future__ import annotations

import ctypes
import errno
import os
import socket
import struct
import sys

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_GET_FLAGS, _SET_FLAGS, _UP = 0x8913, 0x8914, 1
_REQUEST = struct.Struct("16sH14x")
_CAPABILITIES = 0x20080522


def bring_up() -> None:
    """Raises `OSError` where it is down and this process may not bring it up. Elsewhere than on Linux it is always up."""
    if not sys.platform.startswith("linux"):
        return
    import fcntl

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        _, flags = _REQUEST.unpack(fcntl.ioctl(any_socket, _GET_FLAGS, _REQUEST.pack(b"lo", 0)))
        if not flags & _UP:
            fcntl.ioctl(any_socket, _SET_FLAGS, _REQUEST.pack(b"lo", flags | _UP))


def enter_namespace() -> None:
    """Leaves this process, and all that it starts, with a loopback interface of their own; raises `OSError` where it may not.

    Sockets that it has already stay where they are. Before there are threads.
    """
    if not sys.platform.startswith("linux"):
        raise OSError(errno.ENOSYS, "only Linux has network namespaces")
    try:
        _unshare(_NEW_NET)
    except PermissionError:
        _enter_as_user()
    else:
        bring_up()


def _enter_as_user() -> None:
    """By a user namespace, in which it stays who it is, and has no privilege in the end."""
    user, group = os.getuid(), os.getgid()
    _unshare(_NEW_USER | _NEW_NET)
    for file, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        with open(f"/proc/self/{file}", "w") as opened:
            opened.write(text)
    bring_up()
    nothing = (ctypes.c_uint32 * 6)()
    _done(ctypes.CDLL(None, use_errno=True).capset((ctypes.c_uint32 * 2)(_CAPABILITIES, 0), nothing))


def _unshare(flags: int) -> None:
    # `os.unshare` came with Python 3.12.
    _done(ctypes.CDLL(None, use_errno=True).unshare(flags))


def _done(result: int) -> None:
    if result != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
