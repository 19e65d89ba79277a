"""Print the argument parser that Django builds for every management command of a project.

The ground truth for a static model of these parsers: commands are imported and ``Command().create_parser()`` is
called, nothing is run. Prints one JSON object a line for each ``management/commands/*.py`` on disk::

    python dump_parsers.py --root PROJECT [--settings MODULE] [--stub-missing] [--only GLOB]

``error`` tells why a module gave no parser; otherwise ``options`` (and ``subcommands``) describe it, ``mro`` is the
class order and ``declared_at`` of an option the project's lines that led to its ``add_argument``, innermost first
(``declared_by``: the module that holds the call, when it is none of the project's).
``doubts`` is there when a stand-in for something missing (``--stub-missing``) may have changed the parser: compare
such a record with care.

Every command is loaded in a forked child of its own, so a crash or a hang costs one record. The children cannot write
below the project, open connections or start programs. Nothing is cached: bytecode is not written either.

Needs a Python that can import Django (and, for exact results, the project's packages); runs on POSIX only.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile

from dump_discovery import default_settings, find_commands
from dump_isolation import dump
from dump_job import Job

sys.path.pop(0)  # this script's folder must not answer the project's imports: its modules are all loaded by now


def parse_args() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--root", required=True, help="the project's top folder")
    parser.add_argument("--settings", help="settings module (default: DJANGO_SETTINGS_MODULE, or as in manage.py)")
    parser.add_argument("--no-settings", action="store_true", help="do not load the project's settings")
    parser.add_argument("--stub-missing", action="store_true", help="replace what cannot be imported by stand-ins")
    parser.add_argument("--only", metavar="GLOB", help="only files whose path from the root matches")
    parser.add_argument("--source-root", action="append", default=[], metavar="DIR", help="put this first on sys.path")
    parser.add_argument("--timeout", type=float, default=10, metavar="SECONDS", help="for one command (default: 10)")
    return parser.parse_args()


def work_in(folder: str, root: str) -> None:
    """Make ``folder`` the current one, with links to the project's entries for code that reads relative paths."""
    for name in os.listdir(root):
        if name != ".git":
            os.symlink(os.path.join(root, name), os.path.join(folder, name))
    os.chdir(folder)


def main() -> None:
    args = parse_args()
    root = os.path.realpath(args.root)
    if not os.path.isdir(root):
        raise SystemExit(f"dump_parsers: no such folder: {args.root}")
    commands = sorted(find_commands(root, args.only), key=lambda command: command.file)
    roots = [os.path.realpath(os.path.join(root, path)) for path in args.source_root]
    roots += [root, *sorted({command.source_root for command in commands})]
    job = Job(
        root=root,
        settings=None if args.no_settings else args.settings or default_settings(root),
        stub_missing=args.stub_missing,
        timeout=args.timeout,
        commands=commands,
        source_roots=list(dict.fromkeys(roots)),
    )
    with tempfile.TemporaryDirectory() as folder:
        work_in(folder, root)
        failed = 0
        for record in dump(job):
            failed += "error" in record
            print(json.dumps(record, ensure_ascii=False), flush=True)
        print(f"dump_parsers: {len(commands)} commands, {failed} failed", file=sys.stderr)
        os.chdir(os.sep)


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    if os.environ.get("PYTHONHASHSEED") != "0":  # sets keep their order from run to run
        fixed = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
        os.execve(sys.executable, [sys.executable, os.path.abspath(__file__), *sys.argv[1:]], fixed)
    main()
