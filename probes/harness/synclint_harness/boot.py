"""From a checked-out project to one whose commands can be run: settings, databases, applications, commands."""

from __future__ import annotations

import importlib
import os
import platform
import sys
import threading
import traceback
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from synclint_harness import (
    commands,
    credentials,
    databases,
    environment,
    observing,
    reached,
    real_credentials,
    room,
    safe_settings,
    source_tables,
)
from synclint_harness.databases import schema
from synclint_harness.databases.base import Databases
from synclint_harness.frames import Frames
from synclint_harness.observing import processes
from synclint_harness.protocol import Boot, CannotBoot
from synclint_harness.run import Json
from synclint_harness.settings_module import named_by_manage_py

_PYTHON, _DJANGO = (3, 10), (4, 2)


@dataclass(frozen=True)
class Project:
    """A project that came up."""

    boot: Boot
    databases: Databases
    frames: Frames
    #: The databases of a trial before its first run.
    untouched: Any
    ready: dict[str, Json]


def boot(request: Boot) -> Project:
    environment.minimise(request.scratch, request.environment)
    real_credentials.notice(request.root, {"PASSWORD": request.database.get("password", "")})
    os.chdir(request.root)
    sys.path[:0] = [path for path in dict.fromkeys([*request.paths, request.root]) if path not in sys.path]
    _check_python()
    observing.prepare(request.root, request.paths, request.authority, request.allow_hosts, request.seams)
    observing.arm(os.path.join(request.scratch, "boot"))
    reached.watch(request.root, request.watch)
    version = _django_version()
    inventions = environment.Inventions()
    module, filled = _settings(request, inventions)
    chosen = _databases(request, module)
    _set_up(inventions, request.scratch)
    notes = _schema(chosen, request.tables, request.scratch)
    credentials.hand_out_fakes()
    observing.attach_django()
    loaded = commands.load(request.commands, inventions, Frames(request.root))
    untouched = _untouched()
    if threading.active_count() > 1:
        names = sorted(thread.name for thread in threading.enumerate() if thread is not threading.main_thread())
        notes.append(f"threads run since the project was imported, and will not in its runs: {', '.join(names)}")
    if filled:
        notes.append(f"settings that were given made-up credentials: {', '.join(filled)}")
    ready: dict[str, Json] = {
        "kind": "ready",
        "loaded": reached.indexes(),
        "python": platform.python_version(),
        "django": version,
        "engine": chosen.version(),
        "fence": ", ".join([*observing.fences(), *(["network namespace"] if request.isolate else [])]),
        "notes": [*inventions.notes(), *notes],
        "commands": loaded,
        "secrets": real_credentials.known(),
    }
    return Project(request, chosen, Frames(request.root), untouched, ready)


def _untouched() -> Any:
    """What the templates hold, read once for all runs; nothing is connected to them afterwards, or they could not be cloned."""
    from django.db import connections

    with observing.unobserved():
        snapshot = observing.tables.snapshot()
        connections.close_all()
    return snapshot


def refusal(failure: CannotBoot, root: str) -> dict[str, Json]:
    return {
        "kind": "cannot-boot",
        "stage": failure.stage,
        "remedy": failure.remedy,
        "secrets": real_credentials.known(),
        **commands.load_failure(failure.error, Frames(root)),
    }


def _check_python() -> None:
    """Whoever is started by a launcher was not asked before. This package itself can be read by Python 3.9."""
    if sys.version_info < _PYTHON:
        error = RuntimeError(f"this is Python {platform.python_version()}")
        raise CannotBoot("python", error, f"start one that is 3.10 or newer: this one is {sys.executable}")


def _django_version() -> str:
    try:
        import django
    except ImportError as error:
        remedy = f"name a Python that has Django, with `--python` or `probe.python`; this one is {sys.executable}"
        raise CannotBoot("django", error, remedy) from error
    if django.VERSION < _DJANGO:
        old = RuntimeError(f"this is Django {django.get_version()}")
        raise CannotBoot("django", old, f"name a Python that has Django 4.2 or newer; this one is {sys.executable}")
    return str(django.get_version())


def _settings(request: Boot, inventions: environment.Inventions) -> tuple[ModuleType, list[str]]:
    """The settings module, made safe before Django has read it; and the settings that were filled."""
    name = request.settings or named_by_manage_py(request.root, request.paths)
    if name is None:
        missing = LookupError("no `manage.py` names a settings module")
        raise CannotBoot("settings", missing, "name it: `probe.settings` in the configuration")
    os.environ["DJANGO_SETTINGS_MODULE"] = name
    before = dict(os.environ)
    with credentials.Asked() as asked:
        try:
            module = inventions.complete(lambda: importlib.import_module(name), unanswered=asked.unanswered)
        except (Exception, SystemExit) as error:
            remedy = "set what the settings need: `probe.env` in the configuration, or `probe.settings` for other ones"
            raise CannotBoot("settings", error, _wrong_name(error, name) or _remedy(error, remedy, request.scratch)) from error
    real_credentials.notice(request.root, real_credentials.of_settings(module))
    credentials.forget_real({**before, **inventions.values})
    filled = credentials.fill_settings(module, known_settings(), request.root, frozenset(asked.names))
    safe_settings.apply(module, request.scratch)
    return module, filled


def known_settings() -> frozenset[str]:
    from django.conf import global_settings

    return frozenset(dir(global_settings))


def _databases(request: Boot, module: ModuleType) -> Databases:
    try:
        chosen = databases.choose(request.database, request.scratch, module)
        with observing.unobserved():
            chosen.prepare()
    except Exception as error:
        remedy = _remedy(error, "see whether the database server can be reached, or use SQLite", request.scratch)
        raise CannotBoot("schema", error, remedy) from error
    module.DATABASES = chosen.settings()  # type: ignore[attr-defined]
    return chosen


def _set_up(inventions: environment.Inventions, scratch: str) -> None:
    import django

    try:
        inventions.complete(django.setup, _start_over)
    except (Exception, SystemExit) as error:
        remedy = "see whether `manage.py check` works with this Python; what is missing can be set in `probe.env`"
        raise CannotBoot("setup", error, _remedy(error, remedy, scratch)) from error


def _remedy(error: BaseException, otherwise: str, scratch: str) -> str:
    """What mends an error of the start, as far as it tells."""
    if room.is_lack(str(error)):
        return room.remedy(scratch)
    if isinstance(error, ModuleNotFoundError):
        package, _, rest = (error.name or "").partition(".")
        if rest and package in sys.modules:
            return f"`{package}` is there and has no such module: correct the name, or install the version of it that has one"
        remedy = "or name the Python that has the project's packages: `--python` or `probe.python`"
        return f"{_named_in_settings(error)}install it for {sys.executable}, {remedy}"
    if isinstance(error, ImportError):
        return f"{_asked_for_in(error)}install versions of the packages that go together for {sys.executable}"
    if isinstance(error, SyntaxError):
        return f"correct it, or name a Python that understands it: this one is {platform.python_version()}"
    if isinstance(error, processes.Refused):
        return "name settings that start no program: `probe.settings` in the configuration, or switch it off by `probe.env`"
    return otherwise


def _wrong_name(error: BaseException, settings: str) -> str | None:
    """What mends that there is no such settings module."""
    if isinstance(error, ModuleNotFoundError) and f"{settings}.".startswith(f"{error.name}."):
        return "correct `probe.settings`, or the name that `manage.py` sets; `source-roots` says where imports start"
    return None


def _named_in_settings(error: ModuleNotFoundError) -> str:
    """No line of the project imports an application: its settings name it."""
    from django.conf import settings

    applications = settings.INSTALLED_APPS if settings.configured else ()
    named = next((one for one in applications if f"{one}.".startswith(f"{error.name}.")), None)
    return "" if named is None else f"`INSTALLED_APPS` names `{named}`: "


def _asked_for_in(error: ImportError) -> str:
    """The line that imports, which may be of a package that no line of the project imports."""
    lines = [frame for frame in traceback.extract_tb(error.__traceback__) if not frame.filename.startswith("<frozen")]
    if not lines:
        return ""
    return f"{os.path.join(*lines[-1].filename.split(os.sep)[-2:])}:{lines[-1].lineno} asks for it; "


def _start_over() -> None:
    """`django.setup()` refuses a second attempt unless its registry forgets the first."""
    from django.apps import apps

    apps.app_configs = {}
    apps.apps_ready = apps.models_ready = apps.ready = apps.loading = False


def _schema(chosen: Databases, tables: source_tables.Tables, scratch: str) -> list[str]:
    try:
        chosen.adapt()
        with observing.unobserved():
            notes = schema.build(chosen)
            source_tables.build(tables)
            return notes
    except Exception as error:
        remedy = _remedy(error, "report this: tables could not be made for the project's models", scratch)
        raise CannotBoot("schema", error, remedy) from error
