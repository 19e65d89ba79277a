"""Commands are imported once, before anything is forked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from synclint_harness.frames import Frames, type_name
from synclint_harness.run import Json

if TYPE_CHECKING:
    from synclint_harness.environment import Inventions


def load(names: Sequence[str], inventions: Inventions, frames: Frames) -> dict[str, Json]:
    """Command → why it cannot be loaded."""
    from django.core.management import get_commands

    failures: dict[str, Json] = {}
    for name in names:
        if name not in get_commands():
            message = "it belongs to no application of `INSTALLED_APPS`"
            failures[name] = {"type": "NotInstalled", "message": message, "file": None, "line": None}
            continue
        try:
            inventions.complete(lambda name=name: instance(name))  # type: ignore[misc]
            failures[name] = None
        except (Exception, SystemExit) as error:
            failures[name] = load_failure(error, frames)
    return failures


def instance(name: str) -> Any:
    from django.core.management import CommandError, get_commands, load_command_class

    application = get_commands().get(name)
    if application is None:
        raise CommandError(f"Unknown command: {name!r}")
    # Django's own way to replace a command hands in the instance.
    return load_command_class(application, name) if isinstance(application, str) else application


def load_failure(error: BaseException, frames: Frames) -> dict[str, Json]:
    file: str | None = None
    line: int | None = None
    if isinstance(error, SyntaxError) and error.filename:
        file, line = frames.relative(error.filename), error.lineno
    ours = frames.of_traceback(error.__traceback__)
    if file is None and ours:
        file, line = ours[-1].file, ours[-1].line
    return {"type": type_name(error), "message": str(error)[:2000], "file": file, "line": line}
