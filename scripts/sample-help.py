"""Ask every command of a sample project for its ``--help``, as ``manage.py COMMAND --help`` does.

    python sample-help.py PROJECT [--broken COMMAND ...]

Fails when a command does, unless it is one of the broken ones, and also when one of those works.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys
from pathlib import Path


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("project", type=Path)
    parser.add_argument("--broken", nargs="*", default=[], metavar="COMMAND")
    options = parser.parse_args()
    project = options.project.resolve()
    os.chdir(project)
    sys.path[0] = str(project)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "warehouse.settings")

    files = sorted(project.glob("*/management/commands/*.py"))
    names = [file.stem for file in files if not file.name.startswith("_")]
    failed = {name: reason for name in names if (reason := failure(name)) is not None}
    for name, reason in failed.items():
        print(f"{name}: {reason}")
    print(f"{len(names) - len(failed)} of {len(names)} commands of {project.name} have a --help")
    wrong = sorted(set(failed) ^ set(options.broken))
    for name in wrong:
        print(f"not expected: `{name}` {'fails' if name in failed else 'works'}")
    return 1 if wrong or not names else 0


def failure(name: str) -> str | None:
    """Why the command gives no help; None when it does."""
    from django.core.management import execute_from_command_line

    output = io.StringIO()
    try:
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
            execute_from_command_line(["manage.py", name, "--help"])
    except SystemExit as end:
        return None if end.code == 0 and "usage: manage.py" in output.getvalue() else f"exit code {end.code}"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return "no help was printed"


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    sys.exit(main())
