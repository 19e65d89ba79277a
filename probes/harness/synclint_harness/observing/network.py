"""Connections: hosts become the simulator, everything else ends at once."""

from __future__ import annotations

import errno
import os
import random
import socket
from collections.abc import Callable, Sequence
from typing import Any

from . import clock, databases, files
from .hosts import LOOPBACK, hosts, is_address, may_reach, resolve, text
from .recorder import recorder

#: Ports whose servers speak first, or speak no HTTP: a simulator of HTTP would leave the client waiting.
NOT_HTTP: frozenset[int] = frozenset().union(
    {20, 21, 22, 23, 989, 990, 992, 2121, 2222, 3389},  # files and shells
    {25, 110, 119, 143, 465, 587, 993, 995, 5222},  # mail, news, chat
    {53, 111, 123, 135, 139, 161, 389, 445, 514, 543, 631, 636, 873, 2049, 2181},  # names, directories, file systems
    {1433, 1434, 1521, 1522, 3306, 3307, 5432, 5433, 5439, 6432, 6543, 9042, 27017, 27018, 33060, 50000},  # databases
    {1883, 4222, 5671, 5672, 6379, 6380, 8883, 9092, 11211},  # brokers and caches
)
#: Ports of this process's own servers.
_listening: set[int] = set()
#: Ports for servers that take any: the kernel has to know beforehand where a run may connect to.
reserved: list[int] = []
_RESERVED = 16
_RESERVED_FROM = range(20_000, 32_000)  # nobody gets these by chance, and few by habit
_bind = socket.socket.bind
_connect = socket.socket.connect
_connect_ex = socket.socket.connect_ex
_listen = socket.socket.listen


def install() -> None:
    for name in list(os.environ):
        if name.lower() in ("http_proxy", "https_proxy", "all_proxy", "ftp_proxy"):
            del os.environ[name]
    replacements: Any = socket.socket
    replacements.connect, replacements.connect_ex, replacements.listen = _on_connect, _on_connect_ex, _on_listen
    replacements.bind = _on_bind


def reserve_ports(ports: Sequence[int] | None = None) -> None:
    """For this run; an interpreter that it starts is given those of the run."""
    # Not from the generator that the project may have seeded.
    reserved[:] = random.SystemRandom().sample(_RESERVED_FROM, _RESERVED) if ports is None else ports


def _on_connect(self: socket.socket, address: Any) -> None:
    target = _route(self, address)
    clock.shorten(self)
    try:
        _connect(self, target)
    except BlockingIOError:
        _stands(target)
        raise
    _stands(target)


def _on_connect_ex(self: socket.socket, address: Any) -> int:
    try:
        target = _route(self, address)
    except OSError as error:
        return error.errno or errno.ECONNREFUSED
    result = _connect_ex(self, target)
    if result in (0, errno.EINPROGRESS, errno.EWOULDBLOCK):
        _stands(target)
    return result


def _on_listen(self: socket.socket, *backlog: int) -> None:
    _listen(self, *backlog)
    if self.family in (socket.AF_INET, socket.AF_INET6):
        _listening.add(self.getsockname()[1])


def _on_bind(self: socket.socket, address: Any) -> None:
    any_port = self.type == socket.SOCK_STREAM and isinstance(address, tuple) and address[1] == 0
    for port in reserved if any_port and self.family in (socket.AF_INET, socket.AF_INET6) else ():
        try:
            _bind(self, (address[0], port, *address[2:]))
            return
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
    _bind(self, address)


def _stands(target: Any) -> None:
    if _is_simulator(target) and recorder.watching:
        recorder.requested()


def _is_simulator(address: Any) -> bool:
    return isinstance(address, tuple) and address[0] in LOOPBACK and bool(recorder.port) and address[1] == recorder.port


def _route(sock: socket.socket, address: Any) -> Any:
    """Where a connection really goes; raises where it may not be made."""
    if not recorder.armed or sock.family not in (socket.AF_INET, socket.AF_INET6) or not isinstance(address, tuple):
        return address  # whatever it is, the audit hook has a look at it
    host, port = text(address[0]).lower().rstrip("."), int(address[1])
    if host in LOOPBACK and (port in _listening or _is_simulator(address)):
        return address
    name = hosts.name(host)
    if may_reach(name, port):
        if not is_address(host):
            with recorder.unobserved():
                host = str(resolve(host, port, sock.family)[0][4][0])
        hosts.remember(host, name)
        _record(sock, name, port, "allowed")
        return (host, port, *address[2:])
    if sock.type != socket.SOCK_STREAM or port in NOT_HTTP or not recorder.port:
        raise _refusal(sock, name, port)
    _record(sock, name, port, "redirected")
    if sock.family == socket.AF_INET6:
        return ("::ffff:127.0.0.1", recorder.port, 0, 0)
    return ("127.0.0.1", recorder.port)


def _record(sock: Any, host: str, port: int, how: str) -> None:
    recorder.event("connections", host=host, port=port, how=how, timeout=clock.timeout_of(sock))


def _refusal(sock: Any, host: str, port: int) -> OSError:
    _record(sock, host, port, "refused")
    return ConnectionRefusedError(errno.ECONNREFUSED, f"synclint does not connect a run to {host}:{port}")


def _permits(sock: Any, address: Any) -> bool:
    """What the hook lets through: only what `_route` returns, and sockets in the scratch folder."""
    if sock.family == getattr(socket, "AF_UNIX", None):
        path = os.fsdecode(address)
        return files.is_ours(path) or os.path.dirname(os.path.realpath(path)) in databases.socket_folders()
    if sock.family not in (socket.AF_INET, socket.AF_INET6):
        return False
    host, port = text(address[0]), int(address[1])
    if host in LOOPBACK and port in _listening:
        return True
    return _is_simulator(address) or may_reach(hosts.name(host), port)


def _check(sock: Any, address: Any | None) -> None:
    if address is None or _permits(sock, address):
        return
    inet = isinstance(address, tuple) and len(address) > 1 and isinstance(address[1], int)
    host = hosts.name(text(address[0])) if isinstance(address, tuple) else os.fsdecode(address)
    raise _refusal(sock, host, address[1] if inet else 0)


def _check_bind(sock: Any, address: Any) -> None:
    if sock.family == getattr(socket, "AF_UNIX", None) and address and not files.is_ours(os.fsdecode(address)):
        files.refuse(os.fsdecode(address), "create")


HANDLERS: dict[str, Callable[..., None]] = {
    "socket.connect": _check,
    "socket.sendto": _check,
    "socket.sendmsg": _check,
    "socket.bind": _check_bind,
}
