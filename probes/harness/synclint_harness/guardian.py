"""A process that does nothing until the harness is gone, however it went, and then removes what it has made."""

from __future__ import annotations

import os
import select
import shutil
import signal
import sys
import time
import traceback
from types import ModuleType

from synclint_harness import databases
from synclint_harness.protocol import ANSWERS, REQUESTS, Boot

_FOLDERS = ("boot", "trials")
_OURS = "synclint-"
_MOMENT = 0.06
_MOMENTS = 2.0
_PATIENCE = 15.0


def start(request: Boot, lifeline: int, other_end: int) -> tuple[int, int]:
    """Forks it; the harness holds the other end of the lifeline, and nobody else.

    Returns its process, and a descriptor that comes to its end when all is removed.
    """
    controller, harness = os.getppid(), os.getpid()
    done, working = os.pipe()
    pid = os.fork()
    if pid:
        os.close(working)
        return pid, done
    try:
        os.setsid()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        for descriptor in (other_end, done, ANSWERS):
            os.close(descriptor)
        _wait(lifeline, harness)
        _clean(request, controller)
        os.close(working)
        _outlive(controller, request.scratch)
    except BaseException:
        traceback.print_exc()
    os._exit(0)


def _wait(lifeline: int, harness: int) -> None:
    """Until the harness is gone; one that hangs in the project's own code does not see that nobody asks it any more."""
    ends = select.poll()
    ends.register(lifeline, select.POLLIN)
    ends.register(REQUESTS, 0)
    events = dict(ends.poll())
    if lifeline not in events:
        ends.unregister(REQUESTS)
        if not ends.poll(_PATIENCE * 1000):
            os.kill(harness, signal.SIGKILL)
    os.close(REQUESTS)


def _clean(request: Boot, controller: int) -> None:
    if request.database["engine"] == "postgresql" and not _ends_with_server(request, controller):
        _drop_databases(request)
    _remove_folders(request.scratch)


def _remove_folders(scratch: str) -> None:
    for folder in _FOLDERS:
        shutil.rmtree(os.path.join(scratch, folder), ignore_errors=True)


def _ends_with_server(request: Boot, controller: int) -> bool:
    """A server of ours ends with the program that started it, and its databases with it; it takes no more orders."""
    if not request.database["host"].startswith(os.path.join(request.scratch, "")):
        return False
    end = time.monotonic() + _MOMENT
    while not _is_gone(controller):
        if time.monotonic() > end:
            return False
        time.sleep(0.005)
    return True


def _outlive(controller: int, scratch: str) -> None:
    """Sees to it that the scratch folder goes when whoever made it cannot remove it any more.

    That program may be about to end: its descriptors are closed some moments before it is gone.
    """
    if not os.path.basename(scratch).startswith(_OURS):
        return
    end = time.monotonic() + _MOMENTS
    while os.path.exists(scratch) and time.monotonic() < end:
        # Runs that see their harness gone may have been putting something there at that very moment.
        _remove_folders(scratch)
        if _is_gone(controller):
            # A server of ours that is about to end may still write to it.
            end = time.monotonic() + _PATIENCE
            shutil.rmtree(scratch, ignore_errors=True)
        time.sleep(0.02)


def _drop_databases(request: Boot) -> None:
    sys.path[:0] = [path for path in request.paths if path not in sys.path]
    try:
        databases.choose(request.database, request.scratch, ModuleType("none")).remove_all()
    except Exception as error:  # The server may be gone, and its databases with it.
        print(f"databases were not removed: {error}", file=sys.stderr)


def _is_gone(pid: int) -> bool:
    """Gone, or dead and not yet buried."""
    try:
        os.kill(pid, 0)
        with open(f"/proc/{pid}/stat") as status:
            return status.read().rpartition(") ")[2][:1] in ("Z", "X")
    except ProcessLookupError:
        return True
    except OSError:
        return False
