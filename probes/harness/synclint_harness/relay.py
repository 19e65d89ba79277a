"""Carries connections out of a network namespace to the simulator, and nowhere else.

A process that stays outside is handed the sockets that runs in there connect to: what it accepts on one of them, it carries to
the one port that it was told. A run has nothing of it but such a port.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import socket
import struct
import threading
import traceback
from collections.abc import Collection

_ORDER = struct.Struct("!QH")  # number of the run, port of the simulator
_RESET = struct.pack("ii", 1, 0)
_PIECE = 1 << 16


class Relay:
    """The end of whoever starts runs, in the namespace."""

    def __init__(self, control: socket.socket, pid: int) -> None:
        self._control = control
        self.pid = pid

    def fileno(self) -> int:
        return self._control.fileno()

    def open(self, run: int, port: int) -> int:
        """A port of 127.0.0.1 in the namespace that stands for this one outside."""
        with socket.create_server(("127.0.0.1", 0)) as server:
            socket.send_fds(self._control, [_ORDER.pack(run, port)], [server.fileno()])
            return int(server.getsockname()[1])

    def close(self, run: int) -> None:
        self._control.send(_ORDER.pack(run, 0))


def start(foreign: Collection[int]) -> Relay:
    """Forks the process; it ends with whoever holds the relay. `foreign` are descriptors that are not for it."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    pid = os.fork()
    if pid:
        theirs.close()
        return Relay(ours, pid)
    try:
        ours.close()
        for descriptor in foreign:
            os.close(descriptor)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        _serve(theirs)
    except BaseException:
        traceback.print_exc()
    os._exit(0)


def _serve(control: socket.socket) -> None:
    servers: dict[int, socket.socket] = {}
    waiting = selectors.DefaultSelector()
    waiting.register(control, selectors.EVENT_READ)
    while True:
        for key, _ in waiting.select():
            if key.fileobj is not control:
                with contextlib.suppress(OSError):  # A client may be gone before it is accepted.
                    client, _ = key.fileobj.accept()  # type: ignore[union-attr]
                    threading.Thread(target=_carry, args=(client, key.data), daemon=True).start()
                continue
            order, handed, *_ = socket.recv_fds(control, _ORDER.size, 1)
            if not order:
                return
            run, port = _ORDER.unpack(order)
            if handed:
                servers[run] = socket.socket(fileno=handed[0])
                servers[run].setblocking(False)
                waiting.register(servers[run], selectors.EVENT_READ, port)
            elif run in servers:
                waiting.unregister(servers[run])
                servers.pop(run).close()


def _carry(client: socket.socket, port: int) -> None:
    """Until both sides have ended; a side that breaks off is a side that breaks off for the other as well."""
    server = socket.socket()
    with client, server, selectors.PollSelector() as waiting:
        client.setblocking(True)
        ends = {client: server, server: client}
        try:
            server.connect(("127.0.0.1", port))
            for end in ends:
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                waiting.register(end, selectors.EVENT_READ)
            while waiting.get_map():
                for key, _ in waiting.select():
                    source: socket.socket = key.fileobj  # type: ignore[assignment]
                    piece = source.recv(_PIECE)
                    if piece:
                        ends[source].sendall(piece)
                    else:
                        waiting.unregister(source)
                        ends[source].shutdown(socket.SHUT_WR)
        except OSError:
            for end in ends:
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
