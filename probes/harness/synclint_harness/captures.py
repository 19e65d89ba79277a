"""What a run prints: files behind descriptors 1 and 2, so that programs that it starts print there as well."""

from __future__ import annotations

import io
import os
import sys

from synclint_harness.run import Json

#: What is kept of each stream.
KEPT = 1 << 20
#: More than this, on both streams together, is a flood.
FLOOD = 64 << 20


def speak_plainly() -> None:
    """Standard streams as `python -u` has them, in UTF-8.

    Handlers of logs keep the stream that they were made with; since descriptors are exchanged and streams are not, theirs is the
    run's. Nothing waits in a buffer when a process is killed, or is written twice because it was forked.
    """
    for name, descriptor in (("stdout", 1), ("stderr", 2)):
        raw = io.FileIO(descriptor, "w", closefd=False)
        stream = io.TextIOWrapper(raw, encoding="utf-8", errors="backslashreplace", write_through=True)
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


class Output:
    """The files of one run."""

    def __init__(self, folder: str) -> None:
        self._files = [self._open(folder, name) for name in ("stdout", "stderr")]

    @staticmethod
    def _open(folder: str, name: str) -> int:
        path = os.path.join(folder, name)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)
        os.unlink(path)
        return descriptor

    def redirect(self) -> None:
        """In the process of the command."""
        nothing = os.open(os.devnull, os.O_RDONLY)
        for source, target in zip((nothing, *self._files), (0, 1, 2)):
            os.dup2(source, target)
            os.close(source)

    def is_flood(self) -> bool:
        return sum(os.fstat(file).st_size for file in self._files) > FLOOD

    def read(self) -> tuple[dict[str, Json], dict[str, Json]]:
        stdout, stderr = (self._read(file) for file in self._files)
        return stdout, stderr

    @staticmethod
    def _read(file: int) -> dict[str, Json]:
        return {"text": os.pread(file, KEPT, 0).decode("utf-8", "replace"), "bytes": os.fstat(file).st_size}
