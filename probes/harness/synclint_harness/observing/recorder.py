"""The state of the observation in this process, and the journal that it writes.

One object for a process, because what it stands behind (audit hooks, patched classes) is one for a process. Everything
goes into files in the scratch folder and is read from there in the end: the same way for the command's own process,
for those that it forks or starts, and for a process that was killed before it could say anything.
"""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from . import frames

JOURNAL = ".observed"
#: Events of one kind that one process records; a command in an endless loop has told enough by then.
LIMIT = 20_000
#: Kinds that come in masses wait a little for their neighbours.
_PATIENT = {"logs", "sleeps", "reads", "sent"}
_BATCH = 200


class _Local(threading.local):
    #: Above zero while an observation is made on this thread: what it does itself is not observed.
    own = 0
    #: Above zero while the harness acts: nothing of it is recorded, whoever notices.
    quiet = 0


class Recorder:
    def __init__(self) -> None:
        self.root = ""
        #: Real path of the folder that may be written to; empty: the fence is down.
        self.scratch = ""
        self.port = 0
        self.recording = False
        self.allow_hosts: tuple[str, ...] = ()
        self.on_first_write: Callable[[], None] | None = None
        self.on_first_request: Callable[[], None] | None = None
        #: Process that keeps the command; others write every line at once, for they end as they like.
        self.main = 0
        self.started = 0.0
        self._local = _Local()
        self._renew()

    def _renew(self) -> None:
        self._lock = threading.RLock()
        self._lines: list[str] = []
        self._counts: dict[str, int] = {}
        self._number = 0
        #: One process may be several interpreters, one after the other, and its number is used again after its end.
        self._life = time.monotonic_ns()

    @property
    def armed(self) -> bool:
        return self.scratch != "" and self._local.own == 0 and self._local.quiet == 0

    @property
    def watching(self) -> bool:
        return self.recording and self._local.own == 0 and self._local.quiet == 0

    @contextmanager
    def observing(self) -> Iterator[None]:
        self._local.own += 1
        try:
            yield
        finally:
            self._local.own -= 1

    @contextmanager
    def unobserved(self) -> Iterator[None]:
        self._local.quiet += 1
        try:
            yield
        finally:
            self._local.quiet -= 1

    def arm(self, scratch: str) -> None:
        self.scratch = os.path.realpath(scratch)

    def start(self, main: int, started: float) -> None:
        self._renew()
        self.main, self.started = main, started
        with self.unobserved():
            folder = os.path.join(self.scratch, JOURNAL)
            os.makedirs(folder, exist_ok=True)
            # Runs that follow each other may share the folder.
            for name in os.listdir(folder) if os.getpid() == main else ():
                os.remove(os.path.join(folder, name))
        self.recording = True

    def stop(self) -> None:
        self.flush()
        self.recording = False

    def now(self) -> float:
        return round(time.monotonic() - self.started, 6)

    def event(self, field: str, **values: Any) -> int:
        """Record something that happens here and now; returns its number for `amend`, 0 where it is not recorded."""
        if not self.recording or self._local.quiet:
            return 0
        with self._lock, self.observing():
            count = self._counts[field] = self._counts.get(field, 0) + 1
            if count > LIMIT:
                return 0
            self._number += 1
            patient = values.get("kind") == "read" or field in _PATIENT
            self._line([field, self._number, self.now(), frames.stack(), values], patient)
            return self._number

    def amend(self, number: int, patient: bool = False, **values: Any) -> None:
        """Add to an event what was not known when it happened."""
        if number and self.recording:
            with self._lock, self.observing():
                self._line(["", number, values], patient)

    def _line(self, content: list[Any], patient: bool) -> None:
        self._lines.append(json.dumps(content, default=str, separators=(",", ":")))
        if not patient or len(self._lines) >= _BATCH or os.getpid() != self.main:
            self.flush()

    def flush(self) -> None:
        # Opened anew each time: daemons close all descriptors that they find.
        with self._lock, self.observing():
            if not self._lines:
                return
            path = os.path.join(self.scratch, JOURNAL, f"{os.getpid()}-{self._life}.jsonl")
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                os.write(handle, ("\n".join(self._lines) + "\n").encode("utf-8", "surrogatepass"))
            finally:
                os.close(handle)
            self._lines.clear()

    def written(self) -> None:
        """A write reached a database."""
        callback, self.on_first_write = self.on_first_write, None
        if callback is not None and self.watching:
            callback()

    def requested(self) -> None:
        """A connection to the simulator stands."""
        callback, self.on_first_request = self.on_first_request, None
        if callback is not None and self.watching:
            callback()

    def after_fork(self) -> None:
        self._local = _Local()
        number = self._number
        self._renew()
        # Numbers go on: statements of before may be rolled back in here.
        self._number = number
        if os.getpid() != self.main:
            self.on_first_write = self.on_first_request = None


recorder = Recorder()


def install() -> None:
    os.register_at_fork(before=recorder.flush, after_in_child=recorder.after_fork)
