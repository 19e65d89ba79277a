"""The process in which a command runs: forked, limited, listened to, and gone afterwards."""

from __future__ import annotations

import atexit
import os
import random
import signal
import sys
import threading
import time
import traceback
from typing import Any, NoReturn

from synclint_harness import credentials, observing, reached, satellite_settings, source_tables
from synclint_harness.boot import Project, known_settings
from synclint_harness.captures import Output
from synclint_harness.execution import execute
from synclint_harness.limits import Limits
from synclint_harness.protocol import RunRequest
from synclint_harness.report import Report, Reporter
from synclint_harness.stopping import LastMoments


def run(project: Project, request: RunRequest, folder: str, output: Output, limits: Limits, answer: int, dump: int) -> NoReturn:
    """In a fresh fork; what it observes goes to the descriptor `answer`."""
    reporter = Reporter(answer)
    leave = os._exit
    try:
        with observing.unobserved():
            os.setsid()
            output.redirect()
            _be_manage_py(request, project.boot.root)
            random.seed(project.boot.seed)
            limits.apply()
            moments = LastMoments(reporter, project.frames, dump)
        _observe(project, request, folder, moments)
        outcome = execute(request.command, request.arguments, project.frames, request.parses_only)
        _wind_down()
        recording = moments.recording.finish() if moments.recording is not None else None
        reporter.send(
            Report(
                outcome.exit,
                recording,
                reached=reached.indexes(),
                unmet=observing.unmet_seams(),
                parser=outcome.parser,
                started=moments.started,
                ended=time.time(),
            )
        )
    except BaseException as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        trouble = f"{type(error).__name__}: {error} ({os.path.basename(place.filename)}:{place.lineno})"
        reporter.send(Report(None, trouble=trouble, started=time.time(), ended=time.time()))
    leave(0)


def _be_manage_py(request: RunRequest, root: str) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.chdir(root)
    sys.argv = ["manage.py", request.command, *request.arguments]
    if request.without_credentials:
        from django.conf import settings

        credentials.remove(settings, known_settings(), root)


def _observe(project: Project, request: RunRequest, folder: str, moments: LastMoments) -> None:
    interruption = request.interruption
    callback = moments.interruption(interruption["signal"]) if interruption is not None else None
    after: str | None = interruption["after"] if interruption is not None else None
    reached.start()
    moments.started = time.time()
    moments.recording = observing.begin(
        port=request.port,
        scratch=folder,
        on_first_write=callback if after == "first-write" else None,
        on_first_request=callback if after == "first-request" else None,
        satellite=(satellite_settings.SETUP, _satellite(project, request, folder)),
        fault=request.fault,
        source_databases=source_tables.aliases(project.boot.tables),
        seams=request.seams,
    )


def _satellite(project: Project, request: RunRequest, folder: str) -> dict[str, Any]:
    from django.conf import settings

    return satellite_settings.argument(settings, project.boot.root, folder, request.without_credentials)


def _wind_down() -> None:
    """What the interpreter does at its end, of which the command's own threads and handlers are part."""
    try:
        threading._shutdown()  # type: ignore[attr-defined]
        atexit._run_exitfuncs()
    except BaseException:  # As the interpreter does: it says so, and ends as it would have.
        traceback.print_exc()
