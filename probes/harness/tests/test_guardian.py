"""A harness that hangs in the project's code does not outlive the program that started it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import unittest
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from synclint_harness import guardian  # noqa: E402


class Waiting(unittest.TestCase):
    def setUp(self) -> None:
        self.harness = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        self.addCleanup(self.harness.wait)
        self.addCleanup(self.harness.kill)
        self.lifeline, self.other_end = os.pipe()
        self.addCleanup(os.close, self.lifeline)
        ours, self.theirs = socket.socketpair()
        self.addCleanup(self.theirs.close)
        patched = mock.patch.multiple(guardian, REQUESTS=ours.detach(), _PATIENCE=0.1)
        patched.start()
        self.addCleanup(patched.stop)

    def test_ends_a_harness_that_nobody_asks_any_more(self) -> None:
        self.addCleanup(os.close, self.other_end)
        self.theirs.close()
        guardian._wait(self.lifeline, self.harness.pid)
        self.assertEqual(self.harness.wait(timeout=10), -signal.SIGKILL)

    def test_touches_none_that_ends_by_itself(self) -> None:
        os.close(self.other_end)
        guardian._wait(self.lifeline, self.harness.pid)
        self.assertIsNone(self.harness.poll())


if __name__ == "__main__":
    unittest.main()
