"""Watches the process of a command until it is over, by itself or not."""

from __future__ import annotations

import os
import select
import signal
import time

from synclint_harness import limits, processes
from synclint_harness.captures import Output
from synclint_harness.report import Receiver, Report
from synclint_harness.stopping import WHERE

_LOOK_EVERY = 0.02
#: Between the question where it is and the end of a process that does not answer.
_GRACE = {"deadline": 0.2, "output": 0.5, "processes": 0.5}
_LEAVE_WITHIN = 0.25


class Abandoned(Exception):
    """Whoever wanted to know is gone."""


class Watch:
    """Of one run, from the process above it."""

    def __init__(self, pid: int, answer: int, lifeline: int, output: Output, used: limits.Limits, deadline: float) -> None:
        self._pid = pid
        self._answer = answer
        self._lifeline = lifeline
        self._output = output
        self._limits = used
        self._deadline = time.monotonic() + deadline
        self._kill_at: float | None = None
        self._gone = False
        self._next_look = 0.0
        #: deadline | output | processes: what it was stopped for.
        self.why: str | None = None

    def wait(self) -> Report | None:
        """The report, where there was one. Nothing of the run is left afterwards."""
        receiver = Receiver()
        poll = select.poll()
        poll.register(self._answer, select.POLLIN)
        poll.register(self._lifeline, select.POLLIN)
        while not receiver.is_complete:
            for descriptor, _ in poll.poll(self._pause() * 1000):
                if descriptor == self._lifeline:
                    processes.kill_session(self._pid)
                    processes.kill_below()
                    raise Abandoned
                piece = os.read(self._answer, 1 << 20)
                if not piece:
                    return self._finished(receiver)
                receiver.add(piece)
            if self._is_over():
                self._drain(receiver)
                return self._finished(receiver)
        self._let_leave()
        return self._finished(receiver)

    def _finished(self, receiver: Receiver) -> Report | None:
        processes.kill_session(self._pid)
        processes.kill_below()
        return receiver.report()

    def _pause(self) -> float:
        return max(0.0, min(_LOOK_EVERY, self._deadline - time.monotonic()) if self.why is None else _LOOK_EVERY / 4)

    def _is_over(self) -> bool:
        """Looks after the process; stops it where that is due."""
        now = time.monotonic()
        if self._kill_at is not None:
            return now > self._kill_at or self._has_ended()
        if now > self._deadline:
            self._stop("deadline")
        elif self._output.is_flood():
            self._stop("output")
        elif self._limits.exceeded or self._has_too_many(now):
            self._stop("processes")
        return self._has_ended()

    def _has_too_many(self, now: float) -> bool:
        if now < self._next_look:
            return False
        self._next_look = now + processes.look_every()
        return len(processes.descendants(self._pid)) > limits.PROCESSES

    def _stop(self, why: str) -> None:
        self.why = why
        self._kill_at = time.monotonic() + _GRACE[why]
        if why == "processes":
            # Whatever it has started would go on while it tells where it is.
            for pid in processes.descendants(self._pid):
                processes.signal_quietly(pid, signal.SIGKILL)
        processes.signal_quietly(self._pid, WHERE)

    def _has_ended(self) -> bool:
        if not self._gone:
            self._gone = os.waitpid(self._pid, os.WNOHANG)[0] != 0
        return self._gone

    def _drain(self, receiver: Receiver) -> None:
        """Takes what is still in the pipe; something that the command started may hold its other end open."""
        os.set_blocking(self._answer, False)
        try:
            while piece := os.read(self._answer, 1 << 20):
                receiver.add(piece)
        except BlockingIOError:
            return

    def _let_leave(self) -> None:
        if not self._has_ended():
            processes.wait_for_end(self._pid, _LEAVE_WITHIN)
            self._has_ended()
