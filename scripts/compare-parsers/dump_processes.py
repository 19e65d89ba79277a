"""Forked children that send JSON lines, with a time-out."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from typing import Any, Callable, Optional


def run_in_child(work: Callable[[Callable[[Any], None]], None]) -> tuple[int, int]:
    """Fork; the child does ``work`` with a function that sends JSON lines to the returned pipe."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writer)
        return pid, reader
    status = 1
    try:
        os.close(reader)
        os.setpgid(0, 0)

        def send(value: Any) -> None:
            data = (json.dumps(value, ensure_ascii=False, default=str) + "\n").encode("utf-8", "backslashreplace")
            while data:
                data = data[os.write(writer, data) :]

        work(send)
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def read_lines(reader: int, seconds: float) -> Iterator[Optional[dict[str, Any]]]:
    """The values sent by a child; None and the end when the first one does not come within ``seconds``."""
    buffer = b""
    deadline: Optional[float] = time.monotonic() + seconds
    while True:
        while b"\n" in buffer:
            line, buffer = buffer.split(b"\n", 1)
            yield json.loads(line)
            deadline = None
        left = None if deadline is None else max(deadline - time.monotonic(), 0)
        if not select.select([reader], [], [], left)[0]:
            yield None
            return
        data = os.read(reader, 1 << 16)
        if not data:
            return
        buffer += data


def end(pid: int, reader: int) -> int:
    """Close the pipe, kill the child's process group and reap the child."""
    os.close(reader)
    for kill, target in ((os.killpg, pid), (os.kill, pid)):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(target, signal.SIGKILL)
    return os.waitpid(pid, 0)[1]


def quiet() -> None:
    """The commands' own output goes nowhere."""
    sys.stdout.flush()
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
