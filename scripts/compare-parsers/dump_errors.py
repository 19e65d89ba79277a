"""Errors as plain data that is the same on every machine."""

from __future__ import annotations

import os
import traceback
from typing import Optional

from stand_in_witness import is_project_file


class LoadError(Exception):
    """A module that was imported but gives no parser."""

    __module__ = "__main__"  # a traceback, and so the record, then names it without a module


def error_line(root: str, error: BaseException) -> str:
    """What a traceback ends with; of a message of several lines the first two."""
    lines = [line.strip() for line in "".join(traceback.format_exception_only(type(error), error)).strip().splitlines()]
    return describe_path(root, lines[-1] if isinstance(error, SyntaxError) else " ".join(lines[:2]))


def error_place(root: str, error: BaseException) -> Optional[str]:
    place = None
    for frame, line in traceback.walk_tb(error.__traceback__):
        file = frame.f_code.co_filename
        if is_project_file(root, file):
            place = f"{os.path.relpath(file, root).replace(os.sep, '/')}:{line}"
    return place


def describe_path(root: str, text: str) -> str:
    return text.replace(root, "<root>")
