"""Which frames are of the project."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from types import FrameType, TracebackType
from typing import Any

from synclint_harness.run import Frame

_INSTALLED = re.compile(r"[/\\](?:site-packages|dist-packages|\.?venv|\.?env|\.tox|\.nox)[/\\]")
#: As `faulthandler` writes a frame; it cannot allocate memory, so it knows no better format.
_DUMPED = re.compile(r'^  File "(?P<file>.*)", line (?P<line>\d+) in (?P<function>.*)$')


class Frames:
    """Frames of the code below the project root; libraries that are installed below it are not the project's."""

    def __init__(self, root: str) -> None:
        self._root = os.path.join(os.path.realpath(root), "")
        self._given = os.path.join(root, "")
        self._python = os.path.join(sys.prefix, "")

    def relative(self, file: str) -> str | None:
        if file.startswith(self._python) and len(self._python) > len(self._root):
            return None
        for root in (self._given, self._root):
            if file.startswith(root) and not _INSTALLED.search(file[len(root) - 1 :]):
                return file[len(root) :]
        return None

    def of_traceback(self, traceback: TracebackType | None) -> tuple[Frame, ...]:
        places = []
        while traceback is not None:
            code = traceback.tb_frame.f_code
            places.append((code.co_filename, traceback.tb_lineno, code.co_name))
            traceback = traceback.tb_next
        return self._only_ours(places)

    def of_stack(self, frame: FrameType | None) -> tuple[Frame, ...]:
        places = []
        while frame is not None:
            places.append((frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name))
            frame = frame.f_back
        return self._only_ours(reversed(places))

    def innermost(self, frame: FrameType | None) -> FrameType | None:
        """The frame of the project that led to this one."""
        while frame is not None and self.relative(frame.f_code.co_filename) is None:
            frame = frame.f_back
        return frame

    def of_dump(self, text: str) -> tuple[Frame, ...]:
        """The first thread with frames of the project in what `faulthandler` wrote, the main thread preferred.

        It writes the main thread last, and frames the innermost first.
        """
        for thread in reversed(text.split("\n\n")):
            found = [match for match in map(_DUMPED.match, thread.splitlines()) if match]
            places = [(match["file"], int(match["line"]), match["function"]) for match in reversed(found)]
            ours = self._only_ours(places)
            if ours:
                return ours
        return ()

    def _only_ours(self, places: Iterable[tuple[str, int, str]]) -> tuple[Frame, ...]:
        frames = []
        for file, line, function in places:
            relative = self.relative(file)
            if relative is not None:
                frames.append(Frame(relative, line, function))
        return tuple(frames)


def as_json(frames: Iterable[Frame]) -> list[dict[str, Any]]:
    return [{"file": frame.file, "line": frame.line, "function": frame.function} for frame in frames]


def type_name(error: BaseException) -> str:
    """As a traceback prints it."""
    kind = type(error)
    return kind.__qualname__ if kind.__module__ in ("builtins", "__main__") else f"{kind.__module__}.{kind.__qualname__}"
