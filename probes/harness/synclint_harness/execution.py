"""Runs a command as `manage.py` would, and says how it ended."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from synclint_harness import commands
from synclint_harness.frames import Frames, as_json, type_name
from synclint_harness.run import Json


@dataclass
class Outcome:
    exit: dict[str, Json]
    parser: tuple[Mapping[str, Json], ...] | None = None


def execute(name: str, arguments: Sequence[str], frames: Frames, parses_only: bool = False) -> Outcome:
    outcome = Outcome({"kind": "returned"})
    try:
        command = commands.instance(name)
        _make_ready(command, outcome)
        if parses_only:
            # What `run_from_argv` calls once the arguments are parsed.
            command.execute = lambda *_args, **_options: None
        command.run_from_argv(["manage.py", name, *arguments])
    except SystemExit as error:
        outcome.exit = _of_system_exit(error)
    except BaseException as error:
        outcome.exit = _of_exception(error, frames)
    return outcome


def _make_ready(command: Any, outcome: Outcome) -> None:
    """System checks take longer than most commands and say nothing about them; migrations never ran here."""
    command.requires_migrations_checks = False
    create_parser = command.create_parser

    def create(*args: Any, **kwargs: Any) -> Any:
        parser = create_parser(*args, **kwargs)
        parser.set_defaults(skip_checks=True)
        outcome.parser = tuple(_described(action) for action in parser._actions)
        return parser

    command.create_parser = create


def _described(action: Any) -> Mapping[str, Json]:
    suppressed = action.help == "==SUPPRESS=="
    return {
        "flags": list(action.option_strings),
        "dest": str(action.dest),
        "help": None if action.help is None or suppressed else str(action.help),
        "required": bool(action.required),
    }


def _of_system_exit(error: SystemExit) -> dict[str, Json]:
    from django.core.management import CommandError

    code, message = _status(error.code)
    if message:
        print(message, file=sys.stderr)
    innermost = _innermost(error.__traceback__)
    place = (os.path.basename(innermost.tb_frame.f_code.co_filename), innermost.tb_frame.f_code.co_name) if innermost else None
    if place == ("base.py", "run_from_argv") and isinstance(error.__context__, CommandError):
        return {"kind": "exit", "code": code, "message": str(error.__context__), "by": "command-error"}
    if place is not None and place[0] == "argparse.py":
        return {"kind": "exit", "code": code, "message": _of_argparse(error.__traceback__), "by": "argparse"}
    return {"kind": "exit", "code": code, "message": message, "by": "exit"}


def _status(code: object) -> tuple[int, str]:
    """As the interpreter does it: a text is printed and counts as 1, a number is cut to a byte."""
    if code is None:
        return 0, ""
    if isinstance(code, int):
        return code & 0xFF, ""
    return 1, str(code)


def _innermost(trace: TracebackType | None) -> TracebackType | None:
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace


def _of_argparse(trace: TracebackType | None) -> str:
    """The message that argparse has printed behind the usage."""
    message = ""
    while trace is not None:
        frame = trace.tb_frame
        if frame.f_code.co_name == "error" and os.path.basename(frame.f_code.co_filename) == "argparse.py":
            message = str(frame.f_locals.get("message", ""))
        trace = trace.tb_next
    return message


def _of_exception(error: BaseException, frames: Frames) -> dict[str, Json]:
    from django.core.management import CommandError

    trace = error.__traceback__
    # Where the command could not even be found, ours is the only frame.
    traceback.print_exception(type(error), error, trace.tb_next if trace is not None and trace.tb_next else trace)
    if isinstance(error, CommandError):
        return {"kind": "exit", "code": 1, "message": str(error), "by": "command-error"}
    stack = as_json(frames.of_traceback(trace))
    if isinstance(error, SyntaxError) and error.filename and (file := frames.relative(error.filename)) is not None:
        # No frame of a module that never ran.
        stack = [*stack, {"file": file, "line": error.lineno or 1, "function": "<module>"}]
    return {"kind": "exception", "type": type_name(error), "message": str(error)[:10_000], "stack": stack}
