"""Which lines of the project led to something that happened."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Sequence
from contextvars import ContextVar
from types import FrameType

Place = tuple[str, int, str]  # file relative to the root, line, function

#: A stack keeps its outermost and its innermost frames; what is between them in a deep recursion says nothing.
OUTERMOST, INNERMOST = 8, 24

#: Where the current task was started.
TASK: ContextVar[tuple[Place, ...]] = ContextVar("synclint_task", default=())


class _Thread(threading.local):
    parent: tuple[Place, ...] = ()


#: Where the current thread was started, or the job that runs in it. No context variable: asgiref runs jobs in a context
#: that it copied before it handed them over.
THREAD = _Thread()

_HARNESS = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep
_FOREIGN = (os.sep + "site-packages" + os.sep, os.sep + "dist-packages" + os.sep, os.sep + "node_modules" + os.sep)


class Project:
    """Tells files of the project from all others; answers are kept, for a stack has the same files again and again."""

    def __init__(self) -> None:
        self._roots: tuple[str, ...] = ()
        self._root = ""
        self._known: dict[str, str | None] = {}

    def locate(self, root: str, paths: Sequence[str] = ()) -> None:
        self._root = os.path.abspath(root)
        folders = {self._root, os.path.realpath(root)}.union(*({os.path.abspath(p), os.path.realpath(p)} for p in paths))
        self._roots = tuple(sorted(folder.rstrip(os.sep) + os.sep for folder in folders))
        self._known = {}

    def relative(self, filename: str) -> str | None:
        """Relative to the root; None where the file is not of the project."""
        try:
            return self._known[filename]
        except KeyError:
            self._known[filename] = answer = self._relative(filename)
            return answer

    def _relative(self, filename: str) -> str | None:
        if filename.startswith("<"):
            return None
        path = filename if os.path.isabs(filename) else os.path.join(self._root, filename)
        path = os.path.normpath(path)
        if path.startswith(_HARNESS) or any(part in path for part in _FOREIGN) or not path.startswith(self._roots):
            return None
        for prefix in {sys.prefix, sys.base_prefix}:
            if prefix.startswith(self._roots) and path.startswith(prefix + os.sep):
                return None
        if path.startswith(self._root + os.sep):
            return path[len(self._root) + 1 :]
        return os.path.relpath(os.path.realpath(path), os.path.realpath(self._root))


project = Project()


def stack() -> tuple[Place, ...]:
    """Frames of the project, the outermost first; those of the starter of this thread or task before its own."""
    own: list[Place] = []
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        file = project.relative(frame.f_code.co_filename)
        if file is not None:
            own.append((file, frame.f_lineno or 0, frame.f_code.co_name))
        frame = frame.f_back
    own.reverse()
    # The longer one was set below the other.
    parent = max(THREAD.parent, TASK.get(), key=len)
    # A task runs below the frames that started the loop, and so did its starter.
    shared = 0
    while shared < min(len(own), len(parent)) and own[shared] == parent[shared]:
        shared += 1
    whole = (*parent, *own[shared:])
    return whole if len(whole) <= OUTERMOST + INNERMOST else (*whole[:OUTERMOST], *whole[-INNERMOST:])


def caller_is_project(depth: int) -> bool:
    """Whether the function `depth` frames up is written in a file of the project."""
    return project.relative(sys._getframe(depth + 1).f_code.co_filename) is not None
