"""Names of hosts: resolved here, to addresses that do not exist.

198.18.0.0/15 is reserved for tests; the host is known again when one of its addresses is connected to. Nothing of it
asks a name server.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Callable
from typing import Any

from .recorder import recorder

LOOPBACK = {"127.0.0.1", "::1", "localhost", "::ffff:127.0.0.1"}


class Hosts:
    """Invented addresses of names, and names of true addresses that may be reached."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._invented: dict[str, str] = {}
        self._names: dict[str, str] = {}

    def invent(self, name: str) -> str:
        with self._lock:
            if name not in self._invented:
                number = len(self._invented) + 1
                address = f"198.{18 + (number >> 16)}.{number >> 8 & 255}.{number & 255}"
                self._invented[name], self._names[address] = address, name
            return self._invented[name]

    def remember(self, address: str, name: str) -> None:
        with self._lock:
            self._names[address] = name

    def name(self, address: str) -> str:
        return self._names.get(address, address)


hosts = Hosts()
resolve = socket.getaddrinfo


def install() -> None:
    socket.getaddrinfo = _getaddrinfo
    socket.gethostbyname = lambda name: _getaddrinfo(name, 0)[0][4][0]
    socket.gethostbyname_ex = lambda name: (name, [], [_getaddrinfo(name, 0)[0][4][0]])
    socket.gethostbyaddr = _gethostbyaddr
    socket.getnameinfo = lambda address, flags: (hosts.name(text(address[0])), str(address[1]))


def text(host: Any) -> str:
    return host.decode("ascii", "replace") if isinstance(host, (bytes, bytearray)) else str(host)


def is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


def may_reach(host: str, port: int) -> bool:
    return host in recorder.allow_hosts or f"{host}:{port}" in recorder.allow_hosts


def _getaddrinfo(host: Any, port: Any, family: int = 0, type: int = 0, proto: int = 0, flags: int = 0) -> Any:
    name = None if host is None else text(host).lower().rstrip(".")
    known = name in (None, "", "localhost") or is_address(name or "")
    if known or not recorder.armed:
        with recorder.unobserved():
            return resolve(host, port, family, type, proto, flags)
    assert name is not None
    if any(entry.partition(":")[0] == name for entry in recorder.allow_hosts):
        with recorder.unobserved():
            found = resolve(host, port, family, type, proto, flags)
        for entry in found:
            hosts.remember(str(entry[4][0]), name)
        return found
    if family == socket.AF_INET6:
        raise socket.gaierror(socket.EAI_NONAME, "synclint simulates no IPv6")
    if isinstance(port, (str, bytes)) and not text(port).isdigit():
        port = {"http": 80, "https": 443}.get(text(port)) or socket.getservbyname(text(port))
    address = "127.0.0.1" if name == socket.gethostname().lower() else hosts.invent(name)
    kind = type or socket.SOCK_STREAM
    protocol = proto or (socket.IPPROTO_UDP if kind == socket.SOCK_DGRAM else socket.IPPROTO_TCP)
    return [(socket.AF_INET, socket.SocketKind(kind), protocol, "", (address, int(port or 0)))]


def _gethostbyaddr(host: str) -> Any:
    name = hosts.name(host)
    if name == host and host not in LOOPBACK:
        raise socket.herror(1, "Unknown host")
    return name, [], [host]


def _check_lookup(host: Any, *_: Any) -> None:
    """Look-ups that come here went around the functions above."""
    if host is None or text(host) in ("", "localhost") or is_address(text(host)):
        return
    recorder.event("connections", host=text(host), port=53, how="refused", timeout=None)
    raise socket.gaierror(socket.EAI_NONAME, "synclint asks no name server")


HANDLERS: dict[str, Callable[..., None]] = {
    "socket.getaddrinfo": _check_lookup,
    "socket.gethostbyname": _check_lookup,
    "socket.gethostbyaddr": _check_lookup,
}
