"""What the process of a command hands to the one that watches it: once, at its end or at the last moment before."""

from __future__ import annotations

import os
import pickle
import struct
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from synclint_harness.protocol import write_all
from synclint_harness.run import Frame, Json

_LENGTH = struct.Struct("Q")


@dataclass
class Report:
    #: None where the command was stopped before it ended.
    exit: dict[str, Json] | None
    #: Fields of `Run`; None where they have to be looked for.
    recording: dict[str, Any] | None = None
    #: Watched lines that it came to.
    reached: Sequence[int] = ()
    #: Seams whose callable nothing imported has.
    unmet: Sequence[str] = ()
    parser: tuple[Mapping[str, Json], ...] | None = None
    #: Where it was when it was stopped.
    stack: tuple[Frame, ...] = ()
    #: The command was interrupted as it was asked for.
    interrupted: bool = False
    started: float = 0.0
    ended: float = 0.0
    trouble: str | None = None


class Reporter:
    """The sending end."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._process = os.getpid()
        self._sent = threading.Lock()

    @property
    def is_due(self) -> bool:
        """False in a process that the command has forked, and once something was sent."""
        return os.getpid() == self._process and not self._sent.locked()

    def send(self, report: Report) -> None:
        if os.getpid() != self._process or not self._sent.acquire(blocking=False):
            return
        try:
            data = pickle.dumps(report)
        except Exception as error:  # Something of the project got into an observation and cannot be taken along.
            trouble = f"what was observed cannot be passed on: {type(error).__name__}: {error}"
            data = pickle.dumps(Report(report.exit, started=report.started, ended=report.ended, trouble=trouble))
        write_all(self._descriptor, _LENGTH.pack(len(data)) + data)


class Receiver:
    """The other end: pieces come in until the report is whole."""

    def __init__(self) -> None:
        self._data = bytearray()

    def add(self, piece: bytes) -> None:
        self._data += piece

    @property
    def is_complete(self) -> bool:
        size = _LENGTH.size
        return len(self._data) >= size and len(self._data) - size >= _LENGTH.unpack_from(self._data)[0]

    def report(self) -> Report | None:
        if not self.is_complete:
            return None
        report = pickle.loads(bytes(self._data[_LENGTH.size :]))
        return report if isinstance(report, Report) else None
