"""Processes below this one: counted, and ended whatever they do against it."""

from __future__ import annotations

import ctypes
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Collection
from functools import cache

_LINUX = sys.platform.startswith("linux")
_SET_CHILD_SUBREAPER = 36
_PATIENCE = 2.0


def adopt_orphans() -> None:
    """Processes whose parent ends become ours rather than init's: daemons cannot get away.

    Linux only. Elsewhere a process that starts a session of its own, twice removed, outlives its run.
    """
    if _LINUX:
        ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def descendants(pid: int) -> list[int]:
    table = None if _has_children_files() else _table()
    found: list[int] = []
    queue = [pid]
    while queue:
        parent = queue.pop()
        children = _children(parent) if table is None else table.get(parent, [])
        found += children
        queue += children
    return found


def look_every() -> float:
    """Seconds between two looks at what runs below a process: without `/proc`, each look is a process itself."""
    return 0.02 if _has_children_files() else 0.5


def kill_session(leader: int) -> None:
    """Where orphans cannot be adopted, those of its group are all that can be found once it is gone."""
    if not _LINUX:
        try:
            os.killpg(leader, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            return


def kill_below(spared: Collection[int] = ()) -> None:
    """Ends all that this process has started, and what those have; returns when nothing is left."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        remaining = [pid for pid in descendants(os.getpid()) if pid not in spared]
        for pid in remaining:
            signal_quietly(pid, signal.SIGKILL)
        if not _reap(remaining):
            return
        time.sleep(0.001)


def kill_strays(known: Collection[int]) -> None:
    """Ends children of this process that it did not start itself, and what those have started."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        strays = [pid for pid in children(os.getpid()) if pid not in known]
        if not strays:
            return
        for pid in [below for stray in strays for below in descendants(stray)] + strays:
            signal_quietly(pid, signal.SIGKILL)
        _reap(strays)


def children(pid: int) -> list[int]:
    return _children(pid) if _has_children_files() else _table().get(pid, [])


def signal_quietly(pid: int, number: int) -> None:
    """A process that is gone already is as good as one that obeys."""
    try:
        os.kill(pid, number)
    except (ProcessLookupError, PermissionError):
        return


def wait_for_end(pid: int, seconds: float) -> None:
    """Until a child has ended or the time is over; it is not buried."""
    try:
        handle = os.pidfd_open(pid)
    except (AttributeError, OSError):  # macOS has none, and neither have old kernels.
        _look_for_end(pid, seconds)
        return
    try:
        select.select([handle], [], [], seconds)
    finally:
        os.close(handle)


def _look_for_end(pid: int, seconds: float) -> None:
    end = time.monotonic() + seconds
    while os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None and time.monotonic() < end:
        time.sleep(0.0005)


def _reap(pids: Collection[int]) -> bool:
    """Whether some of them are still there, as far as they are children of this process."""
    alive = False
    for pid in pids:
        try:
            alive = os.waitpid(pid, os.WNOHANG)[0] == 0 or alive
        except ChildProcessError:
            alive = True  # A grandchild: it becomes ours when its parent is gone.
    return alive


@cache
def _has_children_files() -> bool:
    """Kernels may be built without them."""
    return _LINUX and os.path.exists(f"/proc/self/task/{os.getpid()}/children")


def _children(pid: int) -> list[int]:
    found: list[int] = []
    try:
        threads = os.listdir(f"/proc/{pid}/task")
    except OSError:
        return found
    for thread in threads:
        try:
            with open(f"/proc/{pid}/task/{thread}/children", "rb") as children:
                found += map(int, children.read().split())
        except OSError:
            continue
    return found


def _table() -> dict[int, list[int]]:
    """Parent → children, of all processes of the system."""
    listing = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], stdout=subprocess.PIPE, check=False)
    table: dict[int, list[int]] = {}
    for line in listing.stdout.splitlines():
        pid, parent = map(int, line.split())
        table.setdefault(parent, []).append(pid)
    return table
