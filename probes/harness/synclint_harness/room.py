"""Room on the disk of the scratch folder: what a run does without it says nothing about the command."""

from __future__ import annotations

import os
import re

#: Less than a run needs for its databases, journal and output; below it, anything may have failed for that.
_LEAST = 8 << 20
_SAID = re.compile(r"No space left on device|(?:database or )?disk is full|Disk quota exceeded|Errno 27", re.IGNORECASE)
_FULL = "the disk is full"


def is_lack(text: str) -> bool:
    """Whether an error says so, of Python, SQLite or PostgreSQL."""
    return bool(_SAID.search(text))


def remedy(scratch: str) -> str:
    return f"make room in {os.path.dirname(scratch)}, or set TMPDIR to a folder with 512 MB of it"


def trouble(folder: str, *texts: str) -> str | None:
    """What is wrong with a run that has its files in this folder, and printed this; None where nothing is."""
    if any(map(is_lack, texts)):
        return f"{_FULL}, or a file became larger than a run may have it: {_place(folder)}"
    state = os.statvfs(folder)
    if state.f_bavail * state.f_frsize < _LEAST:
        return f"{_FULL}: {_place(folder)}"
    return None


def _place(folder: str) -> str:
    """Without what differs from run to run."""
    return f"scratch files are in {folder.partition('/synclint-')[0]}"
