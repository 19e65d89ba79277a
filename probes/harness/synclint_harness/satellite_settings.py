"""The same safety for a Python that a command starts: `manage.py` in a process of its own imports settings anew."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from synclint_harness import credentials, safe_settings
from synclint_harness.databases.sqlite import collapse_schemas
from synclint_harness.observing.late import when_imported

#: As `observing.begin` wants it.
SETUP = "synclint_harness.satellite_settings:prepare"


def argument(settings: Any, root: str, folder: str, without_credentials: bool) -> dict[str, Any]:
    return {
        "module": settings.SETTINGS_MODULE,
        "databases": settings.DATABASES,
        "root": root,
        "folder": folder,
        "withoutCredentials": without_credentials,
    }


def prepare(given: dict[str, Any]) -> None:
    """In the new interpreter, before anything of the project."""

    def make_safe(module: ModuleType) -> None:
        from django.conf import global_settings

        known = frozenset(dir(global_settings))
        credentials.fill_settings(module, known, given["root"], frozenset())
        safe_settings.apply(module, given["folder"])
        module.DATABASES = given["databases"]  # type: ignore[attr-defined]
        if given["withoutCredentials"]:
            credentials.remove(module, known, given["root"])

    when_imported(given["module"], make_safe)
    when_imported("django.db.backends.sqlite3.operations", lambda _: collapse_schemas())
    if not given["withoutCredentials"]:
        credentials.hand_out_fakes()
