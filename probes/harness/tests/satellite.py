"""What a harness would do to the settings of an interpreter that the command starts."""

from __future__ import annotations

import os


def make_safe(argument: dict[str, str]) -> None:
    os.environ["MADE_SAFE"] = argument["value"]
