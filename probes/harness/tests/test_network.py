from __future__ import annotations

import os
import socket
import struct
import subprocess
import sys
import threading
import unittest
from collections.abc import Callable
from pathlib import Path
from unittest import mock

from synclint_harness import boot, loopback, relay
from synclint_harness.protocol import CannotBoot

HARNESS = Path(__file__).resolve().parent.parent

#: In an interpreter of its own, as somebody without privileges.
ISOLATED = """
import ctypes, encodings.idna, errno, fcntl, os, socket, sys
from synclint_harness import loopback
if os.getuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
    ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)  # its files in /proc are its own again
who = (os.getuid(), os.getgid())
loopback.enter_namespace()
assert (os.getuid(), os.getgid()) == who
with socket.create_server(("127.0.0.1", 0)) as server:
    socket.create_connection(server.getsockname(), timeout=2).close()
for address in (("127.0.0.1", int(sys.argv[1])), ("1.1.1.1", 443)):
    with socket.socket() as client:
        assert client.connect_ex(address) in (errno.ECONNREFUSED, errno.ENETUNREACH), address
capabilities = [line.split()[1] for line in open("/proc/self/status") if line.startswith(("CapEff", "CapPrm"))]
assert set(capabilities) == {"0" * 16}, capabilities
print("isolated")
"""


class Namespace(unittest.TestCase):
    def test_a_user_gets_nothing_but_a_loopback_interface(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as outside:
            port = str(outside.getsockname()[1])
            program = [sys.executable, "-c", ISOLATED, port]
            environment = {**os.environ, "PYTHONPATH": str(HARNESS), "PYTHONDONTWRITEBYTECODE": "1"}
            done = subprocess.run(program, env=environment, capture_output=True, text=True, check=False)
        self.assertEqual((done.stdout, done.stderr), ("isolated\n", ""))

    def test_an_interface_that_is_up_stays_up(self) -> None:
        loopback.bring_up()
        with socket.create_server(("127.0.0.1", 0)) as server:
            socket.create_connection(server.getsockname(), timeout=2).close()


class Carried(unittest.TestCase):
    """What comes in on a port that the relay was handed goes to the one that it was told, and back."""

    def setUp(self) -> None:
        self.relay = relay.start(())

    def tearDown(self) -> None:
        os.close(self.relay.fileno())
        self.assertEqual(os.waitpid(self.relay.pid, 0)[1], 0)

    def outside(self, serve: Callable[[socket.socket], None]) -> int:
        server = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(server.close)

        def accept() -> None:
            client, _ = server.accept()
            with client:
                serve(client)

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        return int(server.getsockname()[1])

    def test_both_ways_until_each_side_has_ended(self) -> None:
        def serve(client: socket.socket) -> None:
            received = b""
            while piece := client.recv(1 << 16):
                received += piece
            client.sendall(received[::-1])

        port = self.relay.open(7, self.outside(serve))
        with socket.create_connection(("127.0.0.1", port), timeout=5) as client:
            client.sendall(b"ab" * 200_000)
            client.shutdown(socket.SHUT_WR)
            received = b""
            while piece := client.recv(1 << 16):
                received += piece
        self.assertEqual(received, b"ba" * 200_000)

    def test_a_reset_is_one(self) -> None:
        def serve(client: socket.socket) -> None:
            client.recv(1)
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

        port = self.relay.open(7, self.outside(serve))
        with socket.create_connection(("127.0.0.1", port), timeout=5) as client:
            client.sendall(b"x")
            with self.assertRaises(ConnectionResetError):
                client.recv(1)

    def test_a_port_ends_with_its_run(self) -> None:
        port = self.relay.open(7, 9)
        self.relay.close(7)
        self.relay.open(8, 9)  # Orders are followed one after the other.
        refused = False
        for _ in range(200):
            with socket.socket() as client:
                refused = client.connect_ex(("127.0.0.1", port)) != 0
            if refused:
                break
        self.assertTrue(refused)


class Versions(unittest.TestCase):
    def test_an_old_python_is_refused(self) -> None:
        with mock.patch.object(sys, "version_info", (3, 9, 18)), self.assertRaises(CannotBoot) as caught:
            boot._check_python()
        self.assertEqual(caught.exception.stage, "python")
        boot._check_python()


if __name__ == "__main__":
    unittest.main()
