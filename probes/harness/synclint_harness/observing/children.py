"""Management commands that the command starts."""

from __future__ import annotations

import json
import re
import threading
from typing import Any

from .late import when_imported
from .recorder import recorder

_PLUMBING = {"stdout", "stderr", "skip_checks", "force_color", "no_color", "settings", "pythonpath", "traceback"}
_SECRET = re.compile(r"passw|secret|token|api_?key|credential|private", re.IGNORECASE)


class _Commands:
    def __init__(self) -> None:
        #: Whether the command of this run itself has been started: it is nobody's child.
        self.begun = False


_commands = _Commands()


def begin(is_child: bool) -> None:
    """The next command is that of the run; in an interpreter that the command started, it is a child already."""
    _commands.begun = is_child


def install() -> None:
    when_imported("django.core.management.base", _patch)


def _patch(module: Any) -> None:
    command: Any = module.BaseCommand
    execute = command.execute

    def observed(self: Any, *args: Any, **options: Any) -> Any:
        if not recorder.watching or not _commands.begun:
            _commands.begun = _commands.begun or recorder.watching
            return execute(self, *args, **options)
        name = type(self).__module__.rpartition(".")[2]
        number = recorder.event("children", name=name, options=_options(options), thread=threading.current_thread().name)
        ended = "returned"
        try:
            return execute(self, *args, **options)
        except BaseException as error:
            ended = type(error).__name__
            raise
        finally:
            recorder.amend(number, ended=ended, ended_at=recorder.now())

    command.execute = observed


def _options(options: dict[str, Any]) -> dict[str, Any]:
    return {name: _shown(name, value) for name, value in options.items() if name not in _PLUMBING}


def _shown(name: str, value: Any) -> Any:
    if _SECRET.search(name) and isinstance(value, str) and value and not value.startswith("synclint-fake-"):
        return "<redacted>"
    try:
        return json.loads(json.dumps(value, default=str))
    except (TypeError, ValueError):
        return str(value)
