"""One run, seen from the process above the command: it outlives whatever the command does to its own.

The database is read, and probes observe, in a process in which the command never ran.
"""

from __future__ import annotations

import os
import resource
import signal
import tempfile
import time
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Union

from synclint_harness import command_process, observers, observing, processes, protocol, room, seeding, source_tables
from synclint_harness.boot import Project
from synclint_harness.captures import Output
from synclint_harness.frames import Frames
from synclint_harness.limits import Limits
from synclint_harness.protocol import RunRequest
from synclint_harness.report import Report
from synclint_harness.run import Json, Run
from synclint_harness.trials import Place, Trial
from synclint_harness.watch import Watch

Observers = Mapping[str, Union[observers.Observer, str]]


class Supervisor:
    """Of one run; lives in a fork of its own."""

    def __init__(self, project: Project, request: RunRequest, place: Place, loaded: Observers, lifeline: int) -> None:
        self._project = project
        self._request = request
        self._observers = loaded
        self._lifeline = lifeline
        self._trial = Trial(project, request.database, place)
        #: Nothing was written, as far as anybody looked.
        self.clean = False

    def run(self) -> dict[str, Json]:
        with observing.unobserved():
            return self._run()

    def _run(self) -> dict[str, Json]:
        os.setsid()
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        processes.adopt_orphans()
        request = self._request
        try:
            self._trial.enter(make=request.make)
            try:
                if request.tables is not None:
                    source_tables.replace(request.tables)
                seeding.sow(request.seed)
                _disconnect()
            except Exception as error:
                if room.is_lack(str(error)):
                    raise
                return failed(request.id, f"rows could not be written before the run: {type(error).__name__}: {error}")
            return self._observed()
        finally:
            if request.remove:
                self._trial.remove(clean=self.clean)

    def _observed(self) -> dict[str, Json]:
        wanted = bool(self._request.observers)
        before = self._before() if wanted else None
        output, began = Output(self._trial.folder), time.monotonic()
        with tempfile.TemporaryFile(dir=self._trial.folder) as dump:
            watch, report = self._watched(output, dump.fileno())
            milliseconds = (time.monotonic() - began) * 1000
            dump.seek(0)
            dumped = dump.read().decode("utf-8", "replace")
        untouched = self._trial.untouched()
        self.clean = untouched.issuperset(self._project.databases.owners)
        stdout, stderr = output.read()
        exit_, trouble = _ending(watch.why, report, self._project.frames, dumped)
        said = (str(stdout["text"]), str(stderr["text"]), str(exit_.get("message", "")), trouble or "")
        trouble = room.trouble(self._trial.folder, *said) or trouble
        observations: dict[str, Json] = {}
        asked: frozenset[str] = frozenset()
        contacts = 0
        if wanted:
            after = observing.tables.snapshot(self._project.untouched, untouched)
            seen = self._seen(report, before, after, str(stdout["text"]), str(stderr["text"]))
            observations, problem = observers.observe(self._observers, self._request.observers, seen)
            trouble = trouble or problem
            asked = frozenset(source.name for source in seen.sources)
            contacts = len(seen.sources) + len(seen.connections)
            _disconnect()
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = (used.ru_utime + used.ru_stime) * 1000
        came_to = report.reached if report is not None else ()
        seams = self._seams(report, asked)
        return protocol.result(
            self._request.id, exit_, stdout, stderr, observations, came_to, seams, contacts, trouble, milliseconds, cpu
        )

    def _seams(self, report: Report | None, asked: frozenset[str]) -> dict[str, str]:
        """How far the run came to each of the configured callables."""
        names = self._project.boot.seams
        found = frozenset(names) - frozenset(report.unmet) if report is not None and report.exit is not None else frozenset()
        return {name: "asked" if name in asked else "found" if name in found else "unmet" for name in names}

    def _before(self) -> Any:
        if self._request.make and not self._request.seed and self._request.tables is None:
            return self._project.untouched
        snapshot = observing.tables.snapshot(self._project.untouched, self._trial.untouched())
        _disconnect()
        return snapshot

    def _watched(self, output: Output, dump: int) -> tuple[Watch, Report | None]:
        limits = Limits()
        receiving, sending = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(receiving)
            os.close(self._lifeline)
            command_process.run(self._project, self._request, self._trial.folder, output, limits, answer=sending, dump=dump)
        os.close(sending)
        watch = Watch(pid, receiving, self._lifeline, output, limits, self._request.deadline)
        return watch, watch.wait()

    def _seen(self, report: Report | None, before: Any, after: Any, stdout: str, stderr: str) -> Run:
        recorded = report.recording if report is not None else None
        if recorded is None:
            recorded = observing.recover(self._trial.folder)
        return Run(
            command=self._request.command,
            arguments=tuple(self._request.arguments),
            changes=observing.tables.difference(before, after),
            stdout=stdout,
            stderr=stderr,
            started=report.started if report is not None else 0.0,
            ended=report.ended if report is not None else 0.0,
            parser=report.parser if report is not None else None,
            rows=after.rows,
            rows_before=before.rows,
            **recorded,
        )


def failed(identifier: int, trouble: str) -> dict[str, Json]:
    """The answer where there was no run."""
    return protocol.result(identifier, {"kind": "killed", "why": "self", "stack": []}, trouble=trouble)


def _ending(why: str | None, report: Report | None, frames: Frames, dump: str) -> tuple[dict[str, Json], str | None]:
    """How the run ended, and what is wrong with what is known of it."""
    if report is not None and report.exit is not None:
        return report.exit, report.trouble
    if why is None:
        why = "interruption" if report is not None and report.interrupted else "self"
    stack = (report.stack if report is not None else ()) or frames.of_dump(dump)
    trouble = report.trouble if report is not None else None
    return {"kind": "killed", "why": why, "stack": [asdict(frame) for frame in stack]}, trouble


def _disconnect() -> None:
    from django.db import connections

    connections.close_all()
