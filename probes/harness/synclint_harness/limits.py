"""What one run may use, so that a command that runs wild takes nobody along."""

from __future__ import annotations

import mmap
import os
import resource
import select
import struct

#: Processes of one run at a time.
PROCESSES = 50
#: Forks of Python over a whole run; the watch looks every few milliseconds, and a bomb is faster.
FORKS = 50
_FILE = 256 << 20


class Limits:
    """Shared by the process that watches and all that the command forks."""

    def __init__(self) -> None:
        self._forks = mmap.mmap(-1, 8)

    def apply(self) -> None:
        """In the process of the command."""
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (_FILE, _FILE))
        os.register_at_fork(before=self._count)

    @property
    def exceeded(self) -> bool:
        return self._read() > FORKS

    def _count(self) -> None:
        # Not exact when several processes count at once, and need not be.
        forks = self._read() + 1
        self._forks[:] = struct.pack("q", forks)
        while forks > FORKS:
            # It will be killed within moments, and until then says where it is.
            select.select([], [], [], 1)

    def _read(self) -> int:
        return int(struct.unpack("q", self._forks[:])[0])
