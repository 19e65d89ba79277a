"""What is known about the stand-ins in use, and about the code that is running."""

from __future__ import annotations

import os
import sys
from types import FrameType
from typing import Optional

# What the paths of the modules that make up the stand-ins begin with.
OWN_FILES = os.path.join(os.path.dirname(__file__), "stand_in")


class Witness:
    """Remembers which stand-ins were made, and which of them a parser may depend on."""

    def __init__(self) -> None:
        self.root = ""
        self.building = False
        self.modules: set[str] = set()
        self.replaced: dict[str, str] = {}
        self.doubts: list[str] = []

    def doubt(self, text: str) -> None:
        if text not in self.doubts:
            self.doubts.append(text)

    def looked_into(self, name: str, how: str) -> None:
        """Note a look into a stand-in that decides something while a command or its parser is built."""
        frame = project_frame(self.root)
        if frame is None:
            return
        file = frame.f_code.co_filename
        if self.building or f"{os.sep}management{os.sep}commands{os.sep}" in file:
            self.doubt(f"{how} {name} at {os.path.relpath(file, self.root)}:{frame.f_lineno}")


WITNESS = Witness()


def is_project_file(root: str, file: str) -> bool:
    return file.startswith(root + os.sep) and f"{os.sep}site-packages{os.sep}" not in file


def project_frame(root: str) -> Optional[FrameType]:
    """The innermost running frame whose code belongs to the project."""
    frame: Optional[FrameType] = sys._getframe(1)
    while frame is not None and not is_project_file(root, frame.f_code.co_filename):
        frame = frame.f_back
    return frame
