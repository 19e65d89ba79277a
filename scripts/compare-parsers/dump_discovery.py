"""Finding a project's command modules, and the folders that its imports start from."""

from __future__ import annotations

import fnmatch
import os
import re
from collections.abc import Iterator
from typing import Optional

from dump_job import CommandFile

SKIPPED_DIRS = {".git", ".hg", ".tox", ".venv", "__pycache__", "node_modules", "site-packages"}


def find_commands(root: str, only: Optional[str]) -> Iterator[CommandFile]:
    for folder, dirs, files in os.walk(root):
        dirs[:] = sorted(d for d in dirs if d not in SKIPPED_DIRS and "pyvenv.cfg" not in _names(folder, d))
        head, commands = os.path.split(folder)
        app_dir, management = os.path.split(head)
        if (management, commands) != ("management", "commands") or not app_dir.startswith(root):
            continue
        for file in sorted(files):
            if not file.endswith(".py") or file.startswith("_"):
                continue
            path = os.path.relpath(os.path.join(folder, file), root).replace(os.sep, "/")
            if only is None or fnmatch.fnmatch(path, only):
                source_root, package = split_package(root, app_dir)
                parts = [*package, "management", "commands", file[: -len(".py")]]
                yield CommandFile(path, app_dir, source_root, ".".join(parts))


def _names(folder: str, name: str) -> list[str]:
    try:
        return os.listdir(os.path.join(folder, name))
    except OSError:
        return []


def split_package(root: str, app_dir: str) -> tuple[str, list[str]]:
    """The folder above the top-most package that ``app_dir`` is in, and the package's path from there."""
    package: list[str] = []
    folder = app_dir
    while folder != root and (not package or os.path.exists(os.path.join(folder, "__init__.py"))):
        folder, name = os.path.split(folder)
        package.insert(0, name)
    return folder, package


def default_settings(root: str) -> Optional[str]:
    """What the environment or the project's manage.py says."""
    if os.environ.get("DJANGO_SETTINGS_MODULE"):
        return os.environ["DJANGO_SETTINGS_MODULE"]
    try:
        with open(os.path.join(root, "manage.py"), encoding="utf-8") as file:
            found = re.search(r"DJANGO_SETTINGS_MODULE['\"]\s*,\s*['\"]([\w.]+)['\"]", file.read())
    except OSError:
        return None
    return found.group(1) if found else None
