"""The process that imports the project once, and forks itself for every run.

It has one thread, and nothing of a run happens in it: a fork of it is a project that is ready and that nobody has touched.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NoReturn

from synclint_harness import (
    boot,
    captures,
    guardian,
    networking,
    observers,
    observing,
    processes,
    protocol,
    relay,
    room,
    supervisor,
    warm,
)
from synclint_harness.boot import Project
from synclint_harness.protocol import ANSWERS, REQUESTS, Boot, CannotBoot, Requests, RunRequest
from synclint_harness.trials import Place, Places
from synclint_harness.watch import Abandoned

#: What stands before an answer within the harness: whether the databases are as they were.
_CLEAN, _USED = b"+", b"-"
#: A supervisor ends its run by itself; one that is this late has a defect.
_LATE = 15.0


class _Terminated(BaseException):
    """The harness was asked to end."""


@dataclass
class _Running:
    """A run under way, as the process sees it that forked its supervisor."""

    pid: int
    request: RunRequest
    answer: int
    end: float
    data: list[bytes] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        return b"".join(self.data)[:1] == _CLEAN


@dataclass(frozen=True)
class _Guard:
    """What the guardian and the harness know each other by."""

    lifeline: int
    other_end: int
    pid: int
    cleaned: int


def main(*, standard_streams: bool) -> NoReturn:
    if standard_streams:
        protocol.move_from_standard_streams()
    captures.speak_plainly()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _terminate)
    for descriptor in (REQUESTS, ANSWERS):
        os.set_inheritable(descriptor, False)
    processes.adopt_orphans()
    requests = Requests()
    first = requests.read()
    if not first:
        os._exit(0)
    request = protocol.read_boot(first[0])
    lifeline, other_end = os.pipe()
    watcher, cleaned = guardian.start(request, lifeline, other_end)
    status = 0
    try:
        _serve(request, requests, _Guard(lifeline, other_end, watcher, cleaned), first[1:])
    except _Terminated:
        status = 128 + signal.SIGTERM
    except BaseException:
        traceback.print_exc()
        status = 70
    _end(watcher, other_end, cleaned, status)


def _terminate(*_: object) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise _Terminated


def _end(watcher: int, other_end: int, cleaned: int, status: int) -> NoReturn:
    """Runs first, since they use what the guardian removes."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    processes.kill_below(spared=(watcher,))
    os.close(other_end)
    try:
        os.read(cleaned, 1)
    finally:
        os._exit(status)


def _serve(request: Boot, requests: Requests, guard: _Guard, more: Sequence[dict[str, Any]]) -> None:
    try:
        way_out = networking.prepare(request.isolate, (REQUESTS, ANSWERS, guard.lifeline, guard.other_end, guard.cleaned))
        project = boot.boot(request)
    except CannotBoot as failure:
        protocol.send(boot.refusal(failure, request.root))
        return
    loaded = observers.load(request.observers)
    warm.up()
    gc.collect()
    gc.freeze()
    protocol.send(project.ready)
    with observing.unobserved():
        Zygote(project, loaded, guard, way_out).serve(requests, more)


class Zygote:
    """Forks, waits for answers, passes them on."""

    def __init__(self, project: Project, loaded: supervisor.Observers, guard: _Guard, way_out: relay.Relay | None) -> None:
        self._project = project
        self._observers = loaded
        self._guard = guard
        self._way_out = way_out
        #: Processes of the harness's own.
        self._helpers = {guard.pid, *([way_out.pid] if way_out is not None else [])}
        self._running: dict[int, _Running] = {}
        self._places = Places(project.databases.reusable)
        self._poll = select.poll()

    def serve(self, requests: Requests, more: Sequence[dict[str, Any]]) -> None:
        """Until the end of file."""
        self._poll.register(REQUESTS, select.POLLIN)
        messages: Sequence[dict[str, Any]] | None = more
        while messages is not None:
            for message in messages:
                self._start(protocol.read_run(message))
            messages = ()
            for descriptor, _ in self._poll.poll(self._pause()):
                if descriptor == REQUESTS:
                    messages = requests.read()
                else:
                    self._receive(self._running[descriptor])
            self._end_late()

    def _start(self, request: RunRequest) -> None:
        place = self._places.of(request.database, make=request.make)
        if self._way_out is not None:
            request = replace(request, port=self._way_out.open(request.id, request.port))
        receiving, sending = os.pipe()
        pid = os.fork()
        if pid == 0:
            self._supervise(request, place, sending)
        os.close(sending)
        self._running[receiving] = _Running(pid, request, receiving, time.monotonic() + request.deadline + _LATE)
        self._poll.register(receiving, select.POLLIN)

    def _supervise(self, request: RunRequest, place: Place, answer: int) -> NoReturn:
        """In the fork: never comes back."""
        leave = os._exit
        try:
            ways_out = () if self._way_out is None else (self._way_out.fileno(),)
            for descriptor in (REQUESTS, ANSWERS, self._guard.other_end, *ways_out, *self._running):
                os.close(descriptor)
            run = supervisor.Supervisor(self._project, request, place, self._observers, self._guard.lifeline)
            result = run.run()
            protocol.write_all(answer, _CLEAN if run.clean else _USED)
            protocol.send(result, answer)
        except Abandoned:
            leave(0)
        except BaseException as error:
            trouble = room.trouble(self._project.boot.scratch, str(error)) or f"{type(error).__name__}: {error}"
            processes.kill_below()
            protocol.write_all(answer, _USED)
            protocol.send(supervisor.failed(request.id, trouble), answer)
            traceback.print_exc()
        leave(0)

    def _receive(self, running: _Running) -> None:
        piece = os.read(running.answer, 1 << 20)
        if piece:
            running.data.append(piece)
            return
        self._poll.unregister(running.answer)
        os.close(running.answer)
        del self._running[running.answer]
        os.waitpid(running.pid, 0)
        # Every supervisor adopts what its run leaves behind, so what has become ours is of one that has died.
        processes.kill_strays({*self._helpers, *(other.pid for other in self._running.values())})
        request = running.request
        if self._way_out is not None:
            self._way_out.close(request.id)
        self._places.after(request.database, clean=running.clean, removed=request.remove)
        protocol.write_all(ANSWERS, _line(running))

    def _end_late(self) -> None:
        for running in self._running.values():
            if time.monotonic() > running.end:
                processes.signal_quietly(running.pid, signal.SIGKILL)

    def _pause(self) -> float | None:
        if not self._running:
            return None
        return max(0.0, min(running.end for running in self._running.values()) - time.monotonic()) * 1000 + 1


def _line(running: _Running) -> bytes:
    line = b"".join(running.data)[1:]
    try:
        json.loads(line)
        return line
    except ValueError:
        failure = supervisor.failed(running.request.id, "the process that watched the run has died")
        return json.dumps(failure).encode() + b"\n"
