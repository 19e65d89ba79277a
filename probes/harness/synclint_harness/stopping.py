"""The last moments of a process: what it did until then, and where it was, gets out before it ends."""

from __future__ import annotations

import asyncio
import faulthandler
import os
import signal
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import Any, NoReturn

from synclint_harness import reached
from synclint_harness.frames import Frames
from synclint_harness.report import Report, Reporter
from synclint_harness.run import Frame

#: Asks a run where it is. A number that programs do not use themselves.
WHERE: int = signal.SIGRTMAX - 1 if hasattr(signal, "SIGRTMAX") else signal.SIGUSR2


class LastMoments:
    """Set up before the command runs; `recording` follows when there is one."""

    def __init__(self, reporter: Reporter, frames: Frames, dump: int) -> None:
        self.recording: Any | None = None
        self.started = time.time()
        self._reporter = reporter
        self._frames = frames
        self._process = os.getpid()
        self._exit = os._exit
        os._exit = self._leave
        signal.signal(WHERE, self._tell)
        # Where code in C holds the interpreter, only this handler gets to run; otherwise ours follows it.
        faulthandler.register(WHERE, file=dump, all_threads=True, chain=True)

    def interruption(self, name: str) -> Callable[[], None]:
        """Sends the signal to the command, which may have a handler for it."""
        number = signal.Signals[name]

        def interrupt() -> None:
            self._at_next_line(send)

        def send() -> None:
            if number == signal.SIGKILL or signal.getsignal(number) == signal.SIG_DFL:
                self._send(interrupted=True)
            os.kill(self._process, number)

        return interrupt

    def _at_next_line(self, action: Callable[[], None]) -> None:
        """Once the line of the project is through that is under way.

        A row that is being inserted is not there yet: SQLite has it once its key was fetched. A loop that runs tasks goes on
        for as long as all of them; nothing is waited for there.
        """
        frame = None if asyncio._get_running_loop() else self._frames.innermost(sys._getframe(1))
        if frame is None:
            action()
            return

        def trace(*_: object) -> None:
            sys.settrace(None)
            frame.f_trace = None
            action()

        sys.settrace(lambda *_: None)
        frame.f_trace = trace

    def end(self, status: int = 0) -> NoReturn:
        """Without cleaning up as the interpreter does: whatever is open belongs to a process above as well."""
        self._exit(status)

    def _tell(self, _: int, frame: FrameType | None) -> None:
        if os.getpid() == self._process:
            self._send(stack=self._frames.of_stack(frame))
            self._exit(0)

    def _leave(self, status: int) -> NoReturn:
        self._send(stack=self._frames.of_stack(sys._getframe(1)))
        self._exit(status)

    def _send(self, stack: tuple[Frame, ...] = (), interrupted: bool = False) -> None:
        if not self._reporter.is_due:
            return
        recording = self.recording.finish() if self.recording is not None else None
        self._reporter.send(
            Report(
                None,
                recording,
                reached=reached.indexes(),
                stack=stack,
                interrupted=interrupted,
                started=self.started,
                ended=time.time(),
            )
        )
